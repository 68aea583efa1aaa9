"""What pages call the states of a survey, its acts, and the reasons why one is refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext

from app.queries.survey_states import SurveyState
from app.services.fielding.acts import Refusal
from app.services.fielding.planner import Reach

STATES = {
    SurveyState.PLANNED: lazy_gettext("Planned, not opened yet"),
    SurveyState.SCHEDULED: lazy_gettext("Opened, begins later"),
    SurveyState.OPEN: lazy_gettext("Open now"),
    SurveyState.PAUSED: lazy_gettext("Paused"),
    SurveyState.CLOSED: lazy_gettext("Closed"),
}

REFUSALS = {
    Refusal.NOT_A_PLAN: lazy_gettext("The survey has been opened already."),
    Refusal.STILL_A_PLAN: lazy_gettext("The survey has not been opened yet."),
    Refusal.ALREADY_OVER: lazy_gettext("The survey's last day is over."),
    Refusal.ALREADY_PAUSED: lazy_gettext("The survey is paused already."),
    Refusal.NOT_PAUSED: lazy_gettext("The survey is not paused."),
    Refusal.NOT_LATER: lazy_gettext("The new last day must be later than the present one."),
    Refusal.NO_UNITS: lazy_gettext("The survey has no units yet: choose where it asks first."),
}

REACHES = {
    Reach.USUAL: lazy_gettext("within what posters usually bring"),
    Reach.HARD: lazy_gettext("takes more than a poster: slips, a kiosk, somebody who asks"),
    Reach.NOT_REACHABLE: lazy_gettext("not reachable: more answers than dossiers"),
    Reach.NO_COUNT: lazy_gettext("cannot be told: no dossier counts"),
    Reach.NO_TARGET: lazy_gettext("no target is in force for this unit"),
}


class Deed(StrEnum):
    """An act that a page asks about first."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    REMOVE = "remove"


@dataclass(frozen=True)
class DeedWords:
    """The question, what will happen, the button, and the sentence afterwards."""

    question: Any
    consequences: tuple[Any, ...]
    button: Any
    done: Any
    dangerous: bool = False


DEEDS = {
    Deed.OPEN: DeedWords(
        lazy_gettext("Open the survey?"),
        (
            lazy_gettext("From its first day on it takes answers at its collection points."),
            lazy_gettext(
                "Questionnaire, period, formulas, level, smallest group, targets and units are "
                "fixed from then on, because the figures would change their meaning."
            ),
            lazy_gettext("It can be paused, extended and closed early at any time."),
        ),
        lazy_gettext("Open the survey"),
        lazy_gettext("The survey is open."),
    ),
    Deed.PAUSE: DeedWords(
        lazy_gettext("Pause the survey?"),
        (
            lazy_gettext("Whoever scans a code is told that no answers are being taken now."),
            lazy_gettext("The answers so far stay; the survey can be resumed at any time."),
        ),
        lazy_gettext("Pause the survey"),
        lazy_gettext("The survey is paused."),
    ),
    Deed.RESUME: DeedWords(
        lazy_gettext("Resume the survey?"),
        (lazy_gettext("It takes answers again at once; the codes on the walls are the same."),),
        lazy_gettext("Resume the survey"),
        lazy_gettext("The survey takes answers again."),
    ),
    Deed.CLOSE: DeedWords(
        lazy_gettext("Close the survey early?"),
        (
            lazy_gettext("It takes no new answers from this moment on, for good."),
            lazy_gettext("Answers that were filled in before are taken for seven more days."),
            lazy_gettext(
                "Do not close because the figures suit: a survey ended at the right moment proves "
                "nothing."
            ),
        ),
        lazy_gettext("Close the survey now"),
        lazy_gettext("The survey is closed."),
        dangerous=True,
    ),
    Deed.REMOVE: DeedWords(
        lazy_gettext("Remove the plan?"),
        (
            lazy_gettext("The plan goes with all its settings; no answer has been given to it."),
            lazy_gettext("Units, collection points and the questionnaire stay as they are."),
        ),
        lazy_gettext("Remove the plan"),
        lazy_gettext("The plan has been removed."),
        dangerous=True,
    ),
}

OFFERED: dict[SurveyState, tuple[Deed, ...]] = {
    SurveyState.PLANNED: (Deed.OPEN, Deed.REMOVE),
    SurveyState.SCHEDULED: (Deed.PAUSE, Deed.CLOSE),
    SurveyState.OPEN: (Deed.PAUSE, Deed.CLOSE),
    SurveyState.PAUSED: (Deed.RESUME, Deed.CLOSE),
    SurveyState.CLOSED: (),
}
"""Which acts a survey's page offers in which state."""
