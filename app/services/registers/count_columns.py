"""The documented columns of a sheet of dossier counts; the API calls its fields by the same ids."""

from flask_babel import lazy_gettext

from app.services.registers.columns import SheetColumn

COLUMNS = (
    SheetColumn(
        "unit_code",
        lazy_gettext("Unit code"),
        lazy_gettext("The official code of the unit, in force during the period."),
        needed=True,
    ),
    SheetColumn(
        "unit_kind",
        lazy_gettext("Kind of unit"),
        lazy_gettext("Only needed where units of different kinds share a code."),
    ),
    SheetColumn(
        "service_code",
        lazy_gettext("Procedure code"),
        lazy_gettext("Blank counts all procedures together."),
    ),
    SheetColumn(
        "channel",
        lazy_gettext("Channel"),
        lazy_gettext("In person, Online, Post or Other; blank counts all channels together."),
    ),
    SheetColumn(
        "first_day",
        lazy_gettext("First day"),
        lazy_gettext("A day such as 01/03/2026, or a whole month such as 03/2026."),
        needed=True,
    ),
    SheetColumn(
        "last_day",
        lazy_gettext("Last day"),
        lazy_gettext("A day such as 31/03/2026; blank if the first column names a month."),
    ),
    SheetColumn(
        "received",
        lazy_gettext("Dossiers received"),
        lazy_gettext("How many came in during the period; blank if nobody counted them."),
    ),
    SheetColumn(
        "on_time",
        lazy_gettext("Handled on time"),
        lazy_gettext("Dossiers answered within the time they may take, early ones among them."),
        needed=True,
    ),
    SheetColumn(
        "late",
        lazy_gettext("Handled late"),
        lazy_gettext("Dossiers answered after the time they may take."),
        needed=True,
    ),
    SheetColumn(
        "refused",
        lazy_gettext("Refused"),
        lazy_gettext("How many of the handled ones were refused; blank is none."),
    ),
    SheetColumn(
        "source",
        lazy_gettext("Source of the count"),
        lazy_gettext("Where the count comes from; blank takes the source named at the upload."),
    ),
)
LONGEST_SOURCE = 300
LONGEST_PERIOD = 366
"""Days; a longer period could not be set beside a survey's."""
