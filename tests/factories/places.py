"""Units, questionnaires, surveys and collection points."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.models import (
    AccessCode,
    CollectionPoint,
    Questionnaire,
    QuestionnaireDraft,
    QuestionnaireVersion,
    Survey,
    SurveyPoint,
    Unit,
    UnitParent,
)
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.factories.rows import NOW, NUMBERS, saved


def create_unit(
    *,
    code: str | None = None,
    name: str = "Quầy số 1",
    kind: str = "counter",
    sector: str = "administration",
    parent: Unit | None = None,
    demonstration: bool = False,
    one_person: bool = False,
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
            one_person=one_person,
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
            touchpoint=columns.pop("touchpoint", "desk_poster"),
            mode=columns.pop("mode", "self_phone"),
            **columns,
        )
    )
    saved(SurveyPoint(survey_id=survey.id, point_id=point.id))
    saved(AccessCode(code=code or f"T{next(NUMBERS):07}", point_id=point.id, issued_at=NOW))
    return point
