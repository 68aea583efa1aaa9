"""The share of one's expectation that was met, 0 to 100."""

from surveys.definitions import Question, StoredValue
from surveys.question_types.number import Number


class Share100(Number):
    """A share in percent; a per cent sign after the number is read over."""

    name = "share_100"
    limits = frozenset({"decimals"})

    def bounds(self, question: Question) -> tuple[float | None, float | None]:
        """Return 0 and 100: a share above 100 is a slip of the finger, not an opinion."""
        return 0, 100

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the share as a number from 0 to 100."""
        plain = [v.strip().removesuffix("%") if isinstance(v, str) else v for v in values]
        return super().parse(question, plain)

    def score_range(self, question: Question) -> tuple[float, float] | None:
        """Return 0 and 100."""
        return 0.0, 100.0
