"""The guide's page, its example of a file of units, and publishing from the catalogue."""

from io import BytesIO
from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.help.guide.blueprint import blueprint
from app.help.guide.steps import guide_steps
from app.queries.first_steps import first_steps
from app.services.access_codes import access_link
from app.services.questionnaires import publish_questionnaire
from app.services.settings.reading import setting
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.errors import UnknownCatalogueCode

EXAMPLE = Path(__file__).parent / "units.csv"
"""A province with one commune, to be replaced by the real one; codes are those of the state."""


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the steps with their state; the first one that is not done is the next."""
    found = first_steps(clock.now())
    steps = guide_steps(found)
    public_url = current_app.extensions["settings"].PUBLIC_URL
    return render_template(
        "help/guide/index.html",
        steps=steps,
        next_step=next((step for step in steps if not step.done), None),
        catalogue=list_catalogue(),
        found=found,
        trial=access_link(public_url, found.trial) if found.trial else None,
    )


@blueprint.get("/units.csv")
def example_units() -> ResponseReturnValue:
    """Give a small file of units to begin with."""
    # The mark at the beginning tells a spreadsheet that this is UTF-8.
    content = BytesIO(EXAMPLE.read_text(encoding="utf-8").encode("utf-8-sig"))
    return send_file(content, "text/csv", as_attachment=True, download_name="don-vi-mau.csv")


@blueprint.post("/publish")
def publish() -> ResponseReturnValue:
    """Publish a questionnaire of the catalogue as it is; raises `NotFound` for an unknown one."""
    try:
        questionnaire = load_catalogue_questionnaire(request.form.get("questionnaire", ""))
    except UnknownCatalogueCode as error:
        raise NotFound("no such questionnaire is shipped") from error
    if setting("second_person_publishing"):
        flash(gettext("A second person publishes here: begin a draft in the designer."), "error")
        return redirect(url_for(".index"))
    version, is_new = publish_questionnaire(questionnaire, actor=current_actor(), now=clock.now())
    words = {"code": questionnaire.code, "number": version.number}
    flash(
        gettext("Published %(code)s, version %(number)s.", **words)
        if is_new
        else gettext("%(code)s is published as version %(number)s already.", **words)
    )
    return redirect(url_for(".index"))
