"""What stands in a text where something personal stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """What was taken out of a text."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    DOSSIER = "dossier"
    IDENTITY = "identity"
    PLATE = "plate"
    BIRTH = "birth"
    NUMBER = "number"
    BY_HAND = "by_hand"


OPEN, CLOSE = "⟦", "⟧"
MARK = re.compile(f"{OPEN}({'|'.join(Personal)}){CLOSE}")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a masked text: words, or the kind of what was taken out."""

    text: str
    personal: Personal | None = None


def mark(personal: Personal) -> str:
    """Give the mark that stands for something taken out."""
    return f"{OPEN}{personal.value}{CLOSE}"


def parts(masked: str) -> Iterator[Part]:
    """Cut a masked text at its marks."""
    for place, piece in enumerate(MARK.split(masked)):
        if place % 2:
            yield Part("", Personal(piece))
        elif piece:
            yield Part(piece)
