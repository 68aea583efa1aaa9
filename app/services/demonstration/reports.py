"""Reports of the demonstration: one that two people signed off, and a draft.

They are made by the same steps as everybody's, but by two accounts that nobody can sign in with.
Drawing them takes some seconds, so `app/serving/example_reports.py` makes them after the first
pages were served.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import FrozenReport, ReportState, Survey, Unit, UnitKind, User
from app.queries.seals import latest_seal
from app.services.accounts import new_user
from app.services.demonstration.fieldings import ONE_STOP, OUTPATIENT
from app.services.demonstration.institutions import PROVINCE_CODE
from app.services.reports.code_version import code_version
from app.services.reports.contents import Contents, Parameters, compute
from app.services.reports.freezing import MadeFile, freeze_report, sign_report

MAKER = "nguoi-lap-bao-cao@minh-hoa.example"
SIGNER = "nguoi-ky-bao-cao@minh-hoa.example"
NAMES = {MAKER: "Người lập báo cáo (minh họa)", SIGNER: "Người ký báo cáo (minh họa)"}
FORMULA = "people_top2"


@dataclass(frozen=True)
class Example:
    """A report on the province in the finished survey of a programme."""

    programme: str
    level: UnitKind
    is_signed: bool


EXAMPLES = (
    Example(ONE_STOP.code, UnitKind.COMMUNE_CENTRE, is_signed=True),
    Example(OUTPATIENT.code, UnitKind.HOSPITAL, is_signed=False),
)


def make_example_reports(
    make_files: Callable[[Contents], Sequence[MadeFile]], *, now: datetime
) -> int:
    """Make the reports that are still missing; give their number.

    None before somebody has an account: the first one is the administrator's. What was drawn and
    not signed, for the program was ended in between, is signed and counts as made.
    """
    if db.session.scalar(select(User.id).limit(1)) is None:
        return 0
    return _sign_what_was_left(now) + _make_missing(make_files, now)


def _make_missing(make_files: Callable[[Contents], Sequence[MadeFile]], now: datetime) -> int:
    missing = [(each, survey) for each in EXAMPLES if (survey := _without_report(each, now))]
    if not missing:
        return 0
    made = [(each, compute(_parameters(survey, each, now))) for each, survey in missing]
    drawn = [(each, contents, make_files(contents)) for each, contents in made]
    # What took long only read; the database is free for citizens' answers until here.
    db.session.commit()
    maker, signer = (_person(address, now) for address in NAMES)
    for example, contents, files in drawn:
        report = freeze_report(contents, files, corrects=None, actor=maker)
        if example.is_signed:
            sign_report(report, actor=signer, now=now)
    return len(missing)


def _sign_what_was_left(now: datetime) -> int:
    wanted = [_without_report(each, now) for each in EXAMPLES if each.is_signed]
    drafts = [_draft_on(survey) for survey in wanted if survey]
    left = [draft for draft in drafts if draft]
    for draft in left:
        sign_report(draft, actor=_person(SIGNER, now), now=now)
    return len(left)


def _draft_on(survey: Survey) -> FrozenReport | None:
    """Get the first draft that the maker of examples made on a survey."""
    return db.session.scalar(
        select(FrozenReport)
        .join(User, User.id == FrozenReport.made_by_id)
        .where(FrozenReport.survey_id == survey.id, User.email == MAKER)
        .where(FrozenReport.state == ReportState.DRAFT.value)
        .order_by(FrozenReport.id)
    )


def _without_report(example: Example, now: datetime) -> Survey | None:
    """Find the last finished survey of a programme, if it lacks such a report."""
    wanted = FrozenReport.survey_id == Survey.id
    if example.is_signed:
        wanted &= FrozenReport.state == ReportState.SIGNED.value
    reported = select(FrozenReport.id).where(wanted).exists()
    return db.session.scalar(
        select(Survey)
        .where(Survey.demonstration, Survey.code.startswith(f"{example.programme}-"))
        .where(Survey.closes_on < clock.local_day(now), ~reported)
        .order_by(Survey.opens_on.desc())
    )


def _parameters(survey: Survey, example: Example, now: datetime) -> Parameters:
    seal = latest_seal()
    province = select(Unit.id).where(Unit.code == PROVINCE_CODE, Unit.demonstration)
    return Parameters(
        survey_id=survey.id,
        unit_id=db.session.scalars(province).one(),
        first=survey.opens_on,
        last=survey.closes_on,
        formula=FORMULA,
        level=example.level.value,
        tree_of=None,
        made_at=now.replace(microsecond=0),
        seal_number=seal.number if seal else None,
        code_version=code_version(),
    )


def _person(address: str, now: datetime) -> Actor:
    user = db.session.scalar(select(User).where(User.email == address))
    if user is None:
        user = new_user(address, secrets.token_urlsafe(32), name=NAMES[address], now=now)
        user.active = False
        db.session.flush()
    return Actor.person(user.id, address)
