"""What every room that takes and gives sheets shares: the form, the kept file, the downloads."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any, Protocol, TypeVar

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_security import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from app import clock
from app.errors import NotFound
from app.exports import EXPORTERS
from app.exports.cells import Cell
from app.exports.sheets import TYPES, write_sheet
from app.exports.table import Table
from app.services.importing.problems import InvalidFile
from app.services.registers.columns import SheetColumn
from app.services.uploads import Upload, UploadGone, drop_upload, get_upload, keep_upload


class SheetPlan(Protocol):
    """What a sheet would do; a plan with problems does nothing."""

    @property
    def does_something(self) -> bool:
        """Whether there is anything to confirm."""


Plan = TypeVar("Plan", bound=SheetPlan)


class SheetForm(FlaskForm):
    """A sheet to upload."""

    sheet = FileField(
        lazy_gettext("File (CSV or Excel)"),
        [FileRequired(lazy_gettext("Please choose a file."))],
        description=lazy_gettext("CSV UTF-8 or XLSX, at most 10 MB; the first row has headings."),
    )

    def notes(self) -> dict[str, Any]:
        """Give what else was filled in, to be kept beside the file."""
        return {}


def lead_back_to(endpoint: str) -> Callable[[UploadGone], ResponseReturnValue]:
    """Make the handler of a kept file that is no longer there: back to where one is uploaded."""

    def upload_gone(_error: UploadGone) -> ResponseReturnValue:
        flash(gettext("The uploaded file is no longer kept. Please upload it again."), "error")
        return redirect(url_for(endpoint))

    return upload_gone


def take_sheet(form: SheetForm, purpose: str, **shown: Any) -> ResponseReturnValue:
    """Take a sheet and lead on to its review; `purpose` is also the folder of the templates."""
    if form.validate_on_submit():
        kept = keep_sheet(form, purpose, **form.notes())
        return redirect(url_for(".review", upload_id=kept.id))
    return render_template(f"manage/{purpose}/upload.html", form=form, **shown)


def review_sheet(
    kept: Upload, *, look: Callable[[], Plan], do: Callable[[Plan], str], **shown: Any
) -> ResponseReturnValue:
    """Show what a sheet would do or every mistake of it; once confirmed, do it and say so."""
    template = f"manage/{kept.purpose}/review.html"
    try:
        plan = look()
    except InvalidFile as error:
        return render_template(template, kept=kept, plan=None, error=error, **shown)
    if request.method == "POST" and plan.does_something:
        flash(do(plan))
        drop_upload(kept)
        return redirect(url_for(".index"))
    return render_template(template, kept=kept, plan=plan, error=None, **shown)


def keep_sheet(form: Any, purpose: str, **notes: Any) -> Upload:
    """Keep what was uploaded until it is confirmed or given up."""
    sent = form.sheet.data
    return keep_upload(
        sent.stream,
        name=sent.filename or gettext("file"),
        owner=current_user.id,
        purpose=purpose,
        now=clock.now(),
        **notes,
    )


def kept_sheet(upload_id: str, purpose: str) -> Upload:
    """Find what this person uploaded before; raises `UploadGone`."""
    return get_upload(upload_id, owner=current_user.id, purpose=purpose, now=clock.now())


def table_download(format_name: str, name: str, table: Table) -> ResponseReturnValue:
    """Send a table in any format of results; raises `NotFound` for a format there is not."""
    exporter = EXPORTERS.get(format_name)
    if exporter is None:
        raise NotFound(f"no format {format_name!r}")
    content, full_name = BytesIO(exporter.write(table)), f"{name}{exporter.extension}"
    return send_file(content, exporter.mimetype, as_attachment=True, download_name=full_name)


def sheet_download(
    format_name: str, name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]]
) -> ResponseReturnValue:
    """Send rows as a sheet; raises `NotFound` for a format there is not."""
    if format_name not in TYPES:
        raise NotFound(f"no format {format_name!r}")
    content = BytesIO(write_sheet(format_name, columns, rows))
    return send_file(
        content, TYPES[format_name], as_attachment=True, download_name=f"{name}.{format_name}"
    )
