"""The evidence for each point of a survey: what was found, and what was decided about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from flask import current_app

from app.errors import NotFound
from app.models import Survey
from app.queries.corrections import list_excluded_keys, list_kept
from app.queries.integrity import keys_of
from app.queries.populations import last_count_entry
from app.services.integrity.finding import find_evidence
from app.services.integrity.gaps import Gaps, Sorts, gaps_across, sorts_of
from app.services.integrity.hours import hours_stamp
from app.services.integrity.kinds import KINDS, Kind
from app.services.integrity.reading import (
    JudgedAnswers,
    judged_answers,
    rating_questions,
    read_sheets,
)
from app.services.integrity.sheets import HALVES, Found, PointSheets
from app.short_cache import ShortCache

SECONDS, SURVEYS = 900.0, 8
"""How long, and of how many surveys, a process remembers what it found; see `examined`."""


@dataclass(frozen=True)
class HalfDay:
    """What came in a half-day at a point: all answers and those with the best of every rating."""

    number: int
    n: int
    best: int

    @property
    def day(self) -> date:
        """Its day."""
        return date.fromordinal(self.number // HALVES)

    @property
    def afternoon(self) -> bool:
        """Whether it is the second half of the day."""
        return bool(self.number % HALVES)


@dataclass(frozen=True)
class Suspicion:
    """Something found by one kind of evidence, with the keys of the answers concerned."""

    rule: str
    found: Found
    keys: tuple[UUID, ...]


@dataclass(frozen=True)
class Examined:
    """What a point looks like, whatever was decided about it.

    few : numbers of the half-days with too few answers to say how many
    """

    n: int
    suspicions: tuple[Suspicion, ...]
    half_days: tuple[HalfDay, ...]
    few: tuple[int, ...]
    sorts: Sorts


@dataclass(frozen=True)
class ReviewItem:
    """Something to look at: the evidence, the answers in question, and what was decided."""

    suspicion: Suspicion
    excluded: int
    kept: int

    @property
    def kind(self) -> Kind:
        """What kind of evidence it is."""
        return KINDS[self.suspicion.rule]

    @property
    def rule(self) -> str:
        """The rule that flags of this kind bear."""
        return self.suspicion.rule

    @property
    def label(self) -> str:
        """What tells it from others of its kind at the point."""
        return self.suspicion.found.label

    @property
    def p_value(self) -> float:
        """The chance of seeing so much without any cause."""
        return self.suspicion.found.p_value

    @property
    def keys(self) -> tuple[UUID, ...]:
        """The answers in question."""
        return self.suspicion.keys

    @property
    def sentence(self) -> str:
        """The evidence in words."""
        return self.kind.sentence(self.suspicion.found.figures)

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
    few: tuple[int, ...]
    sorts: Sorts
    gaps: Gaps

    @property
    def open_items(self) -> int:
        """How many entries wait for somebody."""
        return sum(item.is_open for item in self.items)

    def item(self, rule: str, label: str) -> ReviewItem:
        """Find an entry; raises `NotFound`."""
        for item in self.items:
            if (item.rule, item.label) == (rule, label):
                return item
        raise NotFound(f"{rule} {label} is not on the review list")


def survey_evidence(survey: Survey) -> dict[int, PointEvidence]:
    """Give the evidence of every point with answers, by the point's id.

    What was found is remembered as long as the answers stay; what was decided is read anew.
    """
    return with_decisions(survey, examined(survey))


def with_decisions(survey: Survey, found: Mapping[int, Examined]) -> dict[int, PointEvidence]:
    """Set beside what was found what was decided about it; two queries."""
    keys = {key for point in found.values() for s in point.suspicions for key in s.keys}
    excluded, kept = list_excluded_keys(keys), list_kept(keys)
    return {
        point_id: PointEvidence(
            point_id=point_id,
            n=point.n,
            items=tuple(review_item(s, excluded, kept) for s in point.suspicions),
            half_days=point.half_days,
            few=point.few,
            sorts=point.sorts,
            gaps=gaps_across([point.sorts], survey.minimum_cell),
        )
        for point_id, point in found.items()
    }


def not_looked_for(survey: Survey) -> tuple[Kind, ...]:
    """List the kinds for which the questionnaire of a survey has too few ratings."""
    ratings = len(rating_questions(survey))
    return tuple(kind for kind in KINDS.values() if ratings < kind.least_ratings)


def review_item(
    suspicion: Suspicion, excluded: set[UUID], kept: set[tuple[UUID, str | None]]
) -> ReviewItem:
    """Count what was decided about the answers in question; kept by this rule or by any."""
    left_out = excluded.intersection(suspicion.keys)
    kept_now = sum(
        not kept.isdisjoint({(key, suspicion.rule), (key, None)})
        for key in suspicion.keys
        if key not in excluded
    )
    return ReviewItem(suspicion, len(left_out), kept_now)


def examined(survey: Survey) -> dict[int, Examined]:
    """Examine a survey, or remember what was found since its answers came."""
    cache: ShortCache[Any, dict[int, Examined]] = current_app.extensions.setdefault(
        "integrity_evidence", ShortCache(seconds=SECONDS, largest=SURVEYS)
    )
    judged = judged_answers(survey)
    stamp = (
        survey.id,
        survey.version_id,
        survey.minimum_cell,
        judged.stamp,
        hours_stamp(),
        last_count_entry(),
    )
    return cache.get(stamp, lambda: examine(survey, judged))


def examine(survey: Survey, judged: JudgedAnswers) -> dict[int, Examined]:
    """Search all answers of a survey with every kind of evidence."""
    sheets, least = read_sheets(survey, judged), survey.minimum_cell
    evidence = find_evidence(sheets, least=least)
    found = {
        point.point_id: [
            (rule, item, point.sequences[list(item.answers)].tolist())
            for rule, item in evidence.get(point.point_id, ())
        ]
        for point in sheets.points
    }
    keys = keys_of({number for items in found.values() for *_, of in items for number in of})
    return {
        point.point_id: examined_point(
            point,
            tuple(
                Suspicion(rule, item, tuple(keys[number] for number in concerned))
                for rule, item, concerned in found[point.point_id]
            ),
            least,
        )
        for point in sheets.points
    }


def examined_point(point: PointSheets, suspicions: tuple[Suspicion, ...], least: int) -> Examined:
    """Put together what is shown of a point; no figure rests on fewer than `least` answers."""
    halves = half_days(point)
    few = too_few(halves, least)
    return Examined(
        n=point.n,
        suspicions=suspicions,
        half_days=tuple(half for half in halves if half.number not in few),
        few=tuple(half.number for half in halves if half.number in few),
        sorts=sorts_of(point),
    )


def too_few(halves: Sequence[HalfDay], least: int) -> frozenset[int]:
    """Choose the half-days whose number is not shown: never one alone, nor few answers together.

    The answers of the point less those shown would tell them.
    """
    in_order = sorted(halves, key=lambda half: half.n)
    count = sum(half.n < least for half in in_order)
    while 0 < count < len(in_order) and (
        count == 1 or sum(half.n for half in in_order[:count]) < least
    ):
        count += 1
    return frozenset(half.number for half in in_order[:count])


def half_days(point: PointSheets) -> list[HalfDay]:
    """Count the answers of each half-day, in order."""
    numbers, place, counts = np.unique(point.half_days, return_inverse=True, return_counts=True)
    best = np.bincount(place.ravel(), weights=point.best, minlength=len(numbers))
    return [
        HalfDay(number, int(n), int(top))
        for number, n, top in zip(numbers.tolist(), counts, best, strict=True)
    ]
