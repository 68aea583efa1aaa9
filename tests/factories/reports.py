"""Frozen reports."""

from datetime import UTC, datetime
from typing import Any

from app.models import FrozenReport, FrozenReportFile, Survey, Unit
from tests.factories.rows import saved


def create_report(
    survey: Survey, unit: Unit, *, signed: bool = True, **columns: Any
) -> FrozenReport:
    """A report on one unit with one file in it."""
    made = datetime(2026, 7, 2, 3, 0, tzinfo=UTC)
    given: dict[str, Any] = {
        "survey_id": survey.id,
        "unit_id": unit.id,
        "unit_ids": [unit.id],
        "first": survey.opens_on,
        "last": survey.closes_on,
        "formula": "people_top2",
        "level": unit.kind,
        "made_at": made,
        "code_version": "0" * 64,
        "digest": "1" * 64,
        "demonstration": False,
    }
    report = saved(FrozenReport(**given | columns))
    file = {"media_type": "application/json", "size": 2, "digest": "1" * 64, "content": b"{}"}
    saved(FrozenReportFile(report_id=report.id, name="report.json", **file))
    if signed:
        report.state, report.signed_at = "signed", made
        saved(report)
    return report
