"""Which points an address asks for; the list and the batch of posters read it alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.posters import Paper
from app.errors import InvalidFilter
from app.manage.arguments import read_search
from app.models import Survey
from app.queries.point_list import PointFilter
from app.queries.surveys import get_survey
from app.scope import Scope
from app.services.access_codes import MistypedAccessCode, normalise_access_code


@dataclass(frozen=True)
class Selection:
    """The words searched for and the survey chosen."""

    text: str
    survey: Survey | None

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
            printable=printable,
            scope=scope,
        )

    def arguments(self) -> dict[str, Any]:
        """Give the arguments of an address that asks for this selection."""
        survey = self.survey.code if self.survey else ""
        return {name: value for name, value in (("q", self.text), ("survey", survey)) if value}


def read_selection(arguments: Mapping[str, str]) -> Selection:
    """Read `q` and `survey`; raises `NotFound` for an unknown survey."""
    code = arguments.get("survey", "")
    return Selection(
        text=read_search(arguments),
        survey=get_survey(code) if code else None,
    )


def read_paper(arguments: Mapping[str, str]) -> Paper:
    """Read `paper`, A4 if not given; raises `InvalidFilter`."""
    text = arguments.get("paper", Paper.A4)
    if text not in set(Paper):
        raise InvalidFilter(f"paper {text!r}")
    return Paper(text)
