"""Which points an address asks for; the list and the batch of posters read it alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.formats import PrintFormat
from app.errors import InvalidFilter
from app.manage.arguments import read_search
from app.models import Survey, Touchpoint
from app.queries.point_list import PointFilter
from app.queries.surveys import get_survey
from app.scope import Scope
from app.services.access_codes import MistypedAccessCode, normalise_access_code


@dataclass(frozen=True)
class Selection:
    """The words searched for, the survey and the touchpoint chosen."""

    text: str
    survey: Survey | None
    touchpoint: str = ""

    def wanted(self, scope: Scope, *, printable: bool = False) -> PointFilter:
        """Turn the selection into a filter; words that are an access code find its point too."""
        try:
            code = normalise_access_code(self.text)
        except MistypedAccessCode:
            code = None
        return PointFilter(
            text=self.text,
            access_code=code,
            survey_id=self.survey.id if self.survey else None,
            touchpoint=self.touchpoint,
            printable=printable,
            scope=scope,
        )

    def arguments(self) -> dict[str, Any]:
        """Give the arguments of an address that asks for this selection."""
        survey = self.survey.code if self.survey else ""
        chosen = {"q": self.text, "survey": survey, "touchpoint": self.touchpoint}
        return {name: value for name, value in chosen.items() if value}


def read_selection(arguments: Mapping[str, str]) -> Selection:
    """Read `q`, `survey` and `touchpoint`; raises `NotFound` for an unknown survey."""
    code = arguments.get("survey", "")
    touchpoint = arguments.get("touchpoint", "")
    if touchpoint not in {"", *Touchpoint}:
        raise InvalidFilter(f"touchpoint {touchpoint!r}")
    return Selection(
        text=read_search(arguments),
        survey=get_survey(code) if code else None,
        touchpoint=touchpoint,
    )


def read_format(arguments: Mapping[str, str]) -> PrintFormat:
    """Read `format`, a poster on A4 if not given; raises `InvalidFilter`."""
    text = arguments.get("format", PrintFormat.A4)
    if text not in set(PrintFormat):
        raise InvalidFilter(f"format {text!r}")
    return PrintFormat(text)
