"""What a form that comes in is flagged for. Nothing here refuses an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.flag_rules import CONFIRMED, HIDDEN_FIELD, TOO_FAST
from app.services.response_store.flags import Flag

SECONDS_PER_ANSWER = 0.5
"""Nobody reads a question and ticks a row in half a second, again and again."""


@dataclass(frozen=True)
class Signs:
    """What was seen of a form besides its answers.

    hidden_field : whether the field that no person sees was filled in
    confirmed : how a person confirmed it after many others from one connection; empty if not asked
    """

    hidden_field: bool = False
    confirmed: str = ""


def flags_of(
    signs: Signs,
    answers: Mapping[str, object],
    *,
    duration: int | None,
    seconds_per_answer: float = SECONDS_PER_ANSWER,
) -> tuple[Flag, ...]:
    """List the flags of an answer: how it came, and how long the form was open, in seconds.

    A duration is a whole number of seconds, cut off; the form may have been open one second more.
    """
    found = []
    if duration is not None and duration + 1 < seconds_per_answer * len(answers):
        found.append(Flag(TOO_FAST, {"seconds": duration, "answers": len(answers)}))
    if signs.hidden_field:
        found.append(Flag(HIDDEN_FIELD))
    if signs.confirmed:
        found.append(Flag(CONFIRMED, {"by": signs.confirmed}))
    return tuple(found)
