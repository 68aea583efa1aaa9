"""Rows for tests: keywords with defaults, committed, returned."""

import itertools
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import (
    AccessCode,
    ApiAct,
    AuditEvent,
    Authenticator,
    CollectionPoint,
    PaperBatch,
    Population,
    Questionnaire,
    QuestionnaireDraft,
    QuestionnaireVersion,
    Response,
    ResponseImport,
    RoleName,
    Service,
    Survey,
    SurveyPoint,
    Target,
    Unit,
    UnitParent,
    User,
)
from app.services.accounts import create_user
from app.services.auditing import record_event
from app.services.paper.batches import open_batch
from app.services.service_accounts import create_service_account
from app.services.sign_in.authenticators import encrypted
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document

NUMBERS = itertools.count(1)
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ACTOR = Actor.command("tests")
PASSWORD = "đường-ruộng-mạ-non"
AUTHENTICATOR = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238's examples."""


def saved(row: Any) -> Any:
    """Add one row, commit, and give it back."""
    db.session.add(row)
    db.session.commit()
    return row


def create_unit(
    *,
    code: str | None = None,
    name: str = "Quầy số 1",
    kind: str = "counter",
    sector: str = "administration",
    parent: Unit | None = None,
    demonstration: bool = False,
) -> Unit:
    """A unit in force since the reform of 1 July 2025, under `parent` if given."""
    unit: Unit = saved(
        Unit(
            code=code or f"unit-{next(NUMBERS):06}",
            name_vi=name,
            kind=kind,
            sector=sector,
            valid_from=date(2025, 7, 1),
            demonstration=demonstration,
        )
    )
    if parent is not None:
        saved(UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=date(2025, 7, 1)))
    return unit


def create_version(
    document: Mapping[str, Any] | None = None, *, demonstration: bool = False
) -> QuestionnaireVersion:
    """A published version; by default of a document with one rating, the overall item."""
    questionnaire = saved(
        Questionnaire(code=f"questionnaire-{next(NUMBERS)}", demonstration=demonstration)
    )
    version: QuestionnaireVersion = saved(
        QuestionnaireVersion(
            questionnaire_id=questionnaire.id,
            number=1,
            document=dict(document or {}),
            digest="0" * 64,
            published_at=NOW,
        )
    )
    return version


def create_draft(
    *,
    owner: Unit | None = None,
    document: Mapping[str, Any] | None = None,
    questionnaire: Questionnaire | None = None,
) -> QuestionnaireDraft:
    """A draft that a unit designs; by default of the short one-stop questionnaire."""
    model = document or to_document(load_catalogue_questionnaire("one_stop_short"))
    code = questionnaire.code if questionnaire else f"draft_{next(NUMBERS)}"
    draft: QuestionnaireDraft = saved(
        QuestionnaireDraft(
            code=code,
            owner_id=(owner or create_unit(kind="province")).id,
            questionnaire_id=questionnaire.id if questionnaire else None,
            document={**model, "code": code},
            created_at=NOW,
            saved_at=NOW,
        )
    )
    return draft


def create_survey(
    *,
    version: QuestionnaireVersion | None = None,
    opens_on: date = date(2026, 1, 1),
    closes_on: date = date(2026, 12, 31),
    formulas: list[str] | None = None,
    demonstration: bool = False,
    **columns: Any,
) -> Survey:
    """A survey open through 2026."""
    version = version or create_version(demonstration=demonstration)
    survey: Survey = saved(
        Survey(
            code=columns.pop("code", f"survey-{next(NUMBERS)}"),
            title_vi="Khảo sát một cửa",
            title_en="One-stop survey",
            sector=columns.pop("sector", "administration"),
            version_id=version.id,
            opens_on=opens_on,
            closes_on=closes_on,
            formulas=formulas or ["people_top2"],
            demonstration=demonstration,
            **{"opened_at": NOW, **columns},
        )
    )
    return survey


def create_point(
    survey: Survey, *, place: Unit | None = None, code: str | None = None, **columns: Any
) -> CollectionPoint:
    """A desk poster at `place` that collects for `survey`, with an access code."""
    place = place or create_unit()
    point: CollectionPoint = saved(
        CollectionPoint(
            place_id=place.id,
            body_id=columns.pop("body_id", place.id),
            touchpoint="desk_poster",
            mode="self_phone",
            **columns,
        )
    )
    saved(SurveyPoint(survey_id=survey.id, point_id=point.id))
    saved(AccessCode(code=code or f"T{next(NUMBERS):07}", point_id=point.id, issued_at=NOW))
    return point


def create_response(
    survey: Survey,
    answers: Mapping[str, Any],
    *,
    point: CollectionPoint | None = None,
    key: uuid.UUID | None = None,
    answered_at: datetime = NOW,
    **columns: Any,
) -> Response:
    """A stored response, put there directly."""
    point = point or create_point(survey)
    response: Response = saved(
        Response(
            key=key or uuid.uuid4(),
            survey_id=survey.id,
            version_id=survey.version_id,
            point_id=point.id,
            unit_id=point.place_id,
            mode=point.mode,
            language="vi",
            answered_at=answered_at,
            answers=dict(answers),
            **columns,
        )
    )
    return response


def create_key(*acts: ApiAct, unit: Unit | None = None, name: str | None = None) -> str:
    """The key of a program that may do these acts on a unit, or everywhere."""
    now = clock.now()
    _, key = create_service_account(
        name or f"program-{next(NUMBERS)}",
        unit_id=unit.id if unit else None,
        acts=acts,
        expires_on=clock.local_day(now) + timedelta(days=30),
        actor=Actor.command("test"),
        now=now,
    )
    return key


def create_batch(survey: Survey, point: CollectionPoint) -> PaperBatch:
    """An open batch of paper sheets at the place of `point`."""
    return open_batch(
        survey, point, version_id=survey.version_id, language="vi", actor=ACTOR, now=NOW
    )


def create_staff(*roles: RoleName, unit: Unit | None = None) -> User:
    """A member of staff with `PASSWORD` and `AUTHENTICATOR`; an evaluator if nothing is said."""
    user = create_user(
        f"staff{next(NUMBERS)}@example.vn",
        PASSWORD,
        *(roles or (RoleName.EVALUATOR,)),
        now=NOW,
        unit_id=unit.id if unit else None,
    )
    saved(Authenticator(user_id=user.id, secret=encrypted(AUTHENTICATOR), added_at=NOW))
    return user


def create_answers(
    survey: Survey,
    place: Unit,
    answers: Sequence[Mapping[str, Any]],
    *,
    answered_at: datetime = NOW,
    mode: str = "self_phone",
) -> list[uuid.UUID]:
    """Many stored responses at a desk poster of one unit; gives their keys."""
    query = select(CollectionPoint).where(CollectionPoint.place_id == place.id)
    point = db.session.scalar(query) or create_point(survey, place=place)
    common = {
        "survey_id": survey.id,
        "version_id": survey.version_id,
        "point_id": point.id,
        "unit_id": place.id,
        "mode": mode,
        "language": "vi",
        "answered_at": answered_at,
        "verified": False,
    }
    keys = [uuid.uuid4() for _ in answers]
    rows = [
        {**common, "key": key, "answers": dict(given)}
        for key, given in zip(keys, answers, strict=True)
    ]
    if rows:
        db.session.execute(insert(Response), rows)
        db.session.commit()
    return keys


def create_target(value: float = 0.8, **columns: Any) -> Target:
    """A target in force since 2020, for every share unless `columns` say otherwise."""
    columns = {"valid_from": date(2020, 1, 1), "source_vi": "Nghị quyết thử"} | columns
    target: Target = saved(Target(value=value, source_en="Test decision", **columns))
    return target


def create_population(unit: Unit, handled: int, *, late: int = 0, **columns: Any) -> Population:
    """Dossiers of a unit in the first half of 2026."""
    columns = {"period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30)} | columns
    population: Population = saved(
        Population(
            unit_id=unit.id,
            handled=handled,
            on_time=handled - late,
            late=late,
            source="Số liệu thử",
            entered_at=columns.pop("entered_at", NOW),
            **columns,
        )
    )
    return population


def create_service(
    *, code: str | None = None, name_vi: str = "Đăng ký khai sinh", **columns: Any
) -> Service:
    """A procedure of the administration."""
    columns = {"sector": "administration"} | columns
    code = code or f"1.{next(NUMBERS):06}"
    service: Service = saved(Service(code=code, name_vi=name_vi, **columns))
    return service


def create_event(unit: Unit | None = None, *, act: str = "code.revoke") -> AuditEvent:
    """An audit event about a unit, or about the whole service."""
    event = record_event(
        act,
        actor=ACTOR,
        thing="point:1",
        unit_id=unit.id if unit else None,
        now=NOW,
    )
    db.session.commit()
    return event


def create_import(survey: Survey | None = None, **columns: Any) -> ResponseImport:
    """A record of an import that brought nothing."""
    columns = {"file_name": "phieu.csv", "rows": 0, "imported_by": "an.nguyen@example.vn"} | columns
    record: ResponseImport = saved(
        ResponseImport(
            survey_id=(survey or create_survey()).id,
            file_digest="0" * 64,
            mapping_digest="0" * 64,
            imported_at=NOW,
            **columns,
        )
    )
    return record
