"""What would be published: the rows, what they would give away, and what they correct."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import LangNgheError, PeriodNotReadable
from app.models import Survey
from app.queries.publications import Listed, list_documents, list_publications
from app.services.publishing.documents import (
    Document,
    frozen,
    new_document,
    read_document,
    rows_of,
    text_of,
)
from app.services.publishing.keeping import keep_small_changes, named_before
from app.services.publishing.naming import naming_to_publish, with_naming
from app.services.publishing.together import public_together
from app.services.publishing.withholding import Withholding, withheld_earlier
from app.services.reporting.naming import Naming
from app.services.reporting.readable_periods import check_period
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows


class PublicationRefused(LangNgheError):
    """It cannot be published; `field` is what to change, "" the whole."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to publish; both days are included."""

    survey: Survey
    first: date
    last: date
    level: str
    formula: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be published, without seal and day, which it gets then.

    `replaces` is the publication it corrects. `kept` are units whose earlier figure stays, because
    the new one would differ by too few people. Rows that would give something away together with
    publications of other periods or levels are withheld; `clashes` are units where that does not
    help, and how few people are known of: while there are any, nothing can be published. `naming`
    says which units are named as not meeting the target, all rows tested together.
    """

    wanted: Wanted
    rows: tuple[IndexRow, ...]
    replaces: Listed | None
    kept: frozenset[int]
    clashes: tuple[tuple[str, int], ...]
    is_changed: bool
    naming: Naming

    def document(self, **facts: Any) -> Document:
        """Write the rows down; those that are kept are marked."""
        document = new_document(self.wanted.survey, self.rows, **facts)
        for row in document["rows"]:
            row["kept"] = row["unit"]["id"] in self.kept
        document["replaces"] = self.replaces.publication.digest if self.replaces else None
        return with_naming(document, self.naming)


def plan_publication(wanted: Wanted, *, today: date) -> Plan:
    """Compute what would be published. Raises `PublicationRefused`."""
    if wanted.last >= today:
        raise PublicationRefused("last", "not_over")
    if wanted.last < wanted.first:
        raise PublicationRefused("last", "backwards")
    try:
        check_period(wanted.survey, wanted.first, wanted.last)
    except PeriodNotReadable as error:
        raise PublicationRefused("last", "not_months") from error
    rows = rows_to_publish(wanted)
    documents = [(number, read_document(text)) for number, text in list_documents(wanted.survey.id)]
    replaces = _in_force(wanted)
    before = next((d for n, d in documents if replaces and n == replaces.publication.id), None)
    earlier = [found for _, document in documents if (found := rows_of(document))]
    unseen = withheld_earlier(rows, earlier)
    report = _report_to_publish(wanted, unseen)
    rows, kept = keep_small_changes(
        _rows_of(report, wanted), before, least=wanted.survey.minimum_cell
    )
    together = public_together(report, rows, earlier, kept)
    rows, clashes = together.settled(rows)
    is_changed = before is None or _texts([frozen(row) for row in rows]) != _texts(
        [_without_marks(row) for row in before["rows"]]
    )
    naming = naming_to_publish(report, rows, named_before(before, kept))
    return Plan(wanted, tuple(rows), replaces, kept, together.named(clashes), is_changed, naming)


def _without_marks(row: Document) -> Document:
    """Give a row as it is before it is marked as named or kept."""
    return {name: value for name, value in row.items() if name != "named"} | {"kept": False}


def _texts(rows: list[Document]) -> list[str]:
    return [text_of(row)[0] for row in rows]


def rows_to_publish(wanted: Wanted, withheld: frozenset[int] = frozenset()) -> list[IndexRow]:
    """Give the rows of the results page, put together as if some units besides were hidden.

    Raises `PublicationRefused` where no row has a figure.
    """
    return _rows_of(_report_to_publish(wanted, withheld), wanted)


def _report_to_publish(wanted: Wanted, withheld: frozenset[int]) -> Report:
    report = open_report(wanted.survey, wanted.first, wanted.last)
    if wanted.formula not in report.formulas:
        raise PublicationRefused("formula", "unknown")
    if wanted.level not in report.data.scope.kinds():
        raise PublicationRefused("level", "unknown")
    return Withholding(report, withheld) if withheld else report


def _rows_of(report: Report, wanted: Wanted) -> list[IndexRow]:
    rows = index_rows(report, wanted.formula, wanted.level)
    if not any(row.figure for row in rows):
        raise PublicationRefused("", "no_figure")
    return rows


def _in_force(wanted: Wanted) -> Listed | None:
    """Find what is public of the very same survey, period, level and formula."""
    asked = (wanted.first, wanted.last, wanted.level, wanted.formula)
    for listed in list_publications([wanted.survey.id]):
        made = listed.publication
        if (made.first_day, made.last_day, made.level, made.formula) == asked and (
            listed.corrected_by is None
        ):
            return listed
    return None
