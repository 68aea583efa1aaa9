"""Lists of procedures as sheets: uploaded, looked at, confirmed; and downloaded."""

from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app import clock
from app.access import current_actor
from app.manage.services.blueprint import blueprint
from app.manage.sheets import (
    SheetForm,
    kept_sheet,
    lead_back_to,
    review_sheet,
    sheet_download,
    take_sheet,
)
from app.queries.services import list_services
from app.services.registers.service_sheet import (
    COLUMNS,
    ServicePlan,
    import_services,
    plan_services,
    service_cells,
)
from app.services.uploads import UploadGone

PURPOSE = "services"
FIELD_WORDS = {column.id: column.heading for column in COLUMNS}


blueprint.register_error_handler(UploadGone, lead_back_to(".upload"))


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a sheet and lead on to what it would do."""
    return take_sheet(SheetForm(), PURPOSE, columns=COLUMNS)


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what a sheet would do or every mistake of it; then do it."""
    kept = kept_sheet(upload_id, PURPOSE)

    def do(_plan: ServicePlan) -> str:
        done = import_services(kept.path, actor=current_actor(), now=clock.now())
        words: str = ngettext(
            "%(num)s procedure has been added or changed.",
            "%(num)s procedures have been added or changed.",
            len(done.added) + len(done.changed),
        )
        return words

    return review_sheet(kept, look=lambda: plan_services(kept.path), do=do, field_words=FIELD_WORDS)


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-thu-tuc", COLUMNS, [])


@blueprint.get("/list.<format_name>")
def export(format_name: str) -> ResponseReturnValue:
    """Give the whole list, in the form in which it can be uploaded again."""
    rows = [service_cells(service) for service in list_services()]
    return sheet_download(format_name, "thu-tuc", COLUMNS, rows)
