"""The document of a publication: what is frozen of each row, and rows made of it again.

Only what the public page shows goes in: no division by origin, no figure from other answers, no
counts besides n. What a document does not hold, nobody can combine.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from analysis.verdict import Doubt
from app.models import Seal, Survey
from app.queries.units import UnitFacts
from app.services.auditing.chain import canonical
from app.services.reporting.records import (
    Figure,
    FormulaFacts,
    IndexRow,
    Outcome,
    Population,
    TargetFacts,
    Weighting,
    written,
)

Document = dict[str, Any]
FORMAT = 2
"""What a document says: since 2 who is named as not meeting the target. 1 is not written down."""
UNIT = ("id", "code", "kind", "sector", "name_vi", "name_en")


def new_document(
    survey: Survey, rows: Sequence[IndexRow], *, published_on: date, seal: Seal | None
) -> Document:
    """Write down rows of one level, formula and period; there is at least one."""
    first = rows[0]
    return {
        "format": FORMAT,
        "survey": survey.code,
        "title_vi": survey.title_vi,
        "title_en": survey.title_en,
        "questionnaire": survey.version.questionnaire.code,
        "version": survey.version.number,
        "first_day": first.first.isoformat(),
        "last_day": first.last.isoformat(),
        "level": first.unit.kind,
        "formula": asdict(first.formula),
        "confidence_level": first.confidence_level,
        "minimum_cell": first.minimum_cell,
        "published_on": published_on.isoformat(),
        "seal": seal
        and {"number": seal.number, "day": seal.day.isoformat(), "digest": seal.digest},
        "replaces": None,
        "demonstration": survey.demonstration,
        "rows": [frozen(row) for row in rows],
    }


def frozen(row: IndexRow) -> Document:
    """Write down one row; `above` are not names: the unit it belongs to alone."""
    known = row.population
    return {
        "unit": _unit(row.unit),
        "parent": _unit(row.parent) if row.parent else None,
        "verdict": row.outcome.value,
        "figure": asdict(row.figure, dict_factory=written) if row.figure else None,
        "target": asdict(row.target) if row.target else None,
        "weighting": row.weighting.value,
        "population": known
        and {
            **{name: getattr(known, name) for name in ("dossiers", "on_time_rate")},
            **{name: getattr(known, name) for name in ("response_rate", "coverage")},
            "first": known.first.isoformat(),
            "last": known.last.isoformat(),
            "sources": list(known.sources),
        },
        "kept": False,
    }


def _unit(unit: UnitFacts) -> Document:
    return {name: getattr(unit, name) for name in UNIT}


def text_of(document: Mapping[str, Any]) -> tuple[str, str]:
    """Give the text that is stored, and its SHA-256."""
    text = canonical(document)
    return text, hashlib.sha256(text.encode()).hexdigest()


def read_document(text: str) -> Document:
    """Read a stored document."""
    document: Document = json.loads(text)
    return document


def rows_of(document: Document) -> list[IndexRow]:
    """Make the rows again, with nothing in them that was not published."""
    return [row_of(document, row) for row in document["rows"]]


def row_of(document: Document, row: Mapping[str, Any]) -> IndexRow:
    """Make one row again."""
    return IndexRow(
        unit=_facts(row["unit"], document),
        parent=_facts(row["parent"], document) if row["parent"] else None,
        formula=FormulaFacts(**document["formula"]),
        first=date.fromisoformat(document["first_day"]),
        last=date.fromisoformat(document["last_day"]),
        confidence_level=document["confidence_level"],
        minimum_cell=document["minimum_cell"],
        outcome=Outcome(row["verdict"]),
        target=TargetFacts(**row["target"]) if row["target"] else None,
        figure=_figure(row["figure"]) if row["figure"] else None,
        counts=None,
        population=_population(row["population"]) if row["population"] else None,
        weighting=Weighting(row["weighting"]),
        silent=None,
        answers_needed=None,
        alternatives=(),
        beside=None,
        demonstration=document["demonstration"],
    )


def _facts(unit: Mapping[str, Any], document: Document) -> UnitFacts:
    return UnitFacts(**unit, demonstration=document["demonstration"])


def _figure(figure: Mapping[str, Any]) -> Figure:
    return Figure(**{**figure, "doubts": tuple(Doubt(doubt) for doubt in figure["doubts"])})


def _population(known: Mapping[str, Any]) -> Population:
    days = {name: date.fromisoformat(known[name]) for name in ("first", "last")}
    return Population(**{**known, **days, "sources": tuple(known["sources"])})
