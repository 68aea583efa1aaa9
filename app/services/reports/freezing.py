"""Making, signing and throwing away reports; what is signed stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import FrozenReport, FrozenReportFile, ReportState
from app.services.auditing import record_event
from app.services.reports.contents import Contents, digest_of
from app.services.reports.input_digests import input_digest
from app.services.settings import setting

FIGURES = "report.json"


class Refusal(StrEnum):
    """Why a report cannot be signed, thrown away or corrected."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    SAME_PERSON = "same_person"
    NO_REASON = "no_reason"
    RUNNING = "running"


class ReportRefused(LangNgheError):
    """What was asked for cannot be done with this report."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a report; `language` is None where it is for readers of every language."""

    name: str
    media_type: str
    content: bytes
    language: str | None = None

    @property
    def digest(self) -> str:
        """What `sha256sum` says of it."""
        return digest_of(self.content)


def freeze_report(
    contents: Contents,
    files: Sequence[MadeFile],
    *,
    corrects: FrozenReport | None,
    actor: Actor,
) -> FrozenReport:
    """Keep a report with its files as a draft; `files` hold `report.json`."""
    about, digests = contents.parameters, {file.name: file.digest for file in files}
    report = FrozenReport(
        survey_id=about.survey_id,
        unit_id=about.unit_id,
        unit_ids=contents.unit_ids,
        first=about.first,
        last=about.last,
        tree_of=about.tree_of,
        formula=about.formula,
        level=about.level,
        made_at=about.made_at,
        made_by_id=actor.account_id,
        corrects_id=corrects.id if corrects else None,
        reason=about.reason,
        seal_number=about.seal_number,
        seal_root=contents.seal.root if contents.seal else None,
        code_version=about.code_version,
        input_digest=input_digest(contents.input),
        digest=digests[FIGURES],
        demonstration=contents.demonstration,
    )
    db.session.add(report)
    db.session.flush()
    db.session.add_all(_rows(report, files))
    _record("report.make", report, actor, about.made_at)
    db.session.commit()
    return report


def _rows(report: FrozenReport, files: Sequence[MadeFile]) -> list[FrozenReportFile]:
    return [
        FrozenReportFile(
            report_id=report.id,
            name=file.name,
            language=file.language,
            media_type=file.media_type,
            size=len(file.content),
            digest=file.digest,
            content=file.content,
        )
        for file in files
    ]


def why_not_sign(report: FrozenReport, actor: Actor, now: datetime) -> Refusal | None:
    """Say what keeps this person from signing a report now; None if nothing does."""
    if report.is_signed:
        return Refusal.SIGNED
    if report.last >= clock.local_day(now):
        return Refusal.RUNNING
    if setting("second_person_signing") and report.made_by_id == actor.account_id:
        return Refusal.SAME_PERSON
    return None


def sign_report(report: FrozenReport, *, actor: Actor, now: datetime) -> None:
    """Sign a report off; from then on nothing of it changes. Raises `ReportRefused`."""
    if refusal := why_not_sign(report, actor, now):
        raise ReportRefused(refusal)
    report.state, report.signed_at = ReportState.SIGNED, now
    report.signed_by_id = actor.account_id
    _record("report.sign", report, actor, now)
    db.session.commit()


def discard_report(report: FrozenReport, *, actor: Actor, now: datetime) -> None:
    """Throw a draft away. Raises `ReportRefused` for what is signed."""
    if report.is_signed:
        raise ReportRefused(Refusal.SIGNED)
    _record("report.discard", report, actor, now)
    db.session.delete(report)
    db.session.commit()


def check_correction(corrected: FrozenReport, reason: str) -> None:
    """Let only a signed report be corrected, and only with a reason. Raises `ReportRefused`."""
    if not corrected.is_signed:
        raise ReportRefused(Refusal.NOT_SIGNED)
    if not reason.strip():
        raise ReportRefused(Refusal.NO_REASON)


def _record(act: str, report: FrozenReport, actor: Actor, now: datetime) -> None:
    record_event(
        act,
        actor=actor,
        thing=f"report:{report.id}",
        unit_id=report.unit_id,
        now=now,
        digest=report.digest,
    )
