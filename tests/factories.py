"""Rows for tests: keywords with defaults, committed, returned."""

import itertools
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Survey,
    SurveyPoint,
    Unit,
    UnitParent,
    User,
)
from app.services.accounts import RoleName, create_user

NUMBERS = itertools.count(1)
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
PASSWORD = "đường-ruộng-mạ-non"


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
            code=code or f"unit-{next(NUMBERS)}",
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
            **columns,
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


def create_staff(role: RoleName = RoleName.EVALUATOR) -> User:
    """A member of staff whose password is `PASSWORD`."""
    return create_user(f"staff{next(NUMBERS)}@example.vn", PASSWORD, role, now=NOW)
