"""Reports kept between requests, each only as long as everything it rests on stays the same.

A page of results asks for the same report again and again, while answers come in now and then. What
was read and computed is kept in the memory of the process beside its grounds (`report_grounds`),
which are read anew for every page. Rows of the database are not kept: the survey is the request's.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from flask import current_app

from app.models import Survey
from app.queries.report_grounds import ReportGrounds
from app.services.reporting.data import ReportData
from app.services.reporting.earlier import Earlier

T = TypeVar("T")

REPORTS, ROWS = 12, 2_500_000
"""How many reports a process keeps at most, and of how many answers together."""


class ReportKey(NamedTuple):
    """Which report it is: a survey, a period, and the day whose tree its units stand in."""

    survey_id: int
    first: date
    last: date
    tree_of: date | None


@dataclass(slots=True, eq=False)
class Computed:
    """What was computed of a report so far, by name and what it is of, or of an `earlier` one.

    Threads may fill it at the same time: what they compute of the same grounds is the same.
    """

    values: dict[Hashable, Any] = field(default_factory=dict)
    earlier: Earlier | None = None

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was computed under a key, or compute it."""
        if key not in self.values:
            self.values[key] = make()
        found: T = self.values[key]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class KeptReport:
    """What a report holds, its survey as it was, on which grounds, and what was computed."""

    grounds: ReportGrounds
    data: ReportData
    computed: Computed

    def of(self, survey: Survey) -> ReportData:
        """Give what was read, with the row of the survey that belongs to this request."""
        return with_survey(self.data, survey)


class KeptReports:
    """The reports used last, within bounds; safe between threads."""

    def __init__(self, *, reports: int = REPORTS, rows: int = ROWS) -> None:
        self.reports, self.rows = reports, rows
        self.lock = Lock()
        self.kept: OrderedDict[ReportKey, KeptReport] = OrderedDict()

    def find(self, key: ReportKey) -> KeptReport | None:
        """Give a report that was kept, whatever its grounds."""
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
            return found

    def keep(self, key: ReportKey, report: KeptReport) -> None:
        """Keep a report; the ones unused for longest make room."""
        with self.lock:
            self.kept[key] = report
            self.kept.move_to_end(key)
            while len(self.kept) > 1 and self._is_full():
                self.kept.popitem(last=False)

    def _is_full(self) -> bool:
        rows = sum(report.data.answers.rows for report in self.kept.values())
        return len(self.kept) > self.reports or rows > self.rows


def kept_reports() -> KeptReports:
    """Give the reports kept for the life of the process."""
    kept: KeptReports = current_app.extensions.setdefault("kept_reports", KeptReports())
    return kept


def with_survey(data: ReportData, survey: Survey) -> ReportData:
    """Put another row of the survey in the place of the one that was read."""
    then = replace(data.then, survey=survey) if data.then else None
    return replace(data, survey=survey, then=then)


def loose_copy(survey: Survey) -> Survey:
    """Copy the columns of a survey into a row that belongs to no session, so it never expires."""
    return Survey(**{c.key: getattr(survey, c.key) for c in Survey.__table__.columns})
