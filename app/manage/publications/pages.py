"""The list of publications, a new one looked at before it is made, and withdrawing one."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app import clock, naming_words, words
from app.access import current_actor, current_scope
from app.languages import page_language
from app.manage.publications.blueprint import blueprint
from app.manage.publications.forms import PublishForm, WithdrawForm
from app.models import Improvement, Survey
from app.plain_form import PlainForm
from app.queries.publications import get_publication, list_improvements, list_publications
from app.queries.surveys import get_survey_by_id, list_surveys
from app.services.publishing import (
    Plan,
    PublicationRefused,
    Wanted,
    check,
    drop,
    get_proposal,
    list_proposals,
    needs_another,
    plan_publication,
    propose,
    publish,
    withdraw,
)
from app.services.publishing.documents import read_document, rows_of, text_of
from app.services.publishing.naming import naming_in
from app.services.reporting.naming import Naming
from app.services.reporting.records import IndexRow
from app.services.reporting.report import open_report
from app.strips import shared_axis

REFUSALS = {
    "not_over": lazy_gettext("Please choose a month that is over: the period is not."),
    "backwards": lazy_gettext("The last month lies before the first one."),
    "not_months": lazy_gettext("Please choose months of the survey."),
    "unknown": lazy_gettext("Please choose one of these."),
    "no_figure": lazy_gettext("No unit of this level has a figure that may be shown."),
    "gives_away": lazy_gettext(
        "Together with what is public already it would give away the answers of a few people."
    ),
    "unchanged": lazy_gettext("This is public already, and nothing has changed that may be shown."),
    "second_person": lazy_gettext("Somebody else than who chose the results has to publish them."),
    "no_reason": lazy_gettext("Please say why: it stands on the public page."),
}


def title_of(entry: Improvement) -> str:
    """Give the title of a change in the page's language, else in Vietnamese."""
    return (entry.title_en if page_language() == "en" else None) or entry.title


blueprint.context_processor(
    lambda: {"words": words, "naming_words": naming_words, "title_of": title_of}
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List what is public of one's surveys, and the surveys whose results can be published."""
    reach = current_scope()
    surveys = list_surveys(reach)
    return render_template(
        "manage/publications/index.html",
        listed=list_publications([survey.id for survey in surveys]),
        surveys=[survey for survey in surveys if survey.opened_at is not None],
        proposals=list_proposals([survey.id for survey in surveys]),
        form=PlainForm(),
        improvements=list_improvements(of_units=reach.unit_ids),
    )


@blueprint.route("/survey/<int:survey_id>", methods=["GET", "POST"])
def new(survey_id: int) -> ResponseReturnValue:
    """Choose results, look at them as they would stand there, then publish them."""
    survey = get_survey_by_id(survey_id)
    report = open_report(survey, survey.opens_on, survey.closes_on)
    number = request.args.get("proposal", type=int)
    proposal = get_proposal(number, survey_id) if number else None
    form = PublishForm.of(survey, list(report.data.scope.kinds()), report.formulas, proposal)
    plan, now = None, clock.now()
    if form.validate_on_submit() or (proposal and request.method == "GET"):
        try:
            plan = plan_publication(wanted_by(form, survey), today=clock.local_day(now))
            if form.looked.data and form.looked.data == mark_of(plan, now):
                return redirect(make(plan, form.reason.data, now))
        except PublicationRefused as refused:
            refuse(form, refused)
    rows, naming = as_published(plan, now) if plan else ([], None)
    return render_template(
        "manage/publications/new.html",
        survey=survey,
        form=form,
        plan=plan,
        mark=mark_of(plan, now) if plan else "",
        rows=rows,
        naming=naming,
        shared_axis=shared_axis,
        another=plan is not None and needs_another(plan.wanted, current_actor()),
        proposal=proposal,
    )


def make(plan: Plan, reason: str, now: datetime) -> str:
    """Publish, or ask a second person to; gives the address of the page to go on with."""
    if needs_another(plan.wanted, current_actor()):
        check(plan, reason)
        propose(plan.wanted, reason=reason, actor=current_actor(), now=now)
        flash(gettext("It waits for a second person now, who finds it on this page."))
        return url_for(".index")
    made = publish(plan, reason=reason, actor=current_actor(), now=now)
    flash(gettext("The results are public now."))
    return url_for("published.publication", publication_id=made.id)


@blueprint.post("/survey/<int:survey_id>/proposals/<int:proposal_id>/drop")
def drop_proposal(survey_id: int, proposal_id: int) -> ResponseReturnValue:
    """Let results wait for a second person no longer."""
    if PlainForm().validate_on_submit():
        drop(get_proposal(proposal_id, survey_id), actor=current_actor(), now=clock.now())
        flash(gettext("It waits no longer."))
    return redirect(url_for(".index"))


def wanted_by(form: PublishForm, survey: Survey) -> Wanted:
    """Read what is to be published."""
    return Wanted(survey, form.first.data, form.last.data, form.level.data, form.formula.data)


def mark_of(plan: Plan, now: datetime) -> str:
    """Mark what was looked at: what changed in between is looked at again, not published."""
    return text_of(plan.document(published_on=clock.local_day(now), seal=None))[1]


def as_published(plan: Plan, now: datetime) -> tuple[list[IndexRow], Naming | None]:
    """Make the rows of the page for everybody, with nothing in them that would not stand there."""
    text = text_of(plan.document(published_on=clock.local_day(now), seal=None))[0]
    document = read_document(text)
    rows = rows_of(document)
    return rows, naming_in(document, rows)


def refuse(form: PublishForm | WithdrawForm, refused: PublicationRefused) -> None:
    """Put a refusal beside its field, or say it above the form."""
    sentence = str(REFUSALS[refused.reason])
    if refused.field:
        field = form[refused.field]
        field.errors = [*field.errors, sentence]
    else:
        flash(sentence, "error")


@blueprint.route("/<int:publication_id>/withdraw", methods=["GET", "POST"])
def take_back(publication_id: int) -> ResponseReturnValue:
    """Ask for the reason, then take a publication back."""
    made, form = get_publication(publication_id), WithdrawForm()
    if form.validate_on_submit() and made.withdrawn_at is None:
        withdraw(made, because=form.because.data, actor=current_actor(), now=clock.now())
        flash(gettext("The publication has been withdrawn; the page says so."))
        return redirect(url_for(".index"))
    return render_template("manage/publications/take_back.html", made=made, form=form)
