"""Removing the demonstration: everything of it, nothing else, or nothing at all."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnExpressionArgument, Select, delete, exists, or_, select, update

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    CommentTag,
    CommentTagging,
    DraftLock,
    DraftStep,
    FlagChange,
    FrozenReport,
    Improvement,
    InvitationBatch,
    KeptAnswer,
    KioskCode,
    OpeningHours,
    PaperBatch,
    Population,
    Publication,
    Questionnaire,
    QuestionnaireDraft,
    QuestionnaireVersion,
    Response,
    ResponseCorrection,
    ResponseImport,
    Service,
    Survey,
    SurveyPoint,
    SurveyTarget,
    SurveyUnit,
    SurveyVersion,
    TrialAnswer,
    TrialLink,
    Unit,
    UnitChange,
    UnitFormerName,
    UnitParent,
    UnitSuccessor,
    User,
)
from app.services.auditing import record_event
from app.services.demonstration.reports import NAMES
from app.services.organisation.documents import from_document
from app.services.organisation.reading import read_tree
from app.services.sealing import add_seal, bury, find_ends, last_seal

UNITS = select(Unit.id).where(Unit.demonstration)
SURVEYS = select(Survey.id).where(Survey.demonstration)
SERVICES = select(Service.id).where(Service.demonstration)
POINTS = select(CollectionPoint.id).where(
    or_(CollectionPoint.place_id.in_(UNITS), CollectionPoint.body_id.in_(UNITS))
)
CODES = select(AccessCode.code).where(AccessCode.point_id.in_(POINTS))


class RealDataInTheWay(LangNgheError):
    """Something real hangs on the demonstration; `things` names each, and nothing was changed."""

    def __init__(self, things: "list[RealThing]") -> None:
        self.things = things
        super().__init__("; ".join(f"{thing.kind} {thing.name}" for thing in things))


@dataclass(frozen=True)
class RealThing:
    """A real row that hangs on the demonstration: what it is, and its code or name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Removed:
    """What went, and which questionnaires stay because real surveys use them."""

    units: int
    responses: int
    kept_questionnaires: tuple[str, ...]


def remove_demonstration(*, actor: Actor, now: datetime) -> Removed:
    """Remove the demonstration in one transaction.

    A questionnaire of it that a real survey uses is no demonstration any more and stays.
    Raises `RealDataInTheWay`, changing nothing.
    """
    if things := list_real_things():
        raise RealDataInTheWay(things)
    kept = keep_used_questionnaires()
    bury_answers(now)
    removed(InvitationBatch, InvitationBatch.survey_id.in_(SURVEYS))
    removed(PaperBatch, PaperBatch.survey_id.in_(SURVEYS))
    responses = removed(Response, Response.survey_id.in_(SURVEYS))
    removed(ResponseImport, ResponseImport.survey_id.in_(SURVEYS))
    for table in (SurveyPoint, SurveyTarget, SurveyUnit, SurveyVersion):
        removed(table, table.survey_id.in_(SURVEYS))
    remove_publications()
    remove_reports()
    removed(Survey, Survey.demonstration)
    # A code leads on to another one: the links go first, so that no order of codes is needed.
    db.session.execute(
        update(AccessCode)
        .where(AccessCode.point_id.in_(POINTS))
        .values(redirects_to=None, led_on_at=None)
    )
    db.session.execute(
        update(CollectionPoint)
        .where(CollectionPoint.moved_from_id.in_(UNITS))
        .values(moved_from_id=None, moved_at=None)
    )
    remove_drafts()
    removed(KioskCode, KioskCode.point_id.in_(POINTS))
    removed(AccessCode, AccessCode.point_id.in_(POINTS))
    removed(CollectionPoint, CollectionPoint.id.in_(POINTS))
    removed(OpeningHours, OpeningHours.unit_id.in_(UNITS))
    removed(Population, Population.unit_id.in_(UNITS))
    removed(UnitFormerName, UnitFormerName.unit_id.in_(UNITS))
    removed(UnitParent, UnitParent.unit_id.in_(UNITS))
    removed(UnitSuccessor, UnitSuccessor.old_id.in_(UNITS))
    remove_changes()
    units = removed(Unit, Unit.demonstration)
    removed(Service, Service.demonstration)
    remove_questionnaires()
    remove_unused_tags()
    if last_seal() is not None:
        add_seal(clock.local_day(now), find_ends(), actor=actor, now=now)
    record_event(
        "demonstration.remove",
        actor=actor,
        thing="demonstration",
        unit_id=None,
        now=now,
        units=units,
        responses=responses,
    )
    db.session.commit()
    db.session.expire_all()
    return Removed(units, responses, tuple(kept))


def removed(table: type, condition: ColumnExpressionArgument[bool]) -> int:
    """Delete rows; give their number."""
    result = db.session.execute(
        delete(table).where(condition), execution_options={"synchronize_session": False}
    )
    return int(getattr(result, "rowcount", 0))


def bury_answers(now: datetime) -> None:
    """Tell that the demonstration's sealed answers, and what was said of them, are erased."""
    keys = select(Response.key).where(Response.survey_id.in_(SURVEYS))
    bury("kept_answer", KeptAnswer.response_key.in_(keys), "demonstration", now=now)
    bury("response", Response.survey_id.in_(SURVEYS), "demonstration", now=now)
    bury("flag_change", FlagChange.response_key.in_(keys), "demonstration", now=now)
    of_them = ResponseCorrection.response_key.in_(keys)
    bury("response_correction", of_them, "demonstration", now=now)


def remove_publications() -> None:
    """Remove what was published of the demonstration's surveys, a correction before what it names.

    Which corrects which is a chain of rows; the newest has the highest number.
    """
    removed(Improvement, Improvement.unit_id.in_(UNITS))
    found = select(Publication.id).where(Publication.survey_id.in_(SURVEYS))
    for number in db.session.scalars(found.order_by(Publication.id.desc())).all():
        removed(Publication, Publication.id == number)


def remove_reports() -> None:
    """Remove the reports on the demonstration's surveys, and whom its own were made by."""
    removed(FrozenReport, FrozenReport.survey_id.in_(SURVEYS))
    removed(User, User.email.in_(NAMES) & ~User.active)


def keep_used_questionnaires() -> list[str]:
    """Make the questionnaires that real surveys use real ones; give their codes."""
    used = (
        select(Questionnaire.id)
        .join(QuestionnaireVersion, QuestionnaireVersion.questionnaire_id == Questionnaire.id)
        .join(Survey, Survey.version_id == QuestionnaireVersion.id)
        .where(Questionnaire.demonstration, ~Survey.demonstration)
    )
    codes = db.session.scalars(
        select(Questionnaire.code).where(Questionnaire.id.in_(used)).order_by(Questionnaire.code)
    )
    kept = list(codes)
    db.session.execute(
        update(Questionnaire).where(Questionnaire.code.in_(kept)).values(demonstration=False)
    )
    return kept


def remove_drafts() -> None:
    """Remove what was being designed for the demonstration's units, or of its questionnaires."""
    published = select(Questionnaire.id).where(Questionnaire.demonstration)
    drafts = select(QuestionnaireDraft.id).where(
        or_(
            QuestionnaireDraft.owner_id.in_(UNITS),
            QuestionnaireDraft.questionnaire_id.in_(published),
        )
    )
    for table in (DraftStep, DraftLock, TrialLink, TrialAnswer):
        removed(table, table.draft_id.in_(drafts))
    removed(QuestionnaireDraft, QuestionnaireDraft.id.in_(drafts))


def remove_changes() -> None:
    """Remove the changes of the tree that were about the demonstration's units alone."""
    tree = read_tree()
    shown = set(db.session.scalars(UNITS))
    real = {str(key) for key, unit_id in tree.ids.items() if unit_id not in shown}
    gone = [
        change.id
        for change in db.session.scalars(select(UnitChange))
        if not real & {str(from_document(unit).key) for unit in change.document["after"]}
    ]
    removed(UnitChange, UnitChange.id.in_(gone))


def remove_questionnaires() -> None:
    """Remove the demonstration's questionnaires with their versions."""
    ids = select(Questionnaire.id).where(Questionnaire.demonstration)
    removed(QuestionnaireVersion, QuestionnaireVersion.questionnaire_id.in_(ids))
    removed(Questionnaire, Questionnaire.demonstration)


def remove_unused_tags() -> None:
    """Remove the demonstration's tags; one that stands on a real comment is real from now on."""
    used = exists().where(CommentTagging.tag_id == CommentTag.id)
    removed(CommentTag, CommentTag.demonstration & ~used)
    db.session.execute(update(CommentTag).values(demonstration=False))


def list_real_things() -> list[RealThing]:
    """List what is real and would lose its footing: units, services' points, surveys, codes."""
    other_unit = ~Unit.demonstration
    other_survey = ~Survey.demonstration
    questions: dict[str, Select[str]] = {
        "unit": select(Unit.code).where(
            other_unit,
            or_(
                Unit.id.in_(select(UnitParent.unit_id).where(UnitParent.parent_id.in_(UNITS))),
                Unit.id.in_(select(UnitSuccessor.new_id).where(UnitSuccessor.old_id.in_(UNITS))),
                Unit.id.in_(select(UnitSuccessor.old_id).where(UnitSuccessor.new_id.in_(UNITS))),
                Unit.id.in_(real_side_of_points()),
            ),
        ),
        "survey": select(Survey.code).where(
            other_survey,
            or_(
                Survey.id.in_(
                    select(SurveyPoint.survey_id).where(SurveyPoint.point_id.in_(POINTS))
                ),
                Survey.id.in_(select(Response.survey_id).where(Response.unit_id.in_(UNITS))),
                Survey.id.in_(select(SurveyUnit.survey_id).where(SurveyUnit.unit_id.in_(UNITS))),
            ),
        ),
        "access code": select(AccessCode.code).where(
            AccessCode.redirects_to.in_(CODES), AccessCode.point_id.not_in(POINTS)
        ),
        "service": select(Service.code).where(
            Service.demonstration,
            or_(
                Service.id.in_(
                    select(CollectionPoint.service_id).where(CollectionPoint.id.not_in(POINTS))
                ),
                Service.id.in_(
                    select(Population.service_id).where(Population.unit_id.not_in(UNITS))
                ),
            ),
        ),
        "point": real_points_of_demonstration_surveys(),
    }
    return [
        RealThing(kind, name)
        for kind, query in questions.items()
        for name in db.session.scalars(query.order_by(query.selected_columns[0]))
    ]


def real_side_of_points() -> Select[int]:
    """Find the other unit of a point that stands at one unit and answers for another."""
    return (
        select(CollectionPoint.place_id)
        .where(CollectionPoint.body_id.in_(UNITS))
        .union_all(select(CollectionPoint.body_id).where(CollectionPoint.place_id.in_(UNITS)))
        .subquery()
        .select()
    )


def real_points_of_demonstration_surveys() -> Select[str]:
    """Find points at real units that collect for a survey of the demonstration."""
    return (
        select(Unit.code)
        .join(CollectionPoint, CollectionPoint.place_id == Unit.id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .where(~Unit.demonstration, SurveyPoint.survey_id.in_(SURVEYS))
        .distinct()
    )
