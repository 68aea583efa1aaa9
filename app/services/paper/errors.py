"""What can keep a sheet from being typed in."""

from enum import StrEnum

from app.errors import LangNgheError


class Refusal(StrEnum):
    """Why nothing was done; pages have the words."""

    NOT_AT_THIS_POINT = "not_at_this_point"
    NOT_OPENED_YET = "not_opened_yet"
    TOO_LATE = "too_late"
    PAUSED = "paused"
    VERSION_NOT_ASKED = "version_not_asked"
    BATCH_CLOSED = "batch_closed"
    BATCH_NOT_CLOSED = "batch_not_closed"
    DAY_OUTSIDE = "day_outside"
    DAY_AHEAD = "day_ahead"
    KEY_OF_ANOTHER = "key_of_another"
    SETTLED_ALREADY = "settled_already"


class PaperRefused(LangNgheError):
    """An act of paper entry is refused; nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
