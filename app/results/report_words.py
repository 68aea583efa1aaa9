"""What pages call the files of a report, and why something is refused."""

from typing import Any

from flask_babel import lazy_gettext

from app.filters import number
from app.models import FrozenReport
from app.services.reports.freezing import Refusal

FILES: dict[str, Any] = {
    "report.vi.pdf": lazy_gettext("Report in Vietnamese (PDF)"),
    "report.en.pdf": lazy_gettext("Report in English (PDF)"),
    "report.vi.xlsx": lazy_gettext("Workbook in Vietnamese (Excel)"),
    "report.en.xlsx": lazy_gettext("Workbook in English (Excel)"),
    "open-data.zip": lazy_gettext("Open data: CSV with description and codebook (ZIP)"),
    "report.json": lazy_gettext("Every figure with all digits (JSON)"),
}

INPUTS: dict[str, Any] = {
    "answers": lazy_gettext("answers"),
    "corrections": lazy_gettext("flags and exclusions"),
    "dossiers": lazy_gettext("counts of dossiers"),
    "targets": lazy_gettext("targets"),
    "units": lazy_gettext("units and their tree"),
    "survey": lazy_gettext("the survey and its questionnaire"),
}
"""What a report is computed from, by the names in `report.json`."""

REFUSALS: dict[Refusal, Any] = {
    Refusal.SIGNED: lazy_gettext("The report is signed off and stays as it is."),
    Refusal.NOT_SIGNED: lazy_gettext("Only a report that is signed off can be corrected."),
    Refusal.SAME_PERSON: lazy_gettext(
        "You made this report: ask a second person with the right to sign to look at it and sign "
        "it off. A system administrator can switch this rule off in the settings."
    ),
    Refusal.NO_REASON: lazy_gettext("Please fill this in."),
    Refusal.RUNNING: lazy_gettext(
        "The period is not over: it can be signed off after its last day."
    ),
}


def size_words(size: int) -> str:
    """Write the size of a file."""
    return f"{number(size / 1024, 0)} kB" if size >= 1024 else f"{size} B"


def file_name(report: FrozenReport, name: str) -> str:
    """Name a download by what it holds."""
    full = f"{report.survey.code}_{report.formula}_{report.level}_{report.id}_{name}"
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in full)
