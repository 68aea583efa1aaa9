"""What a report says, computed from its parameters and from nothing else.

There is no clock here: the day on which a report was made is one of its parameters.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from app import clock
from app.models import Seal, Survey
from app.queries.seals import get_seal
from app.queries.surveys import get_survey_by_id
from app.queries.units import UnitFacts
from app.scope import EVERYTHING
from app.services.reporting.choices import OFFICIAL_ORDER, chosen_formula, chosen_level, shown_rows
from app.services.reporting.factors import FactorCell, factor_cells
from app.services.reporting.naming import Naming, naming_of
from app.services.reporting.ratings import RatingRow, rating_rows
from app.services.reporting.records import IndexRow, written
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from app.services.reporting.trend import MONTHS, Trend, TrendPoint, read_trend
from app.services.reports.input_digests import input_digest, input_digests
from app.services.reports.open_rows import OpenRows, open_rows
from surveys.definitions import Questionnaire

FORMAT = "langnghe-report/1"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that decides what a report says; the same ones give the same bytes.

    corrects : digest of the report that this one corrects
    """

    survey_id: int
    unit_id: int
    first: date
    last: date
    formula: str
    level: str
    tree_of: date | None
    made_at: datetime
    seal_number: int | None
    code_version: str
    corrects: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The figures of a report: of the unit itself, of the units of a level below it, and rows
    of answers behind the latter.

    input : digests of what it was computed from, by part
    factors : the sides of the service of each unit below
    ratings : the five levels of each question at the unit itself
    naming : which units may be named as not meeting their target
    trend : the unit's index month by month, where the report is on a whole survey
    """

    parameters: Parameters
    survey: Survey
    unit: UnitFacts
    whole: IndexRow
    rows: tuple[IndexRow, ...]
    open: OpenRows
    input: dict[str, str]
    seal: Seal | None
    questionnaire: Questionnaire
    factors: tuple[FactorCell, ...]
    ratings: tuple[RatingRow, ...]
    trend: Trend | None
    naming: Naming

    @property
    def made_on(self) -> date:
        """The local day on which the report was made."""
        return clock.local_day(self.parameters.made_at)

    @property
    def demonstration(self) -> bool:
        """Whether any figure rests on invented answers."""
        return any(row.demonstration for row in (self.whole, *self.rows))

    @property
    def unit_ids(self) -> list[int]:
        """The units whose figures are told."""
        return sorted({self.unit.id, *(row.unit.id for row in self.rows)})


def compute(parameters: Parameters) -> Contents:
    """Compute what a report says; raises `InvalidFilter` for a choice that cannot be."""
    survey = get_survey_by_id(parameters.survey_id)
    report = open_report(survey, parameters.first, parameters.last, tree_of=parameters.tree_of)
    formula = chosen_formula(report, parameters.formula)
    chosen_level(report, parameters.level, parameters.unit_id)
    level = index_rows(report, formula, parameters.level)
    rows = shown_rows(level, report, parameters.unit_id, OFFICIAL_ORDER, EVERYTHING)
    unit = report.data.scope.units[parameters.unit_id]
    return Contents(
        parameters,
        survey,
        unit,
        _row_of(report, formula, unit),
        tuple(rows),
        open_rows(report, rows),
        input_digests(report.data),
        None if parameters.seal_number is None else get_seal(parameters.seal_number),
        report.data.questionnaire,
        tuple(factor_cells(report, [row.unit for row in rows], formula)),
        tuple(rating_rows(report, unit.id, formula)),
        _trend(parameters, survey, formula),
        naming_of(report, rows),
    )


def _trend(parameters: Parameters, survey: Survey, formula: str) -> Trend | None:
    """Give the months of a whole survey.

    Of a part of one they are left out: which months are hidden is decided over the survey, and
    the figure of a part less the months that are shown could be a hidden one.
    """
    period = (parameters.first, parameters.last)
    if parameters.tree_of is not None or period != (survey.opens_on, survey.closes_on):
        return None
    return read_trend([survey], parameters.unit_id, formula, MONTHS, today=parameters.last)


def _row_of(report: Report, formula: str, unit: UnitFacts) -> IndexRow:
    return next(row for row in index_rows(report, formula, unit.kind) if row.unit.id == unit.id)


def document(contents: Contents) -> dict[str, Any]:
    """Give a report as JSON holds it: every figure with all its digits, hidden ones as null."""
    survey, parameters = contents.survey, asdict(contents.parameters)
    seal = contents.seal
    return {
        "format": FORMAT,
        "parameters": parameters,
        "survey": {
            "code": survey.code,
            "title_vi": survey.title_vi,
            "title_en": survey.title_en,
            "opens_on": survey.opens_on,
            "closes_on": survey.closes_on,
            "minimum_cell": survey.minimum_cell,
            "confidence_level": survey.confidence_level,
            "questionnaire": survey.version.questionnaire.code,
            "version": survey.version.number,
        },
        "input": {**contents.input, "all": input_digest(contents.input)},
        "demonstration": contents.demonstration,
        "seal": seal and {"number": seal.number, "day": seal.day, "root": seal.root},
        "whole": _written(contents.whole),
        "rows": [_written(row) for row in contents.rows],
        "factors": [{**_written(cell), "unit": cell.unit.code} for cell in contents.factors],
        "ratings": [_written(rating) for rating in contents.ratings],
        "months": [_month(point) for point in contents.trend.points] if contents.trend else [],
        "naming": {
            "codes": [row.unit.code for row in contents.naming.named],
            "others_not_met": contents.naming.others,
            "tested": contents.naming.tested,
        },
        "open_data": {
            "units": contents.open.units,
            "left_out": contents.open.left_out,
            "company": contents.open.company,
        },
    }


def _written(record: Any) -> dict[str, Any]:
    return asdict(record, dict_factory=written)


def _month(point: TrendPoint) -> dict[str, Any]:
    return {
        "first": point.first,
        "last": point.last,
        "outcome": point.outcome,
        "figure": point.figure and _written(point.figure),
    }


def to_json(contents: Contents) -> bytes:
    """Write a report as JSON; the same report is the same bytes."""
    text = json.dumps(
        document(contents), ensure_ascii=False, sort_keys=True, indent=1, default=_plain
    )
    return (text + "\n").encode()


def digest_of(content: bytes) -> str:
    """Digest a file as `sha256sum` does."""
    return sha256(content).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    raise TypeError(type(value).__name__)
