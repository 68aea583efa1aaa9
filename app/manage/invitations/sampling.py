"""A sample from a list of dossiers: uploaded, looked at, drawn; then the list goes.

The file that joins dossier numbers to codes is the answer to the request that draws. It is stored
nowhere, so it cannot be fetched again.
"""

from datetime import date
from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app import clock
from app.access import current_actor, current_scope
from app.exports.sheets import TYPES, write_sheet
from app.manage.invitations.blueprint import blueprint
from app.manage.invitations.forms import SampleForm
from app.manage.invitations.words import OF_THE_RATED_OFFICE
from app.manage.sheets import kept_sheet, lead_back_to, sheet_download, take_sheet
from app.queries.invitations import access_codes_of
from app.queries.survey_states import SurveyState, survey_state
from app.queries.surveys import get_survey_by_id, surveys_meant_for
from app.services.access_codes import display_access_code
from app.services.importing.problems import InvalidFile
from app.services.invitations.codes import invitation_link
from app.services.invitations.frame import COLUMNS, Headings
from app.services.invitations.sampling import Invited, SampleRequest, draw_sample, plan_sample
from app.services.registers.columns import SheetColumn
from app.services.rights.independence import OfTheRatedOffice
from app.services.uploads import Upload, UploadGone, drop_upload

PURPOSE = "invitations"

MAILING = (
    *COLUMNS,
    SheetColumn("code", lazy_gettext("Invitation code"), ""),
    SheetColumn("address", lazy_gettext("Address"), ""),
)

blueprint.register_error_handler(UploadGone, lead_back_to(".index"))


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a list and lead on to what would be drawn from it."""
    form, now = SampleForm(), clock.now()
    surveys = surveys_meant_for(current_scope(), clock.local_day(now))
    open_ones = [s for s in surveys if survey_state(s, now) is not SurveyState.CLOSED]
    form.offer(open_ones, clock.local_day(now))
    return take_sheet(form, PURPOSE, columns=COLUMNS)


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-danh-sach-ho-so", COLUMNS, [])


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what would be drawn or every mistake of the list; then draw and give the file."""
    kept = kept_sheet(upload_id, PURPOSE)
    request_ = request_of(kept)
    plan, error = None, None
    try:
        plan = plan_sample(kept.path, request_, scope=current_scope(), now=clock.now())
    except InvalidFile as invalid:
        error = invalid
    if plan is None or plan.problems:
        drop_upload(kept)  # a list of dossiers does not lie about; it is to be mended anyway
    elif request.method == "POST" and plan.does_something:
        try:
            batch, invited = draw_sample(plan, request_, actor=current_actor(), now=clock.now())
        except OfTheRatedOffice:
            flash(str(OF_THE_RATED_OFFICE), "error")
            return redirect(url_for(".index"))
        finally:
            drop_upload(kept)
        return mailing(batch.id, invited)
    return render_template(
        "manage/invitations/review.html", kept=kept, plan=plan, error=error, wanted=request_
    )


def request_of(kept: Upload) -> SampleRequest:
    """Read what was asked for with the list."""
    notes = kept.notes
    return SampleRequest(
        survey=get_survey_by_id(notes["survey_id"]),
        name=notes["batch_name"],
        last_day=date.fromisoformat(notes["last_day"]),
        total=notes["total"],
        rule=notes["rule"],
        headings=Headings(**notes["headings"]),
    )


def mailing(batch_id: int, invited: list[Invited]) -> ResponseReturnValue:
    """Give the one file that joins dossier numbers to codes."""
    public_url: str = current_app.extensions["settings"].PUBLIC_URL
    access = access_codes_of({one.stratum.point_id for one in invited}, now=clock.now())
    rows = [
        (
            one.dossier,
            one.stratum.unit_code,
            one.stratum.service_code,
            display_access_code(one.code),
            invitation_link(public_url, access[one.stratum.point_id], one.code),
        )
        for one in invited
    ]
    content = BytesIO(write_sheet("xlsx", MAILING, rows))
    answer = send_file(
        content, TYPES["xlsx"], as_attachment=True, download_name=f"giay-moi-{batch_id}.xlsx"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
