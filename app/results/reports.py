"""Frozen reports: make one, look at it, sign it off, download it, correct it, make it again."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock, words
from app.access import current_actor, current_scope, may_open
from app.errors import NotFound
from app.models import FrozenReport, UnitKind
from app.plain_form import PlainForm
from app.queries.reports import (
    corrections_of,
    figures_of,
    get_file,
    get_report,
    list_files,
    list_reports,
)
from app.queries.seals import latest_seal
from app.queries.surveys import list_surveys
from app.results.drawing import Chosen, choose
from app.results.report_files import make_files
from app.results.report_forms import CorrectionForm
from app.results.report_words import FILES, INPUTS, REFUSALS, file_name, size_words
from app.results.routes import rows_of
from app.results.selection import read_selection
from app.services.auditing import record_at_once
from app.services.reporting.choices import TreeView
from app.services.reporting.records import Outcome
from app.services.reports.code_version import code_version
from app.services.reports.contents import Parameters, compute
from app.services.reports.differences import units_that_differ_little
from app.services.reports.freezing import (
    ReportRefused,
    check_correction,
    discard_report,
    freeze_report,
    sign_report,
    why_not_sign,
)
from app.services.reports.remaking import changed_inputs, compare_files, parameters_of

blueprint = Blueprint("reports", __name__, url_prefix="/results/reports")
blueprint.context_processor(
    lambda: {
        "words": words,
        "TreeView": TreeView,
        "UnitKind": UnitKind,
        "FILES": FILES,
        "INPUTS": INPUTS,
        "REFUSALS": REFUSALS,
        "size_words": size_words,
    }
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the reports; drafts only for those who make them."""
    found = [report for report in list_reports(current_scope()) if may_look(report)]
    return render_template("results/reports/index.html", reports=found)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Show what would be frozen, then freeze it."""
    visible = current_scope()
    selection = read_selection(request.args, visible)
    chosen = choose(selection, visible) if selection else None
    if chosen is None:
        return render_template("results/no_surveys.html")
    form = PlainForm()
    if form.validate_on_submit():
        made = freeze(parameters_from(chosen))
        flash(gettext("The report has been made. Look at it, then sign it off."))
        return redirect(url_for(".report", report_id=made.id))
    return render_template(
        "results/reports/new.html",
        form=form,
        surveys=list_surveys(visible),
        kinds=chosen.report.data.scope.kinds(visible),
        selection=chosen.selection,
        report=chosen.report,
        rows=rows_of(chosen.selection, chosen.report, visible),
        unit=chosen.unit,
        under=chosen.report.data.scope.units.get(chosen.selection.under or 0),
        Outcome=Outcome,
    )


@blueprint.get("/<int:report_id>")
def report(report_id: int) -> ResponseReturnValue:
    """Show a report: what it is of, its state, its files with their digests."""
    return page(looked_at(report_id))


@blueprint.get("/<int:report_id>/files/<name>")
def file(report_id: int, name: str) -> ResponseReturnValue:
    """Give a file as it was frozen."""
    found, kept = looked_at(report_id), get_file(report_id, name)
    response = Response(kept.content, mimetype=kept.media_type)
    full = file_name(found, name)
    response.headers["Content-Disposition"] = f'attachment; filename="{full}"'
    record_at_once(
        "report.download",
        actor=current_actor(),
        thing=f"report:{report_id}",
        unit_id=found.unit_id,
        now=clock.now(),
        name=name,
        digest=kept.digest,
    )
    return response


@blueprint.post("/<int:report_id>/sign")
def sign(report_id: int) -> ResponseReturnValue:
    """Sign a report off."""
    return act(report_id, sign_report, gettext("The report has been signed off."))


@blueprint.post("/<int:report_id>/discard")
def discard(report_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    return act(report_id, discard_report, gettext("The draft has been thrown away."))


@blueprint.post("/<int:report_id>/compare")
def compare(report_id: int) -> ResponseReturnValue:
    """Make a report again and say whether it is the same byte for byte."""
    found = looked_at(report_id)
    contents = compute(parameters_of(found))
    compared = compare_files(list_files(report_id), make_files(contents))
    record_at_once(
        "report.compare",
        actor=current_actor(),
        thing=f"report:{report_id}",
        unit_id=found.unit_id,
        now=clock.now(),
        same=all(one.is_same for one in compared),
    )
    return page(
        found,
        compared=compared,
        changed=changed_inputs(figures_of(report_id), contents),
        same_code=found.code_version == code_version(),
    )


@blueprint.route("/<int:report_id>/correct", methods=["GET", "POST"])
def correct(report_id: int) -> ResponseReturnValue:
    """Make a new report that names the one it corrects."""
    found, form = looked_at(report_id), CorrectionForm()
    if not found.is_signed:
        raise NotFound(f"report {report_id} is a draft")
    if form.validate_on_submit():
        check_correction(found, form.reason.data)
        made = freeze(new_parameters(found, form.reason.data), corrects=found)
        flash(gettext("The report has been made. Look at it, then sign it off."))
        return redirect(url_for(".report", report_id=made.id))
    return render_template("results/reports/correct.html", found=found, form=form)


def may_look(report: FrozenReport) -> bool:
    """Tell whether this person may see a report: drafts are for those who make them."""
    return report.is_signed or may_open("reports.sign", report_id=report.id)


def looked_at(report_id: int) -> FrozenReport:
    """Give a report; a draft does not exist for those who only read."""
    found = get_report(report_id)
    if not may_look(found):
        raise NotFound(f"report {report_id} is a draft")
    return found


def page(found: FrozenReport, **more: Any) -> str:
    """Render the page of a report."""
    return render_template(
        "results/reports/report.html",
        found=found,
        files=list_files(found.id),
        corrections=[one for one in corrections_of(found.id) if may_look(one)],
        form=PlainForm(),
        differing=[] if found.is_signed else units_that_differ_little(found),
        refusal=why_not_sign(found, current_actor(), clock.now()),
        **more,
    )


def act(report_id: int, deed: Any, done: str) -> ResponseReturnValue:
    """Do something with a report and say so, or say why not."""
    form = PlainForm()
    if form.validate_on_submit():
        try:
            deed(looked_at(report_id), actor=current_actor(), now=clock.now())
            flash(done)
        except ReportRefused as refused:
            flash(str(REFUSALS[refused.refusal]), "error")
    if deed is discard_report:
        return redirect(url_for(".index"))
    return redirect(url_for(".report", report_id=report_id))


def freeze(parameters: Parameters, corrects: FrozenReport | None = None) -> FrozenReport:
    """Compute a report, make its files and keep both; every unit in it must be one's own."""
    contents = compute(parameters)
    if not all(map(current_scope().covers, contents.unit_ids)):
        raise NotFound("the report holds units of others")
    return freeze_report(contents, make_files(contents), corrects=corrects, actor=current_actor())


def parameters_from(chosen: Chosen) -> Parameters:
    """Take the parameters of a new report from what the address asks for."""
    selection, now, seal = chosen.selection, clock.now(), latest_seal()
    if selection.formula is None or selection.level is None:
        raise NotFound("there is nothing to report")
    return Parameters(
        survey_id=selection.survey.id,
        unit_id=chosen.unit.id,
        first=selection.first,
        last=selection.last,
        formula=selection.formula,
        level=selection.level,
        tree_of=clock.local_day(now) if selection.tree is TreeView.NOW else None,
        made_at=now.replace(microsecond=0),
        seal_number=seal.number if seal else None,
        code_version=code_version(),
    )


def new_parameters(found: FrozenReport, reason: str) -> Parameters:
    """Ask for the same again, as it is now, for a reason."""
    seal = latest_seal()
    return replace(
        parameters_of(found),
        made_at=clock.now().replace(microsecond=0),
        seal_number=seal.number if seal else None,
        code_version=code_version(),
        corrects=found.digest,
        reason=reason,
    )
