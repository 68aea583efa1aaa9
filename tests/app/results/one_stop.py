"""Surveys with the shipped one-stop questionnaire, and reports on them."""

from datetime import date

from app.models import Survey, Unit
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.factories import create_answers, create_point, create_survey, create_unit, create_version

FORMULAS = ["people_top2", "items_top2", "all_items_top2", "mean_100", "mean_5"]
HALF_YEAR = {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 6, 30)}
QUESTIONNAIRE = load_catalogue_questionnaire("one_stop_short")
ITEMS = [question.code for question in QUESTIONNAIRE if question.factor]


def one_stop_survey(**columns) -> Survey:
    """A survey of half a year that publishes every formula."""
    version = create_version(to_document(QUESTIONNAIRE))
    return create_survey(version=version, formulas=FORMULAS, **HALF_YEAR | columns)


def counter(survey: Survey, parent: Unit | None = None, **columns) -> Unit:
    """A counter at which the survey asks."""
    place = create_unit(kind="counter", parent=parent, **columns)
    create_point(survey, place=place)
    return place


def answer(survey: Survey, place: Unit, satisfied: int, n: int, **columns) -> None:
    """`satisfied` of `n` people are satisfied overall; they answer nothing else."""
    create_answers(
        survey, place, [{"overall": 5 if i < satisfied else 2} for i in range(n)], **columns
    )


def report_on(survey: Survey, first: date | None = None, last: date | None = None) -> Report:
    """A report on the survey's own period, or another."""
    return open_report(survey, first or survey.opens_on, last or survey.closes_on)


def row_of(survey: Survey, unit: Unit, formula: str = "people_top2", **period) -> IndexRow:
    """The row of one unit."""
    rows = index_rows(report_on(survey, **period), formula, unit.kind)
    return next(row for row in rows if row.unit.id == unit.id)
