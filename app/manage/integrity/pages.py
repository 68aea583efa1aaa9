"""One point with its evidence, and the decisions about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope, may_open
from app.errors import NotFound
from app.manage.integrity.blueprint import blueprint
from app.manage.integrity.days_drawing import DaysDrawing, draw_days
from app.manage.integrity.forms import DecisionForm, TakeBackForm
from app.models import CollectionPoint
from app.queries.corrections import list_exclusions
from app.queries.point_list import get_listed_point
from app.queries.surveys import get_survey
from app.services.integrity.deciding import (
    OthersNow,
    Suspected,
    decide_answers,
    digest_of,
    may_decide,
)
from app.services.integrity.evidence import PointEvidence, survey_evidence
from app.services.integrity.kinds import KINDS
from app.services.integrity.withheld import withheld_places

Place = tuple[str, str]
"""What a form is about: rule and label of an entry, or "left out" and the number of a decision."""

LEFT_OUT = "left out"


@dataclass(frozen=True)
class Question:
    """What is decided about: the place of its form, the rule, the answers as they are now."""

    at: Place
    rule: str | None
    keys: tuple[UUID, ...]


@blueprint.get("/<survey_code>/points/<int:point_id>")
def point(survey_code: str, point_id: int) -> ResponseReturnValue:
    """Show a point's evidence."""
    return point_page(survey_code, point_id)


def point_page(
    survey_code: str, point_id: int, wrong: TakeBackForm | None = None, at: Place | None = None
) -> str:
    """Give the page of a point, with a form that was filled in wrongly, if any."""
    survey, now = get_survey(survey_code), clock.now()
    listed = get_listed_point(point_id, now=now)
    evidence = survey_evidence(survey).get(point_id)
    exclusions = list_exclusions(survey.id, point_id)
    forms: dict[Place, TakeBackForm] = {
        (item.rule, item.label): fresh(DecisionForm, item.keys)
        for item in (evidence.items if evidence else ())
    }
    forms |= {(LEFT_OUT, str(one.number)): fresh(TakeBackForm, one.keys) for one in exclusions}
    if wrong is not None and at in forms:
        wrong.shown.data = forms[at].shown.data
        forms[at] = wrong
    return render_template(
        "manage/integrity/point.html",
        survey=survey,
        listed=listed,
        evidence=evidence,
        exclusions=exclusions,
        kinds=KINDS,
        forms=forms,
        deciding=is_deciding(listed.point),
        drawing=drawn(evidence) if evidence else None,
        withheld=withheld_places(survey),
    )


def fresh(form: type[TakeBackForm], keys: Sequence[UUID]) -> TakeBackForm:
    """Make an empty form about some answers, whatever form was sent."""
    return form(formdata=None, shown=digest_of(keys))


def is_deciding(point: CollectionPoint) -> bool:
    """Tell whether whoever asks decides about the answers of a point."""
    return may_open("integrity.decide") and may_decide(
        point, current_actor(), current_scope(), clock.now()
    )


def drawn(evidence: PointEvidence) -> DaysDrawing | None:
    """Draw the half-days of a point; those that entries of the review list are about stand out."""
    figures = [item.suspicion.found.figures for item in evidence.items]
    listed = {known["half_day"] for known in figures if "half_day" in known}
    return draw_days(evidence.half_days, evidence.few, listed)


@blueprint.post("/<survey_code>/points/<int:point_id>/<rule>/<label>")
def decide(survey_code: str, point_id: int, rule: str, label: str) -> ResponseReturnValue:
    """Leave the answers of an entry out, or keep them."""
    evidence = survey_evidence(get_survey(survey_code)).get(point_id)
    if evidence is None:
        raise NotFound("nothing was found at this point")
    keys = evidence.item(rule, label).keys
    return decided(survey_code, point_id, DecisionForm(), Question((rule, label), rule, keys))


@blueprint.post("/<survey_code>/points/<int:point_id>/left-out/<int:number>/take-back")
def take_back(survey_code: str, point_id: int, number: int) -> ResponseReturnValue:
    """Let the answers that a decision left out count again."""
    for one in list_exclusions(get_survey(survey_code).id, point_id):
        if one.number == number:
            question = Question((LEFT_OUT, str(number)), one.rule, one.keys)
            return decided(survey_code, point_id, TakeBackForm(), question)
    raise NotFound("nothing is left out by this decision")


def decided(
    survey_code: str, point_id: int, form: TakeBackForm, question: Question
) -> ResponseReturnValue:
    """Record what a form says, or show the page again with what is wrong with it."""
    survey, now = get_survey(survey_code), clock.now()
    if not form.validate_on_submit():
        return point_page(survey_code, point_id, form, question.at)
    try:
        decide_answers(
            survey,
            get_listed_point(point_id, now=now).point,
            Suspected(question.rule, question.keys, form.shown.data or ""),
            form.chosen,
            (form.reason.data or "").strip(),
            actor=current_actor(),
            scope=current_scope(),
            now=now,
        )
    except OthersNow:
        form.reason.errors = [
            gettext("Other answers are in question now than were shown; please look once more.")
        ]
        return point_page(survey_code, point_id, form, question.at)
    flash(gettext("The decision is recorded. It can be taken back by a later one."), "success")
    return redirect(url_for(".point", survey_code=survey_code, point_id=point_id))
