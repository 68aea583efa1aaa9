"""Surveys in the field: planned, opened, paused, extended, closed; where, and with what version."""

from app.services.fielding.acts import (
    ActRefused,
    close_survey,
    extend_survey,
    open_survey,
    pause_survey,
    resume_survey,
)
from app.services.fielding.checking import InvalidSurvey, Mistake, NewSurvey
from app.services.fielding.plans import (
    change_survey,
    create_survey,
    latest_version,
    remove_plan,
)
from app.services.fielding.versions import NotComparable, switch_version

__all__ = [
    "ActRefused",
    "InvalidSurvey",
    "Mistake",
    "NewSurvey",
    "NotComparable",
    "change_survey",
    "close_survey",
    "create_survey",
    "extend_survey",
    "latest_version",
    "open_survey",
    "pause_survey",
    "remove_plan",
    "resume_survey",
    "switch_version",
]
