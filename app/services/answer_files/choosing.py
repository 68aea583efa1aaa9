"""Which answers a file is to hold: of a survey and period, at units that a person may see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import clock
from app.errors import NotFound
from app.models import Survey
from app.queries.answer_pages import (
    AnswerChoice,
    corrected_by_unit,
    newest_sequence,
    received,
)
from app.queries.units import list_units, parents_on, survey_unit_ids
from app.scope import Scope as Visible
from app.services.reporting.scope import Scope, build_scope

ROWS_OF_A_STEP = 8_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answers of a file, and what the file says of them.

    tree : units of the survey on the last day, with all that stands above them
    counts : answers of each unit, the excluded ones too
    counted : answers of each unit that indices rest on
    """

    survey: Survey
    first: date
    last: date
    under: int | None
    choice: AnswerChoice
    tree: Scope
    counts: dict[int, int]
    counted: dict[int, int]
    versions: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())

    def steps(self) -> Iterator[AnswerChoice]:
        """Cut the choice into periods of whole days with some thousand answers each."""
        days = (self.last - self.first).days + 1
        length = min(days, max(1, days * ROWS_OF_A_STEP // max(self.rows, 1)))
        for begin in range(0, days, length):
            first = self.first + timedelta(days=begin)
            last = min(first + timedelta(days=length - 1), self.last)
            start, end = clock.day_bounds(first, last)
            yield replace(self.choice, start=start, end=end)


def choose_answers(
    survey: Survey, first: date, last: date, *, under: int | None, visible: Visible
) -> Chosen:
    """Choose the answers of a period at the visible units, or at those under one of them.

    Raises `NotFound` for a unit that is not in the survey.
    """
    start, end = clock.day_bounds(first, last)
    everywhere = AnswerChoice(survey.id, start, end, visible.unit_ids, newest_sequence())
    answers = received(everywhere)
    asked = survey_unit_ids(survey.id, first, last) | {unit_id for unit_id, _ in answers}
    tree = build_scope(list_units(last), parents_on(last), asked)
    choice = everywhere
    if under is not None:
        if under not in tree.units:
            raise NotFound(f"unit {under} is not in the survey")
        below = {u for u in tree.units if tree.is_below(u, under) and visible.covers(u)}
        choice = replace(everywhere, unit_ids=frozenset(below))
        answers = {place: n for place, n in answers.items() if place[0] in below}
    every = Counter[int]()
    for (unit_id, _), count in answers.items():
        every[unit_id] += count
    corrected = corrected_by_unit(choice)
    return Chosen(
        survey=survey,
        first=first,
        last=last,
        under=under,
        choice=choice,
        tree=tree,
        counts=dict(every - Counter({unit: c.withdrawn for unit, c in corrected.items()})),
        counted=dict(every - Counter({unit: c.out for unit, c in corrected.items()})),
        versions=tuple(sorted({survey.version_id, *(version for _, version in answers)})),
    )
