"""One point with its evidence, and the decisions about it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope, may_open
from app.errors import NotFound
from app.manage.integrity.blueprint import blueprint
from app.manage.integrity.days_drawing import DaysDrawing, draw_days
from app.manage.integrity.forms import DecisionForm
from app.queries.point_list import get_listed_point
from app.queries.surveys import get_survey
from app.services.integrity.deciding import decide_answers, may_decide
from app.services.integrity.evidence import PointEvidence, survey_evidence

Place = tuple[str, str]
"""Rule and label of an entry: what tells it from others of its point."""


@blueprint.get("/<survey_code>/points/<int:point_id>")
def point(survey_code: str, point_id: int) -> ResponseReturnValue:
    """Show a point's evidence."""
    return point_page(survey_code, point_id)


def point_page(
    survey_code: str, point_id: int, wrong: DecisionForm | None = None, at: Place | None = None
) -> str:
    """Give the page of a point, with a form that was filled in wrongly, if any."""
    survey, now = get_survey(survey_code), clock.now()
    listed = get_listed_point(point_id, now=now)
    evidence = survey_evidence(survey).get(point_id)
    deciding = may_open("integrity.decide") and may_decide(
        listed.point, current_actor(), current_scope(), now
    )
    items = evidence.items if evidence else ()
    places = [(item.rule, item.label) for item in items]
    return render_template(
        "manage/integrity/point.html",
        survey=survey,
        listed=listed,
        evidence=evidence,
        forms={place: wrong if place == at else DecisionForm() for place in places},
        deciding=deciding,
        drawing=drawn(evidence) if evidence else None,
    )


def drawn(evidence: PointEvidence) -> DaysDrawing | None:
    """Draw the half-days of a point; those that entries of the review list are about stand out."""
    figures = [item.suspicion.found.figures for item in evidence.items]
    listed = {known["half_day"] for known in figures if "half_day" in known}
    return draw_days(evidence.half_days, evidence.few, listed)


@blueprint.post("/<survey_code>/points/<int:point_id>/<rule>/<label>")
def decide(survey_code: str, point_id: int, rule: str, label: str) -> ResponseReturnValue:
    """Leave the answers of an entry out, or keep them."""
    survey, now = get_survey(survey_code), clock.now()
    evidence = survey_evidence(survey).get(point_id)
    if evidence is None:
        raise NotFound("nothing was found at this point")
    item = evidence.item(rule, label)
    form = DecisionForm()
    if not form.validate_on_submit():
        return point_page(survey_code, point_id, form, (rule, label))
    decide_answers(
        survey,
        get_listed_point(point_id, now=now).point,
        item.keys,
        form.decision.data,
        form.reason.data.strip(),
        actor=current_actor(),
        scope=current_scope(),
        now=now,
    )
    flash(gettext("The decision is recorded. It can be taken back by a later one."), "success")
    return redirect(url_for(".point", survey_code=survey_code, point_id=point_id))
