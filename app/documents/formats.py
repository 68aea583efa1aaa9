"""What can be printed of a point, on which paper, and from how far its code is read."""

from dataclasses import dataclass
from enum import StrEnum


class PrintFormat(StrEnum):
    """Posters, cards and slips of points, and the sheet to tick off where they hang."""

    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    TENT = "tent"
    STICKERS = "stickers"
    SLIPS = "slips"
    RECEIPT = "receipt"
    POSTAL = "postal"
    CONTACT_SHEET = "list"


@dataclass(frozen=True)
class FormatFacts:
    """How a format is drawn.

    template : the Typst file beside this one
    width, height : of a page in millimetres; the height of a receipt follows its text
    code : width of the QR code in millimetres, its quiet zone of four modules included
    metres : from how far a phone reads it, checked by a test with a camera's picture
    cards : how many cards an A4 sheet carries, where they are drawn one by one; else 0
    mixed : whether a sheet carries the cards of several points
    """

    template: str
    width: float
    height: float | None
    code: float
    metres: float
    cards: int = 0
    mixed: bool = False

    def sheets(self, count: int) -> list[list[int]]:
        """Say which cards each sheet carries, numbered from 1; a point alone fills its sheet."""
        numbers = range(1, count + 1)
        if self.mixed and count > 1:
            starts = range(0, count, self.cards)
            return [list(numbers[start : start + self.cards]) for start in starts]
        return [[number] * self.cards for number in numbers]


FORMATS = {
    PrintFormat.A4: FormatFacts("poster.typ", 210, 297, 136, 2.0),
    PrintFormat.A5: FormatFacts("poster.typ", 148, 210, 95.8, 1.4),
    PrintFormat.A6: FormatFacts("cards.typ", 105, 148, 66, 1.0),
    PrintFormat.TENT: FormatFacts("cards.typ", 210, 297, 86, 1.2, cards=2),
    PrintFormat.STICKERS: FormatFacts("cards.typ", 210, 297, 44, 0.6, cards=8, mixed=True),
    PrintFormat.SLIPS: FormatFacts("cards.typ", 210, 297, 44, 0.6, cards=8),
    PrintFormat.RECEIPT: FormatFacts("cards.typ", 80, None, 46, 0.6),
    PrintFormat.POSTAL: FormatFacts("cards.typ", 210, 297, 60, 0.8, cards=3),
    PrintFormat.CONTACT_SHEET: FormatFacts("contact_sheet.typ", 210, 297, 20, 0.25),
}
