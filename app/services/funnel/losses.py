"""Where forms were lost: refused at which question and why, given up at which part."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.models import FunnelStep, Survey
from app.queries.funnel import FunnelFilter, sum_details
from app.services.funnel.numbers import LEAST
from surveys.definitions import Questionnaire

GIVEN_UP = "given_up"
"""Beside the codes of errors: begun on a shared tablet, and left while this question was shown."""

LEFT = "left"
"""Beside the codes of errors: refused for this question and never sent afterwards."""

WHOLE_FORM = ""
"""Stands where an item's code would, for what is wrong with a form as a whole."""


class FormReason(StrEnum):
    """Why a form was not taken at once although its answers were right; see `respond.counting`."""

    EXPIRED = "expired"
    INVITATION_USED = "invitation_used"
    UNAVAILABLE = "unavailable"
    CLOSED = "closed"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Loss:
    """How many forms met something at a question.

    `outcome` is the code of an error, a `FormReason`, LEFT or GIVEN_UP; `number` is the
    question's number, 0 for the form as a whole and for a question of an earlier version.
    """

    item: str
    number: int
    outcome: str
    n: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long questionnaire, from 0: how many forms came to it and how many went on."""

    step: int
    reached: int
    passed: int

    @property
    def left(self) -> int:
        """How many forms ended here."""
        return max(self.reached - self.passed, 0)


@dataclass(frozen=True, slots=True)
class Losses:
    """All of it, for the forms that are wanted.

    Nothing is said of what fewer than `least` forms met, and nothing at all where fewer were begun:
    one form of one day at one counter would be one person's mistake.
    """

    questions: tuple[Loss, ...]
    parts: tuple[Part, ...]
    least: int


def losses(wanted: FunnelFilter, survey: Survey, questionnaire: Questionnaire) -> Losses:
    """Find where forms were lost; what few of them met is withheld here already."""
    least = max(LEAST, survey.minimum_cell)
    counts = sum_details(wanted)
    if counts.get((FunnelStep.STARTED, ""), 0) < least:
        return Losses((), (), least)
    numbers = {item: number for number, item in enumerate(questionnaire.questions, start=1)}
    found = {**refusals(counts), **left_at(counts), **given_up_at(counts)}
    questions = [
        Loss(item, numbers.get(item, 0), outcome, n)
        for (item, outcome), n in found.items()
        if n >= least
    ]
    return Losses(tuple(sorted(questions, key=in_order)), parts(counts), least)


def in_order(loss: Loss) -> tuple[int, str, bool, int]:
    """Put questions in the order of the questionnaire, the commonest reason first, leaving last."""
    return loss.number, loss.item, loss.outcome in (LEFT, GIVEN_UP), -loss.n


def refusals(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Give the refused forms by item and reason."""
    reasons = frozenset(FormReason)
    return {
        (WHOLE_FORM, detail) if step == FunnelStep.REFUSED else split(detail): n
        for (step, detail), n in counts.items()
        if step == FunnelStep.QUESTION or (step == FunnelStep.REFUSED and detail in reasons)
    }


def split(detail: str) -> tuple[str, str]:
    """Take item and error apart."""
    item, _, error = detail.rpartition(":")
    return item, error


def left_at(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Give the forms that were refused for an item and never sent afterwards."""
    left: dict[str, int] = {}
    for (step, detail), n in counts.items():
        if step == FunnelStep.QUESTION:
            item, _ = split(detail)
            left[item] = left.get(item, 0) + n
        elif step == FunnelStep.MENDED:
            left[detail] = left.get(detail, 0) - n
    return {(item, LEFT): max(n, 0) for item, n in left.items()}


def given_up_at(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Give the forms that were left on a shared tablet, by item."""
    return {
        (item, GIVEN_UP): n for (step, item), n in counts.items() if step == FunnelStep.GIVEN_UP
    }


def parts(counts: Mapping[tuple[str, str], int]) -> tuple[Part, ...]:
    """Give the parts of a long questionnaire; none where everything stands on one page."""
    reached = {int(d): n for (step, d), n in counts.items() if step == FunnelStep.REACHED}
    if not reached:
        return ()
    reached[0] = counts.get((FunnelStep.OPENED, ""), 0)
    return tuple(
        Part(step, n, counts.get((FunnelStep.PASSED, str(step)), 0))
        for step, n in sorted(reached.items())
    )
