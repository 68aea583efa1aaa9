"""What every room that takes and gives sheets shares: the form, the kept file, the downloads."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_security import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from app import clock
from app.errors import NotFound
from app.exports.cells import Cell
from app.exports.sheets import TYPES, write_sheet
from app.services.registers.columns import SheetColumn
from app.services.uploads import Upload, get_upload, keep_upload


class SheetForm(FlaskForm):
    """A sheet to upload."""

    sheet = FileField(
        lazy_gettext("File (CSV or Excel)"),
        [FileRequired(lazy_gettext("Please choose a file."))],
        description=lazy_gettext("CSV UTF-8 or XLSX, at most 10 MB; the first row has headings."),
    )


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
