"""The running verdict: an interval that holds at every look at once, so that it may be read daily.

The interval on display is made for one look after the last day; read daily until it agrees, it is
wrong far more often than its level says (statistics.md 6).
"""

from dataclasses import dataclass
from datetime import date

from analysis.results import Interval
from analysis.sequences import LEAST_ASYMPTOTIC, asymptotic_sequence, beta_mixture
from app.services.reporting.judging import judged_limits
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


@dataclass(frozen=True, slots=True)
class Running:
    """What may be said today; shares from 0 to 1. Without an interval there are too few answers.

    least : how many answers the interval needs at least
    """

    outcome: Outcome
    interval: Interval | None
    n: int
    least: int


def running_verdict(report: Report, row: IndexRow, *, today: date) -> Running | None:
    """Judge a row of a whole survey that goes on; None where there is nothing to judge, or no need.

    One 0/1 item without weights gets the exact sequence. Weighted answers, and indices over several
    items, get the asymptotic one.
    """
    survey = report.data.survey
    is_whole = (row.first, row.last) == (survey.opens_on, survey.closes_on)
    if row.figure is None or row.target is None or row.tree_of is not None:
        return None
    if not is_whole or row.last < today:
        return None
    measure = measure_name(row.formula.id, row.formula.factor)
    level = report.level(measure, row.unit.kind)
    if level is None:
        return None
    moments, place = level.moments(measure), level.unit_ids.index(row.unit.id)
    n, share, confidence = row.figure.n, row.figure.share, row.confidence_level
    target = row.target.value
    if moments.simple[place]:
        found = beta_mixture(share * n, n, target=target, confidence_level=confidence)
        return Running(judged_limits(found, n, target, row.minimum_cell), found, n, 1)
    variance = float(moments.variance_wr[place])
    if n < LEAST_ASYMPTOTIC or variance == 0:
        return Running(Outcome.NOT_ENOUGH_EVIDENCE, None, n, LEAST_ASYMPTOTIC)
    found = asymptotic_sequence(share, variance, n, confidence_level=confidence)
    return Running(judged_limits(found, n, target, row.minimum_cell), found, n, LEAST_ASYMPTOTIC)
