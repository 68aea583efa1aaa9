"""Two communes that know nothing of each other, for walking every page as every role."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from app.extensions import db
from app.models import (
    ApiAct,
    CollectionPoint,
    InvitationBatch,
    QuestionnaireDraft,
    QuestionnaireVersion,
    RoleGrant,
    RoleName,
    ServiceAccount,
    Survey,
    SurveyUnit,
    Unit,
    User,
)
from app.respond.tokens import new_receipt_token
from app.services.access_codes import new_access_code
from app.services.personal_data.breach import DATA_KINDS
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.respond.citizen import OPEN
from tests.factories import (
    create_answers,
    create_batch,
    create_comment,
    create_draft,
    create_event,
    create_import,
    create_improvement,
    create_invitations,
    create_key,
    create_point,
    create_population,
    create_publication,
    create_report,
    create_service,
    create_staff,
    create_survey,
    create_tag,
    create_target,
    create_unit,
    create_version,
    saved,
)


@dataclass(frozen=True)
class Side:
    """One commune with a counter, a point there, and a survey that asks at it alone."""

    commune: Unit
    counter: Unit
    point: CollectionPoint
    survey: Survey
    draft: QuestionnaireDraft


def create_sides() -> tuple[Side, Side]:
    """Two sides below one province."""
    province = create_unit(name="Tỉnh", kind="province")
    return create_side("Phường Vân Phú", province), create_side("Xã Hy Cương", province)


def create_side(name: str, province: Unit) -> Side:
    """One side."""
    commune = create_unit(name=name, kind="commune", parent=province)
    counter = create_unit(name=f"Quầy của {name}", parent=commune)
    version = create_short_form()
    survey = create_survey(version=version, **OPEN)
    saved(SurveyUnit(survey_id=survey.id, unit_id=counter.id, with_subtree=True))
    draft = create_draft(owner=commune, questionnaire=version.questionnaire)
    return Side(
        commune, counter, create_point(survey, place=counter, code=new_access_code()), survey, draft
    )


def create_short_form() -> QuestionnaireVersion:
    """A published version of the short one-stop form."""
    return create_version(to_document(load_catalogue_questionnaire("one_stop_short")))


def person_of(side: Side) -> User:
    """A person whose one role is held on the side's counter."""
    return create_staff(RoleName.EVALUATOR, unit=side.counter)


def grant_of(side: Side) -> Mapping[str, int]:
    """The one role of such a person."""
    user = person_of(side)
    grant = select(RoleGrant).where(RoleGrant.user_id == user.id)
    return {"user_id": user.id, "grant_id": db.session.scalars(grant).one().id}


def account_of(side: Side) -> ServiceAccount:
    """A program that may act at the side's counter."""
    create_key(ApiAct.READ_UNITS, unit=side.counter)
    newest = select(ServiceAccount).order_by(ServiceAccount.id.desc())
    return db.session.scalars(newest.limit(1)).one()


def batch_of(side: Side) -> int:
    """Invitations for the side's point."""
    create_invitations(side.survey, side.point)
    newest = select(InvitationBatch.id).order_by(InvitationBatch.id.desc())
    return db.session.scalars(newest.limit(1)).one()


def online_point(side: Side) -> int:
    """The side's point for web sites, made once."""
    there = select(CollectionPoint.id).where(
        CollectionPoint.place_id == side.counter.id, CollectionPoint.touchpoint == "online"
    )
    found = db.session.scalar(there)
    if found is None:
        places = {"place_id": side.counter.id, "body_id": side.counter.id}
        found = saved(CollectionPoint(**places, touchpoint="online", mode="online")).id
    return found


def read_at(side: Side) -> str:
    """A comment at the side's counter, in a month with answers enough to read it."""
    create_answers(side.survey, side.counter, [{}] * side.survey.minimum_cell)
    return create_comment(side.survey, side.counter).id


SAMPLES: dict[str, Callable[[Side], Mapping[str, Any]]] = {
    "none": lambda side: {},
    "whole": lambda side: {},
    "unit": lambda side: {"unit_id": side.counter.id},
    "point": lambda side: {"point_id": side.point.id},
    "paper_place": lambda side: {"point_id": side.point.id, "survey_code": side.survey.code},
    "count": lambda side: {"entry_id": create_population(side.counter, 10).id},
    "event": lambda side: {"event_id": create_event(side.counter).id},
    "survey": lambda side: {"survey_code": side.survey.code},
    "survey_by_id": lambda side: {"survey_id": side.survey.id},
    "publication": lambda side: {"publication_id": create_publication(side.survey).id},
    "improvement": lambda side: {"improvement_id": create_improvement(side.counter).id},
    "whole_survey": lambda side: {"survey_id": side.survey.id},
    "person": lambda side: {"user_id": person_of(side).id},
    "whole_person": lambda side: {"user_id": person_of(side).id},
    "service_account": lambda side: {"account_id": account_of(side).id},
    "filter": lambda side: {"survey": side.survey.code, "under": side.counter.id},
    "draft": lambda side: {"draft_id": side.draft.id},
    "version": lambda side: {"version_id": side.survey.version_id},
    "result": lambda side: {"survey_code": side.survey.code, "unit_id": side.counter.id},
    "comment": lambda side: {"comment_id": read_at(side)},
    "report": lambda side: {"report_id": create_report(side.survey, side.counter).id},
    "invitation_batch": lambda side: {"batch_id": batch_of(side)},
    "paper_batch": lambda side: {"batch_id": create_batch(side.survey, side.point).id},
}
"""Values that make an address of a page about something of one side; a new subject needs a line."""

OTHER_VALUES: dict[str, Callable[[], Any]] = {
    "act": lambda: "shut",
    "proposal_id": lambda: 1,
    "deed": lambda: "pause",
    "dimension": lambda: "mode",
    "name": lambda: "evaluator",
    "format_name": lambda: "csv",
    "import_id": lambda: create_import(create_survey(version=create_short_form())).id,
    "item_code": lambda: "overall",
    "kind": lambda: "shown_if",
    "section_code": lambda: "items",
    "formula_id": lambda: "items_top2",
    "language": lambda: "en",
    "file_format": lambda: "po",
    "sector": lambda: "education",
    "rule": lambda: "stuffed_half_day",
    "label": lambda: "1",
    "service_id": lambda: create_service().id,
    "survey_code": lambda: create_survey(version=create_short_form()).code,
    "token": lambda: new_receipt_token(uuid4()),
    "what": lambda: "rename",
    "version_id": lambda: create_short_form().id,
    "tag_id": lambda: create_tag().id,
    "target_id": lambda: create_target().id,
    "task_name": lambda: "audit.verify",
}
"""Parts of an address that say nothing about whose thing it is."""

NOT_MADE_HERE = dict.fromkeys(
    [
        *(
            "invitations.review",
            "services.review",
            "populations.review",
            "points.review",
            "units.review",
        ),
        *("imports.mapping", "imports.review", "imports.mapping_file", "imports.give_up"),
    ],
    "a file that the same person has uploaded",
) | {"units.change": "a change of the tree", "design.trial_code": "a trial that was begun"}
"""Pages about something that takes more than a row; whom they let in is tested beside them."""


def trend_of(side: Any) -> dict[str, Any]:
    """The trend of one side's counter."""
    code = side.survey.version.questionnaire.code
    return {"unit_id": side.counter.id, "questionnaire_code": code}


BREACH = {"kind": next(iter(DATA_KINDS)), "first": "2026-01-01", "last": "2026-03-31"}
IN_THE_QUERY = {
    "design.version_file": lambda side: {**SAMPLES["version"](side), "file_format": "json"},
    "people.take_role": grant_of,
    "points.kit": lambda side: {"point_id": online_point(side)},
    "personal_data.breach_file": lambda side: BREACH,
    **dict.fromkeys(["trend.unit", "trend.download"], trend_of),
    "trend.picture": lambda side: {**trend_of(side), "format_name": "svg"},
    "catalogue.entry": lambda side: {"code": "one_stop_short"},
    "catalogue.form": lambda side: {"code": "one_stop_short"},
    **dict.fromkeys(["answers.index", "answers.download", "answers.codebook"], SAMPLES["filter"]),
    "comments.index": SAMPLES["filter"],
    "comments.download": SAMPLES["filter"],
    "reports.new": SAMPLES["filter"],
    "reports.file": lambda side: {**SAMPLES["report"](side), "name": "report.json"},
    "results.index": SAMPLES["filter"],
    "results.overview": SAMPLES["filter"],
    "results.compare": SAMPLES["filter"],
    "results.compare_file": lambda side: {**SAMPLES["filter"](side), "format_name": "csv"},
    "results.download": SAMPLES["filter"],
    **dict.fromkeys(
        ["results.picture", "results.picture_file"],
        lambda side: {**SAMPLES["filter"](side), "name": "strips", "format_name": "json"},
    ),
}
"""Pages whose subject stands in the query of their address."""
