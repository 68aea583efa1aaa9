"""The level that a stream of answers is held against: that of the same stream a while before.

A day's answers are added up as they come, unweighted. A figure weighted by dossiers is another
level: a unit could fall or rise by it without one answer changing.
"""

from collections.abc import Collection
from datetime import timedelta

import numpy as np

from app.models import Survey
from app.services.reporting.report import open_report
from app.services.reporting.streams import day_streams

QUARTER = timedelta(days=91)
LEAST_PEOPLE = 30
"""So many people in the last quarter make a level; with fewer the whole survey is taken."""


def levels_before(earlier: Survey, formula: str, unit_ids: Collection[int]) -> dict[int, float]:
    """Give the share of satisfied answers of units in the last quarter of a survey, unweighted.

    Units with too few answers in all of it are left out.
    """
    report = open_report(earlier, earlier.opens_on, earlier.closes_on)
    streams = day_streams(report, formula, before=earlier.closes_on + timedelta(days=1))
    if streams is None:
        return {}
    late = np.array([day > earlier.closes_on - QUARTER for day in streams.days])
    found = {}
    for unit_id in set(unit_ids) & streams.n.keys():
        n, satisfied = streams.n[unit_id], streams.satisfied[unit_id]
        kept = late if n[late].sum() >= LEAST_PEOPLE else np.ones_like(late)
        if n[kept].sum() >= LEAST_PEOPLE:
            found[unit_id] = float(satisfied[kept].sum() / n[kept].sum())
    return found
