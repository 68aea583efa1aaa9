"""What pages call touchpoints, modes and the states of a code."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext

from app.models import AccessCode, Mode, Touchpoint

TOUCHPOINTS = {
    Touchpoint.DESK_POSTER: lazy_gettext("Poster at the counter"),
    Touchpoint.RECEIPT_SLIP: lazy_gettext("Receipt slip"),
    Touchpoint.SUPPLEMENT_SLIP: lazy_gettext("Request-to-complete slip"),
    Touchpoint.REFUSAL_SLIP: lazy_gettext("Refusal slip"),
    Touchpoint.RESULT_SLIP: lazy_gettext("Result slip"),
    Touchpoint.KIOSK: lazy_gettext("Kiosk"),
    Touchpoint.ONLINE: lazy_gettext("Web site or message"),
    Touchpoint.POST: lazy_gettext("Post"),
    Touchpoint.PAPER: lazy_gettext("Paper form"),
    Touchpoint.IMPORT: lazy_gettext("Imported file"),
}

MODES = {
    Mode.SELF_PHONE: lazy_gettext("On one's own phone"),
    Mode.KIOSK: lazy_gettext("At a kiosk"),
    Mode.ONLINE: lazy_gettext("Online"),
    Mode.INTERVIEWER: lazy_gettext("With an interviewer"),
    Mode.ASSISTED: lazy_gettext("Assisted by staff"),
    Mode.PAPER: lazy_gettext("On paper"),
    Mode.IMPORTED: lazy_gettext("Imported"),
}


class CodeState(StrEnum):
    """What has become of a code."""

    IN_FORCE = "in_force"
    LED_ON = "led_on"
    EXPIRED = "expired"
    REVOKED = "revoked"


CODE_STATES = {
    CodeState.IN_FORCE: lazy_gettext("In force"),
    CodeState.LED_ON: lazy_gettext("Leads on to another code"),
    CodeState.EXPIRED: lazy_gettext("Expired"),
    CodeState.REVOKED: lazy_gettext("Revoked"),
}


def code_state(code: AccessCode, now: datetime) -> CodeState:
    """Tell what has become of a code; the first reason for which it does not work counts."""
    if code.revoked_at:
        return CodeState.REVOKED
    if code.expires_at and code.expires_at <= now:
        return CodeState.EXPIRED
    return CodeState.LED_ON if code.redirects_to else CodeState.IN_FORCE
