"""The evidence for each point of a survey; computed when asked for, from one query of answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from analysis.multiplicity import adjusted_p_values
from analysis.quality.half_days import LEVEL, StuffedHalfDay, stuffed_half_days
from analysis.quality.strata import Gap, gap_between
from app import clock
from app.models import Mode, Survey
from app.queries.integrity import (
    JudgedAnswer,
    list_excluded_keys,
    list_judged_answers,
    list_kept_keys,
)
from app.queries.questionnaires import get_questionnaire

NOON, HALVES = 12, 2
BEST, RATING = 5, "rating5"


@dataclass(frozen=True)
class HalfDay:
    """What came in a half-day at a point: all answers and those with the best of every rating."""

    day: date
    afternoon: bool
    n: int
    best: int


@dataclass(frozen=True)
class ReviewItem:
    """A half-day to look at: the evidence, the answers in question, and what was decided."""

    half_day: int
    day: date
    afternoon: bool
    evidence: StuffedHalfDay
    keys: tuple[UUID, ...]
    excluded: int
    kept: int

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about one of the answers yet."""
        return self.excluded + self.kept < len(self.keys)


@dataclass(frozen=True)
class PointEvidence:
    """What the answers of a point look like."""

    point_id: int
    n: int
    items: tuple[ReviewItem, ...]
    half_days: tuple[HalfDay, ...]
    verified_gap: Gap | None
    kiosk_gap: Gap | None

    @property
    def open_items(self) -> int:
        """How many half-days wait for somebody."""
        return sum(item.is_open for item in self.items)


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with its half-day, and 1 if every rating that was given is the highest, else 0."""

    answer: JudgedAnswer
    half_day: int
    best: float


@dataclass(frozen=True)
class Decided:
    """Which answers are left out, and which were looked at and kept."""

    excluded: frozenset[UUID]
    kept: frozenset[UUID]


def survey_evidence(survey: Survey) -> dict[int, PointEvidence]:
    """Compute the evidence of every point with answers, by the point's id.

    Points are looked at together: of the suspicious half-days only those stay that Benjamini and
    Hochberg's rule leaves at one false alarm in a hundred.
    """
    ratings = [
        question.code
        for question in get_questionnaire(survey.version_id)
        if question.type == RATING
    ]
    by_point: dict[int, list[Marked]] = {}
    for answer in list_judged_answers(survey.id):
        marked = Marked(answer, half_day_of(answer), is_best(answer, ratings))
        by_point.setdefault(answer.point_id, []).append(marked)
    decided = Decided(
        frozenset(list_excluded_keys(survey.id)), frozenset(list_kept_keys(survey.id))
    )
    suspected = left_after_all_points(
        {
            point: stuffed_half_days([m.half_day for m in marked], [m.best for m in marked])
            for point, marked in by_point.items()
        }
    )
    return {
        point: point_evidence(point, marked, suspected[point], decided, least=survey.minimum_cell)
        for point, marked in by_point.items()
    }


def left_after_all_points(
    suspected: Mapping[int, tuple[StuffedHalfDay, ...]],
) -> dict[int, tuple[StuffedHalfDay, ...]]:
    """Leave out what is to be expected somewhere when so many points are looked at."""
    smallest = [halves[0].p_value if halves else 1.0 for halves in suspected.values()]
    adjusted = adjusted_p_values(smallest, method="benjamini_hochberg")
    return {
        point: halves if p is not None and p < LEVEL else ()
        for (point, halves), p in zip(suspected.items(), adjusted, strict=True)
    }


def point_evidence(
    point_id: int,
    marked: Sequence[Marked],
    suspected: Iterable[StuffedHalfDay],
    decided: Decided,
    *,
    least: int,
) -> PointEvidence:
    """Put together what is shown of a point; no figure rests on fewer than `least` answers."""
    return PointEvidence(
        point_id=point_id,
        n=len(marked),
        items=tuple(review_item(half, marked, decided) for half in suspected),
        half_days=tuple(half for half in half_days(marked) if half.n >= least),
        verified_gap=gap(
            [m.best for m in marked if m.answer.verified],
            [m.best for m in marked if not m.answer.verified],
            least,
        ),
        kiosk_gap=gap(
            [m.best for m in marked if m.answer.mode == Mode.KIOSK.value],
            [m.best for m in marked if m.answer.mode == Mode.SELF_PHONE.value],
            least,
        ),
    )


def review_item(half: StuffedHalfDay, marked: Iterable[Marked], decided: Decided) -> ReviewItem:
    """Name the best answers of a half-day; each of them waits for a decision."""
    keys = tuple(m.answer.key for m in marked if m.best and m.half_day == half.half_day)
    return ReviewItem(
        half_day=half.half_day,
        day=date.fromordinal(half.half_day // HALVES),
        afternoon=bool(half.half_day % HALVES),
        evidence=half,
        keys=keys,
        excluded=len(decided.excluded.intersection(keys)),
        kept=len(decided.kept.intersection(keys) - decided.excluded),
    )


def half_days(marked: Iterable[Marked]) -> tuple[HalfDay, ...]:
    """Count the answers of each half-day, in order."""
    counts: dict[int, list[int]] = {}
    for one in marked:
        count = counts.setdefault(one.half_day, [0, 0])
        count[0] += 1
        count[1] += int(one.best)
    return tuple(
        HalfDay(date.fromordinal(half // HALVES), bool(half % HALVES), n, best)
        for half, (n, best) in sorted(counts.items())
    )


def gap(first: Sequence[float], second: Sequence[float], least: int) -> Gap | None:
    """Compare the share of best answers of two kinds, if there are enough of both."""
    if min(len(first), len(second)) < least:
        return None
    return gap_between(int(sum(first)), len(first), int(sum(second)), len(second))


def half_day_of(answer: JudgedAnswer) -> int:
    """Number the half-day of an answer by the local clock."""
    local = answer.answered_at.astimezone(clock.local_zone())
    return local.date().toordinal() * HALVES + (local.hour >= NOON)


def is_best(answer: JudgedAnswer, ratings: Iterable[str]) -> float:
    """Tell whether every rating that was given is the highest."""
    given = [answer.answers[code] for code in ratings if isinstance(answer.answers.get(code), int)]
    return float(bool(given) and all(value == BEST for value in given))
