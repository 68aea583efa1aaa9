"""Collection points from a sheet: uploaded, looked at with every mistake, confirmed."""

from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_actor, current_scope
from app.manage.points.blueprint import blueprint
from app.manage.points.making import made_words
from app.manage.sheets import (
    SheetForm,
    kept_sheet,
    lead_back_to,
    review_sheet,
    sheet_download,
    take_sheet,
)
from app.services.points.sheet import COLUMNS, PointPlan, import_points_sheet, plan_points
from app.services.uploads import UploadGone
from app.words import MODES, TOUCHPOINTS

PURPOSE = "points"


blueprint.register_error_handler(UploadGone, lead_back_to(".upload"))


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a sheet and lead on to what it would do."""
    return take_sheet(SheetForm(), PURPOSE, columns=COLUMNS)


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what a sheet would make or every mistake of it; then make it."""
    kept, now, scope = kept_sheet(upload_id, PURPOSE), clock.now(), current_scope()

    def do(_plan: PointPlan) -> str:
        done = import_points_sheet(kept.path, scope=scope, actor=current_actor(), now=now)
        return made_words(len(done.added))

    return review_sheet(
        kept,
        look=lambda: plan_points(kept.path, scope=scope, now=now),
        do=do,
        touchpoints=TOUCHPOINTS,
        modes=MODES,
    )


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-diem-thu-thap", COLUMNS, [])
