"""What pages call the states of a code."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext

from app.models import AccessCode


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
