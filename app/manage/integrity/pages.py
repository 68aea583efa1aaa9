"""The list of points, one point with its evidence, and the decision."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app import clock
from app.access import current_actor, current_scope, may_open
from app.errors import NotFound
from app.manage.integrity.blueprint import blueprint
from app.models import Survey
from app.queries.integrity import places_of_points
from app.queries.point_list import get_listed_point
from app.queries.survey_states import survey_to_show
from app.queries.surveys import get_survey, list_surveys
from app.services.integrity.deciding import EXCLUDE, KEEP, decide_answers, may_decide
from app.services.integrity.evidence import PointEvidence, ReviewItem, survey_evidence


class DecisionForm(FlaskForm):
    """What becomes of the answers of a half-day, and why."""

    decision = RadioField(
        lazy_gettext("What becomes of these answers"),
        choices=[
            SelectChoice(EXCLUDE, lazy_gettext("Leave them out")),
            SelectChoice(KEEP, lazy_gettext("Keep them")),
        ],
        validators=[InputRequired(lazy_gettext("Please choose."))],
    )
    reason = TextAreaField(
        lazy_gettext("Reason"),
        validators=[InputRequired(lazy_gettext("Please fill this in.")), Length(max=500)],
    )


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the points of a survey with something to look at, those that wait first."""
    scope = current_scope()
    surveys = list_surveys(scope)
    survey = chosen_survey(surveys)
    found = survey_evidence(survey) if survey else {}
    places = {
        point_id: place
        for point_id, place in places_of_points(found).items()
        if scope.covers(place.id)
    }
    listed = [e for e in found.values() if e.items and e.point_id in places]
    return render_template(
        "manage/integrity/index.html",
        surveys=surveys,
        survey=survey,
        looked_at=len(places),
        listed=sorted(listed, key=lambda e: (-e.open_items, e.items[0].evidence.p_value)),
        places=places,
    )


def chosen_survey(surveys: list[Survey]) -> Survey | None:
    """Take the survey of the address, else the one that is shown unasked."""
    if code := request.args.get("survey"):
        return get_survey(code)
    return survey_to_show(surveys, clock.now())


@blueprint.get("/<survey_code>/points/<int:point_id>")
def point(survey_code: str, point_id: int) -> ResponseReturnValue:
    """Show a point's evidence."""
    return point_page(survey_code, point_id)


def point_page(
    survey_code: str, point_id: int, wrong: DecisionForm | None = None, at: int | None = None
) -> str:
    """Give the page of a point, with a form that was filled in wrongly, if any."""
    survey, now = get_survey(survey_code), clock.now()
    listed = get_listed_point(point_id, now=now)
    evidence = survey_evidence(survey).get(point_id)
    deciding = may_open("integrity.decide") and may_decide(
        listed.point, current_actor(), current_scope(), now
    )
    items = evidence.items if evidence else ()
    forms = {item.half_day: wrong if item.half_day == at else DecisionForm() for item in items}
    return render_template(
        "manage/integrity/point.html",
        survey=survey,
        listed=listed,
        evidence=evidence,
        forms=forms,
        deciding=deciding,
    )


@blueprint.post("/<survey_code>/points/<int:point_id>/<int:half_day>")
def decide(survey_code: str, point_id: int, half_day: int) -> ResponseReturnValue:
    """Leave the answers of a half-day out, or keep them."""
    survey, now = get_survey(survey_code), clock.now()
    item = item_of(survey_evidence(survey).get(point_id), half_day)
    form = DecisionForm()
    if not form.validate_on_submit():
        return point_page(survey_code, point_id, form, half_day)
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


def item_of(evidence: PointEvidence | None, half_day: int) -> ReviewItem:
    """Find a half-day on the review list; raises `NotFound`."""
    for item in evidence.items if evidence else ():
        if item.half_day == half_day:
            return item
    raise NotFound(f"half-day {half_day} is not on the review list")
