"""What a form that comes in is flagged for. Nothing here refuses an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from app.config import SECONDS_PER_ANSWER
from app.flag_rules import (
    CODE_REVOKED,
    CONFIRMED,
    HIDDEN_FIELD,
    MOMENT_UNSURE,
    TOO_FAST,
    UNCONFIRMED,
)
from app.services.response_store.flags import Flag

MOST_UNSURE = 60
"""Seconds: within a minute the moment of an answer counts as known."""


@dataclass(frozen=True)
class Signs:
    """What was seen of a form besides its answers.

    hidden_field : whether the field that no person sees was filled in
    confirmed : how a person confirmed it after many others from one connection; empty if not asked
    unconfirmed : whether it came after many others from a device, where nobody could be asked
    """

    hidden_field: bool = False
    confirmed: str = ""
    unconfirmed: bool = False


def flags_of(
    signs: Signs,
    answers: Mapping[str, object],
    *,
    duration: int | None,
    unsure: int = 0,
    revoked: bool = False,
    seconds_per_answer: float = SECONDS_PER_ANSWER,
) -> tuple[Flag, ...]:
    """List the flags of an answer: how it came, and how long the form was open, in seconds.

    `unsure` is the width of the bounds within which nothing tells when the answer was given;
    `revoked`: its access code was taken back between the answer and its arrival.
    A duration is a whole number of seconds, cut off; the form may have been open one second more.
    """
    found = []
    if duration is not None and duration + 1 < seconds_per_answer * len(answers):
        found.append(Flag(TOO_FAST, {"seconds": duration, "answers": len(answers)}))
    if signs.hidden_field:
        found.append(Flag(HIDDEN_FIELD))
    if signs.confirmed:
        found.append(Flag(CONFIRMED, {"by": signs.confirmed}))
    if signs.unconfirmed:
        found.append(Flag(UNCONFIRMED))
    if unsure > MOST_UNSURE:
        found.append(Flag(MOMENT_UNSURE, {"minutes": ceil(unsure / 60)}))
    if revoked:
        found.append(Flag(CODE_REVOKED))
    return tuple(found)
