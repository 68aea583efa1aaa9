"""The register of personal data, made from the declarations in the code, and its file."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app import clock
from app.access import current_actor
from app.manage.personal_data.blueprint import blueprint
from app.manage.sheets import sheet_download
from app.personal_data import KEPT, Kept
from app.role_words import ROLE_WORDS
from app.services.auditing import record_at_once
from app.services.registers.columns import SheetColumn
from app.services.settings import setting

HEADINGS = {
    "title": lazy_gettext("Kind of data"),
    "what": lazy_gettext("What is kept"),
    "columns": lazy_gettext("Columns"),
    "purpose": lazy_gettext("What for"),
    "basis": lazy_gettext("On what ground"),
    "how_long": lazy_gettext("How long"),
    "seen_by": lazy_gettext("Who can see it"),
}
COLUMNS = [SheetColumn(name, heading, explanation="") for name, heading in HEADINGS.items()]


@dataclass(frozen=True)
class Line:
    """One line of the register, in words."""

    title: str
    what: str
    columns: str
    purpose: str
    basis: str
    how_long: str
    seen_by: str


def register_lines() -> list[Line]:
    """Put every declaration into words."""
    return [
        Line(
            title=str(kept.title),
            what=str(kept.what),
            columns=", ".join(f"{table}.{column}" for column in kept.columns),
            purpose=str(kept.purpose),
            basis=str(kept.basis),
            how_long=how_long(kept),
            seen_by=", ".join(str(ROLE_WORDS[role].name) for role in kept.seen_by),
        )
        for table, kept in KEPT.items()
    ]


def how_long(kept: Kept) -> str:
    """Say how long something is kept, with the days that are set now."""
    words = str(kept.how_long)
    if kept.setting is None:
        return words
    days = gettext("%(days)s days", days=setting(kept.setting))
    return f"{days}, {words}" if words else str(days)


@blueprint.get("/")
def register() -> ResponseReturnValue:
    """Show the register."""
    return render_template(
        "manage/personal_data/register.html", lines=register_lines(), headings=HEADINGS
    )


@blueprint.get("/register.csv")
def register_file() -> ResponseReturnValue:
    """Give the register as a sheet."""
    record_at_once(
        "register.export", actor=current_actor(), thing="register", unit_id=None, now=clock.now()
    )
    rows = [[getattr(line, name) for name in HEADINGS] for line in register_lines()]
    return sheet_download("csv", "so-dang-ky-du-lieu-ca-nhan", COLUMNS, rows)
