"""What the pages of paper say: refusals, mistakes of typing, states of a batch, roles."""

from enum import StrEnum

from flask_babel import lazy_gettext

from app.models import PaperBatch, RoleName
from app.queries.paper import BatchCounts
from app.services.paper.errors import Refusal
from app.services.paper.reading import KeyMistake

REFUSALS = {
    Refusal.NOT_AT_THIS_POINT: lazy_gettext("This survey does not ask at this place."),
    Refusal.NOT_OPENED_YET: lazy_gettext("The survey has not begun."),
    Refusal.TOO_LATE: lazy_gettext(
        "The survey ended more than seven days ago: sheets are no longer taken."
    ),
    Refusal.PAUSED: lazy_gettext("The survey is paused; sheets are taken again when it goes on."),
    Refusal.VERSION_NOT_ASKED: lazy_gettext("The survey never asked this version."),
    Refusal.BATCH_CLOSED: lazy_gettext("This batch is closed: open another one."),
    Refusal.BATCH_NOT_CLOSED: lazy_gettext("Close the batch first, then its sheets are drawn."),
    Refusal.DAY_OUTSIDE: lazy_gettext("This day is outside the period of the survey."),
    Refusal.DAY_AHEAD: lazy_gettext("This day has not come yet."),
    Refusal.KEY_OF_ANOTHER: lazy_gettext("This form is out of date. Please type the sheet again."),
    Refusal.SETTLED_ALREADY: lazy_gettext("Somebody has done this sheet in the meantime."),
}
"""Why nothing was done; a test holds that none is missing."""

KEY_MISTAKES = {
    KeyMistake.NOT_TYPED: lazy_gettext("Not typed yet. If the sheet is empty here, type 0."),
    KeyMistake.NO_SUCH_BOX: lazy_gettext("No box of this question has this number."),
}
"""What is wrong with the keys of a question."""

ROLES = {
    RoleName.COLLECTION_OFFICER: lazy_gettext("collection officer"),
    RoleName.SURVEY_ADMINISTRATOR: lazy_gettext("survey administrator"),
}
"""The roles that can stand beside a typed answer."""


class BatchState(StrEnum):
    """What a batch waits for."""

    OPEN = "open"
    TO_TYPE_AGAIN = "to_type_again"
    TO_SETTLE = "to_settle"
    DONE = "done"


BATCH_STATES = {
    BatchState.OPEN: lazy_gettext("Sheets are being typed"),
    BatchState.TO_TYPE_AGAIN: lazy_gettext("Second typing is due"),
    BatchState.TO_SETTLE: lazy_gettext("Differences are to be settled"),
    BatchState.DONE: lazy_gettext("Done"),
}


def batch_state(batch: PaperBatch, counts: BatchCounts) -> BatchState:
    """Tell what a batch waits for first."""
    if batch.closed_at is None:
        return BatchState.OPEN
    if counts.to_type_again:
        return BatchState.TO_TYPE_AGAIN
    return BatchState.TO_SETTLE if counts.unsettled else BatchState.DONE
