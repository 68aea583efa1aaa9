"""Frozen reports and their files."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.errors import NotFound
from app.extensions import db
from app.models import FrozenReport, FrozenReportFile, ReportState
from app.scope import Scope


def list_reports(visible: Scope) -> list[FrozenReport]:
    """List the reports all of whose units somebody may see, newest first."""
    query = select(FrozenReport).order_by(FrozenReport.made_at.desc(), FrozenReport.id.desc())
    found = db.session.scalars(
        query.options(joinedload(FrozenReport.survey), joinedload(FrozenReport.unit))
    )
    return [report for report in found if all(map(visible.covers, report.unit_ids))]


def get_report(report_id: int) -> FrozenReport:
    """Give a report; raises `NotFound`."""
    report = db.session.get(FrozenReport, report_id)
    if report is None:
        raise NotFound(f"no report {report_id}")
    return report


def report_unit_ids(report_id: int) -> list[int]:
    """Tell the units whose figures a report holds; none if there is no such report."""
    query = select(FrozenReport.unit_ids).where(FrozenReport.id == report_id)
    return db.session.scalar(query) or []


def list_files(report_id: int) -> Sequence[FrozenReportFile]:
    """List the files of a report by name, without what is in them."""
    query = select(FrozenReportFile).where(FrozenReportFile.report_id == report_id)
    return db.session.scalars(query.order_by(FrozenReportFile.name)).all()


def files_of(report_ids: Collection[int]) -> dict[int, list[FrozenReportFile]]:
    """List the files of some reports by name, without what is in them; one query."""
    query = select(FrozenReportFile).where(FrozenReportFile.report_id.in_(report_ids))
    found: dict[int, list[FrozenReportFile]] = {}
    for file in db.session.scalars(query.order_by(FrozenReportFile.name)):
        found.setdefault(file.report_id, []).append(file)
    return found


def get_file(report_id: int, name: str) -> FrozenReportFile:
    """Give a file of a report; raises `NotFound`."""
    file = db.session.get(FrozenReportFile, (report_id, name))
    if file is None:
        raise NotFound(f"report {report_id} has no file {name!r}")
    return file


def corrections_of(report_id: int) -> list[FrozenReport]:
    """List the reports that correct one, oldest first."""
    query = select(FrozenReport).where(FrozenReport.corrects_id == report_id)
    return list(db.session.scalars(query.order_by(FrozenReport.id)))


def signed_alike(report: FrozenReport) -> list[FrozenReport]:
    """List the other signed reports of the same survey and index."""
    query = select(FrozenReport).where(
        FrozenReport.survey_id == report.survey_id,
        FrozenReport.formula == report.formula,
        FrozenReport.state == ReportState.SIGNED,
        FrozenReport.id != report.id,
    )
    return list(db.session.scalars(query.order_by(FrozenReport.id)))


def figures_of(report_id: int) -> bytes:
    """Give the JSON of a report."""
    return get_file(report_id, "report.json").content
