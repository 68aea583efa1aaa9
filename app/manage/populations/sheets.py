"""Sheets of dossier counts: uploaded, looked at, confirmed; and downloaded."""

from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.populations.blueprint import blueprint
from app.manage.populations.cells import count_cells
from app.manage.populations.forms import CountSheetForm
from app.manage.sheets import (
    kept_sheet,
    lead_back_to,
    review_sheet,
    sheet_download,
    take_sheet,
)
from app.models import EnteredVia
from app.queries.dated_units import list_dated_units
from app.queries.populations import list_counts_in_scope
from app.queries.services import list_services
from app.services.registers.count_checks import LOOK_BACK
from app.services.registers.count_columns import COLUMNS
from app.services.registers.count_plan import CountPlan, enter_counts, plan_sheet
from app.services.registers.count_rows import open_register
from app.services.uploads import UploadGone
from app.words import CHANNELS

PURPOSE = "populations"


blueprint.register_error_handler(UploadGone, lead_back_to(".upload"))


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a sheet and lead on to what it would add."""
    return take_sheet(CountSheetForm(), PURPOSE, columns=COLUMNS)


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what a sheet would add or every mistake of it; then add it."""
    kept, now = kept_sheet(upload_id, PURPOSE), clock.now()
    register = open_register(
        current_scope(), today=clock.local_day(now), source=kept.notes["source"]
    )

    def do(plan: CountPlan) -> str:
        enter_counts(plan, via=EnteredVia.SHEET, actor=current_actor(), now=now)
        words: str = ngettext(
            "%(num)s count has been saved.", "%(num)s counts have been saved.", len(plan.planned)
        )
        return words

    return review_sheet(
        kept,
        look=lambda: plan_sheet(kept.path, register),
        do=do,
        names=register.names,
        channels=CHANNELS,
    )


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-so-lieu-ho-so", COLUMNS, [])


@blueprint.get("/list.<format_name>")
def export(format_name: str) -> ResponseReturnValue:
    """Give the counts of the last two years, in the form in which they can be uploaded again."""
    since = clock.local_day(clock.now()) - LOOK_BACK
    units = {unit.id: unit for unit in list_dated_units()}
    services = {service.id: service for service in list_services()}
    counts = list_counts_in_scope(current_scope(), since=since)
    rows = [
        count_cells(count, units[count.unit_id], services.get(count.service_id or 0))
        for count in counts
    ]
    return sheet_download(format_name, "so-lieu-ho-so", COLUMNS, rows)
