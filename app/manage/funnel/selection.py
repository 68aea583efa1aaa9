"""Which forms an address asks for; pages and files read it alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from app import clock
from app.access import current_scope
from app.errors import InvalidFilter
from app.manage.arguments import read_day, read_search
from app.models import Survey
from app.queries.funnel import FunnelFilter
from app.queries.point_list import units_called
from app.queries.survey_shown_first import survey_to_show
from app.queries.surveys import get_survey, list_surveys


@dataclass(frozen=True)
class Selection:
    """A survey, the days on which forms were opened, and words of units' names."""

    survey: Survey
    first: date
    last: date
    text: str

    def wanted(self, now: datetime, point_id: int | None = None) -> FunnelFilter:
        """Turn the selection into a filter of what this person may see."""
        units = frozenset(units_called(self.text, now)) if self.text else None
        scope = current_scope()
        return FunnelFilter(self.survey.id, self.first, self.last, scope, units, point_id)

    def period(self) -> dict[str, Any]:
        """Give the arguments that say other days than the survey's own."""
        days = {"from": self.first, "to": self.last}
        own = {"from": self.survey.opens_on, "to": self.survey.closes_on}
        return {name: str(day) for name, day in days.items() if day != own[name]}

    def arguments(self) -> dict[str, Any]:
        """Give the arguments of an address that asks for this selection."""
        searched = {"q": self.text} if self.text else {}
        return {"survey": self.survey.code, **self.period(), **searched}


def read_selection(arguments: Mapping[str, str], survey: Survey) -> Selection:
    """Read the days and words of an address; raises `InvalidFilter`."""
    first = read_day(arguments, "from") or survey.opens_on
    last = read_day(arguments, "to") or survey.closes_on
    if last < first:
        raise InvalidFilter(gettext("the period ends before it begins"), name="to")
    return Selection(survey, first, last, read_search(arguments).replace("\0", ""))


def chosen_survey(arguments: Mapping[str, str]) -> Survey | None:
    """Take the survey of the address, else the one that is shown unasked; None if there is none."""
    if code := arguments.get("survey"):
        return get_survey(code)
    visible = current_scope()
    return survey_to_show(list_surveys(visible), visible, clock.now())
