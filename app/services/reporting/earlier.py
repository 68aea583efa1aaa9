"""Tallies of a report as it was before some answers came: only the new ones are tallied.

Tallies are whole numbers and add up without rounding (`analysis.tallies`), so what comes out is
what tallying everything again would give. Nothing is taken over unless the answers of before are
all there still, with the same corrections, read by the same questionnaires.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from analysis.tallies.tally import Tally, merge
from app.services.reporting.data import ReportData
from app.services.reporting.origins import origin_tallies
from app.services.reporting.records import Kept, Origin
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.tallying import Tallied, tallied

K = TypeVar("K", Kept, Origin)

ORDER: list[Kept | Origin] = [*Kept, *Origin]

LATER_AT_MOST = 0.2
"""With more new answers than this share of the old ones, tallying all costs hardly more."""


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """What was tallied of the first `rows` answers, by family of measures.

    later : the report's data with the answers since
    """

    tallies: Mapping[str, Tallied]
    origins: Mapping[str, Mapping[Origin, Tally]]
    later: ReportData

    def tallied(self, family: str, plan: SheetPlan) -> Tallied | None:
        """Add the later answers to a family's tallies; None where there are none of it."""
        before = self.tallies.get(family)
        return None if before is None else _added(before, tallied(self.later, plan))

    def by_origin(self, family: str, plan: SheetPlan) -> dict[Origin, Tally] | None:
        """Add the later answers to a family's tallies by origin; None where there are none."""
        before = self.origins.get(family)
        return None if before is None else _together(before, origin_tallies(self.later, plan))


def earlier_of(
    old: ReportData, computed: Mapping[Hashable, Any], new: ReportData
) -> Earlier | None:
    """Take over what was tallied of answers that a report still begins with; None if changed."""
    rows = old.answers.rows
    same = old.survey.version_id == new.survey.version_id and (
        old.questionnaires.keys() == new.questionnaires.keys()
    )
    if not same or not _begins_with(old, new):
        return None
    later = replace(new, answers=new.answers.since(rows))
    return Earlier(_named("tallies", computed), _named("origins", computed), later)


def _begins_with(old: ReportData, new: ReportData) -> bool:
    before, now = old.answers, new.answers
    rows = before.rows
    if before.reading is None or before.reading is not now.reading:
        return False
    if not rows <= now.rows <= rows * (1 + LATER_AT_MOST):
        return False
    return (
        np.array_equal(before.columns.sequences, now.columns.sequences[:rows])
        and np.array_equal(before.excluded, now.excluded[:rows])
        and np.array_equal(before.flagged, now.flagged[:rows])
    )


def _named(name: str, computed: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Find the values that were computed under a name, by the rest of their keys."""
    pairs = [(key, value) for key, value in list(computed.items()) if isinstance(key, tuple)]
    return {key[1]: value for key, value in pairs if key[0] == name}


def _added(before: Tallied, later: Tallied) -> Tallied:
    """Add up every alternative; where a part has no answer of its own it is what counts."""
    every = _in_order(before.kept, later.kept)
    parts = {kept: [_kept(before, kept), _kept(later, kept)] for kept in every}
    return Tallied(
        {kept: merge(t for t in found if t) for kept, found in parts.items()},
        _together(before.apart, later.apart),
    )


def _kept(part: Tallied, kept: Kept) -> Tally | None:
    if kept in part.kept or kept in part.apart:
        return part.kept.get(kept)
    return part.kept.get(Kept.COUNTED)


def _together(before: Mapping[K, Tally], later: Mapping[K, Tally]) -> dict[K, Tally]:
    order = _in_order(before, later)
    return {key: merge(t for t in (before.get(key), later.get(key)) if t) for key in order}


def _in_order(*some: Mapping[K, Tally]) -> list[K]:
    """List the names that occur, as they stand when everything is tallied at once."""
    names = {name for one in some for name in one}
    return sorted(names, key=ORDER.index)
