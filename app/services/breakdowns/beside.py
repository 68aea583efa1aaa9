"""Parts that stand out, looked for beside the overview: `services/beside.py` tells how."""

from enum import StrEnum

from flask import current_app

from app.queries.surveys import get_survey_by_id
from app.services.beside import USABLE, Looks, Seen
from app.services.breakdowns.standing_out import StandingOut, parts_standing_out
from app.services.reporting.report import Report, open_report

ROWS_UNASKED = 100_000
"""Of so many answers at most the parts are looked at whenever the overview is opened."""
UNITS = 256
"""Of how many units a process remembers what was found."""
Subject = tuple[int, str, int]
"""The survey, the formula and the unit."""


class Missing(StrEnum):
    """Why nothing can be said of the parts yet."""

    LOOKING = "looking"
    NOT_ASKED = "not_asked"


def last_look(
    report: Report, formula: str, unit_id: int, *, asked: bool = False
) -> Seen[StandingOut] | Missing:
    """Give what was found of a unit lately, or why there is nothing.

    Of a large survey one looks only where somebody `asked`: it takes seconds, and memory.
    """
    subject = (report.data.survey.id, formula, unit_id)
    if report.data.answers.rows > ROWS_UNASKED and not asked:
        return looks().usable(subject) or Missing.NOT_ASKED
    last = looks().last(subject, current_app.config["PARTS_PATIENCE"])
    return last if last is not None and last.is_within(USABLE) else Missing.LOOKING


def looks() -> Looks[Subject, StandingOut]:
    """Give what this process found of each unit, and the looks under way."""
    new = Looks[Subject, StandingOut]("parts", _look, UNITS)
    kept: Looks[Subject, StandingOut] = current_app.extensions.setdefault("parts_looks", new)
    return kept


def _look(subject: Subject) -> StandingOut:
    survey_id, formula, unit_id = subject
    survey = get_survey_by_id(survey_id)
    report = open_report(survey, survey.opens_on, survey.closes_on)
    return parts_standing_out(report, formula, unit_id)
