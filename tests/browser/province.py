"""What the demonstration province holds that a test needs the address of.

The few states that the demonstration has not got, such as a code taken back, are made with the
product's own services, each at a school of its own that no other test uses.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, select

from app import clock, create_app
from app.actor import Actor
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    InvitationBatch,
    ReadableComment,
    Survey,
    SurveyPoint,
    Touchpoint,
    TrialLink,
    Unit,
    User,
)
from app.queries.point_list import surveys_at
from app.respond.tokens import new_receipt_token
from app.scope import EVERYTHING
from app.services.access_codes import (
    reissue_access_code,
    revoke_access_codes,
)
from app.services.digests.leaving import leaving_token
from app.services.drafting.beginnings import blank_document, renamed
from app.services.drafting.documents import Document, every_question
from app.services.drafting.drafts import begin_draft
from app.services.drafting.history import change_draft
from app.services.drafting.publishing import publish_draft
from app.services.drafting.trials import open_trial
from app.services.fielding import NewSurvey, create_survey
from app.services.organisation.changing import carry_out
from app.services.organisation.reading import read_tree
from app.services.organisation.renaming import Naming, propose_renaming
from app.services.points import PointEntry, create_point
from app.services.points.leading_on import lead_point_on
from app.services.response_store import close_store
from app.services.sealing import make_seal
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.browser.batches import make_batches
from tests.factories import create_import, create_report

PLACES = {
    "counter": "25-HCC-14",
    "waiting room": "25-HCC-15",
    "outpatients": "25-BV-02-K0",
    "inpatients": "25-BV-01-K1",
    "school": "25-TRUONG-01",
    "code replaced": "25-TRUONG-02",
    "survey over": "25-TRUONG-03",
    "no survey": "25-TRUONG-04",
    "led on": "25-TRUONG-05",
    "no code": "25-BV-03-K2",
    "stuffed": "07894-HCC-03",
}
"""Places with a poster, by what they are good for. The unit codes are the demonstration's."""

UNITS = {
    "province": "25",
    "provincial centre": "25-HCC",
    "counter": "25-HCC-14",
    "met": "25-HCC-05",
    "not met": "25-HCC-02",
    "one answer": "25-HCC-09",
    "no answers": "25-HCC-12",
    "near the target": "07900-HCC-01",
    "straight-lining": "07942-HCC-01",
    "hospital": "25-BV-01",
    "school": "25-TRUONG-01",
}
"""Units with results; those with traps are the demonstration's (`tendencies.TRAPS`)."""


@dataclass(frozen=True)
class Province:
    """Access codes, points and units by what they are good for; survey codes by their subject.

    `surveys` are numbers: one planned, one open. `version` is a published questionnaire's.
    `receipt` is the end of a fresh receipt's address, `leaving` of one that ends a person's mails,
    `invitation` of one that sets a password. `sunday` is a day of the past half-year on which
    nobody answered, `invited` a batch of codes for citizens, `comment` one to take words out of.
    `change` is one of the tree of units.

    Every trap is in the surveys of the `past` half-year; those of the `current` one are open.
    """

    codes: dict[str, str]
    points: dict[str, int]
    units: dict[str, int]
    current: dict[str, str]
    past: dict[str, str]
    drafts: dict[str, int]
    trial: str
    receipt: str
    leaving: str
    sunday: str
    surveys: dict[str, int]
    version: int
    batches: dict[str, int]
    invitation: str
    change: int
    imported: int
    invited: int
    comment: str
    reports: dict[str, int]


def prepare_province(instance: Path, invitation: str) -> Province:
    """Read what there is in a served instance folder, and make what is missing."""
    app = create_app(INSTANCE_PATH=str(instance))
    with app.app_context():
        points = {use: poster_at(place) for use, place in PLACES.items()}
        codes = {use: code_of(point) for use, point in points.items()}
        points["online"] = online_point(points["counter"])
        kiosk = point_at(PLACES["counter"], Touchpoint.KIOSK)
        points["kiosk"], codes["kiosk"] = kiosk, code_of(kiosk)
        make_rare_states(points)
        drafts = make_drafts(unit_id("25"))
        change = rename_a_school()
        surveys = db.session.scalars(select(Survey).order_by(Survey.opens_on)).all()
        subjects = {survey.code: survey.code.split("-")[1] for survey in surveys}
        province = Province(
            codes=codes,
            points={use: point.id for use, point in points.items()},
            units={use: unit_id(code) for use, code in UNITS.items()},
            current={subjects[survey.code]: survey.code for survey in surveys[4:]},
            past={subjects[survey.code]: survey.code for survey in surveys[:4]},
            drafts=drafts,
            trial=trial_code(drafts["published"]),
            receipt=new_receipt_token(uuid4()),
            leaving=leaving_token(db.session.scalars(select(User.id)).first() or 0),
            surveys={"planned": planned_survey(surveys[0]), "open": surveys[4].id},
            version=surveys[0].version_id,
            change=change,
            sunday=(surveys[0].opens_on + timedelta(6 - surveys[0].opens_on.weekday())).isoformat(),
            reports=make_reports(surveys[0]),
            batches=make_batches(points["waiting room"]),
            invitation=invitation,
            invited=db.session.scalars(select(InvitationBatch.id)).all()[-1],
            imported=create_import(surveys[0]).id,
            comment=readable_comment(next(s.id for s in surveys if "inpatient" in s.code)),
        )
        # Pages name the newest seal, a long word that must break on a phone.
        make_seal(clock.local_day(clock.now()), actor=Actor.command("tests"), now=clock.now())
        close_store(app)
        db.session.remove()
        db.engine.dispose()
    return province


def readable_comment(survey_id: int) -> str:
    """A comment of a survey all of whose units have answers enough to read it."""
    query = select(ReadableComment.id).where(ReadableComment.survey_id == survey_id)
    return db.session.scalars(query.order_by(ReadableComment.id)).all()[0]


def rename_a_school() -> int:
    """Give a school another name; gives the number of the change."""
    tree, now = read_tree(), clock.now()
    key = tree.key_of(unit_id(PLACES["no survey"]))
    assert key is not None
    latest = tree.records[key].latest
    naming = Naming(latest.code, f"{latest.name_vi} số 4", latest.name_en)
    proposal = propose_renaming(tree, key, naming, clock.local_day(now))
    return carry_out(proposal, actor=Actor.command("a test"), now=now).id


def planned_survey(like: Survey) -> int:
    """A survey like another one that nobody has opened yet; gives its number."""
    today = clock.local_day(clock.now())
    wanted = NewSurvey(
        code="ke-hoach",
        title_vi="Hài lòng tại phường Vĩnh Yên (dự kiến)",
        title_en="Satisfaction at Vĩnh Yên ward (planned)",
        sector=like.sector,
        questionnaire=like.version.questionnaire.code,
        opens_on=today + timedelta(days=30),
        closes_on=today + timedelta(days=120),
        unit_ids=(unit_id("25-HCC"),),
    )
    plan = create_survey(wanted, actor=Actor.command("a test"), now=clock.now())
    plan.demonstration = True
    db.session.commit()
    return plan.id


def poster_at(place: str) -> CollectionPoint:
    """The point of the desk poster at a place."""
    return point_at(place, Touchpoint.DESK_POSTER)


def point_at(place: str, touchpoint: Touchpoint) -> CollectionPoint:
    """The point of a touchpoint at a place."""
    query = select(CollectionPoint).join(Unit, Unit.id == CollectionPoint.place_id)
    wanted = Unit.code == place, CollectionPoint.touchpoint == touchpoint
    return db.session.scalars(query.where(*wanted)).one()


def online_point(counter: CollectionPoint) -> CollectionPoint:
    """A point of web sites beside a counter's poster, for the same open survey."""
    entry = PointEntry(counter.place_id, counter.body_id, None, "online", "online")
    now = clock.now()
    surveys = [survey.id for survey in surveys_at(counter.id)[:1]]
    return create_point(entry, survey_ids=surveys, actor=Actor.command("tests"), now=now)


def code_of(point: CollectionPoint) -> str:
    """The one code of a point."""
    return db.session.scalars(select(AccessCode.code).where(AccessCode.point_id == point.id)).one()


def unit_id(code: str) -> int:
    """The row of a unit."""
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def make_drafts(owner_id: int) -> dict[str, int]:
    """A draft that is fine, one with mistakes of many kinds, and an empty one; gives their ids."""
    model = to_document(load_catalogue_questionnaire("one_stop_long"))
    documents = {
        "fine": renamed(model, "ban_tot", "Một cửa, bản đang soạn"),
        "mistaken": mistaken(renamed(model, "ban_sai", "Một cửa, còn chỗ sai")),
        "empty": blank_document("ban_trong", "Bộ câu hỏi còn trống"),
    }
    editor, now = Actor.command("tests"), clock.now()
    drafts = {
        use: begin_draft(document, owner_id=owner_id, editor=editor, now=now)
        for use, document in documents.items()
    }
    changed = begin_draft(
        renamed(model, "da_phat_hanh", "Một cửa, đã phát hành"),
        owner_id=owner_id,
        editor=editor,
        now=now,
    )
    publish_draft(changed.id, accepts_breaks=False, actor=editor, now=now)
    change_draft(changed.id, change_some, deed="edit_question", editor=editor, now=now)
    open_trial(changed.id, actor=editor, now=now)
    return {**{use: draft.id for use, draft in drafts.items()}, "published": changed.id}


def change_some(document: Document) -> None:
    """Reword one question, and let other answers of another one count as satisfied."""
    questions = [question for _, question in every_question(document)]
    questions[1]["text"]["vi"] = "Biển chỉ dẫn tại nơi giao dịch, dễ thấy và dễ hiểu"
    questions[2]["satisfied"] = [5]


def trial_code(draft_id: int) -> str:
    """The code of a draft's trial link."""
    return db.session.get_one(TrialLink, draft_id).code


def mistaken(document: Document) -> Document:
    """Put mistakes into a document: words missing, the wrong end, a rule that looks ahead."""
    questions = [question for _, question in every_question(document)]
    questions[1]["text"] = {}
    questions[2]["satisfied"] = [1]
    questions[3]["shown_if"] = {"item": questions[-1]["code"], "answered": True}
    questions[4]["options"] = [{"code": "a", "text": {}}]
    del questions[4]["scale"]
    return document


def make_rare_states(points: dict[str, CollectionPoint]) -> None:
    """A code replaced, one that leads on, a place whose survey is over, and one without any."""
    now = clock.now()
    reissue_access_code(points["code replaced"], actor=Actor.command("tests"), now=now)
    led_on, school = points["led on"], code_of(points["school"])
    lead_point_on(led_on, school, scope=EVERYTHING, actor=Actor.command("tests"), now=now)
    revoke_access_codes(points["no code"], actor=Actor.command("tests"), now=now)
    still_open = select(Survey.id).where(Survey.closes_on >= clock.local_day(now))
    open_here = SurveyPoint.survey_id.in_(still_open)
    here = SurveyPoint.point_id
    db.session.execute(delete(SurveyPoint).where(here == points["survey over"].id, open_here))
    db.session.execute(delete(SurveyPoint).where(here == points["no survey"].id))
    db.session.commit()


def make_reports(survey: Survey) -> dict[str, int]:
    """A signed report on the province, and a draft of another index."""
    province = db.session.get_one(Unit, unit_id("25"))
    about = {"level": "commune", "demonstration": True}
    return {
        "signed": create_report(survey, province, **about).id,
        "draft": create_report(survey, province, signed=False, formula="items_top2", **about).id,
    }
