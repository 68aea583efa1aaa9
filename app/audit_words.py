"""What pages and commands say about the audit."""

from collections.abc import Callable

from app.services.auditing.verification import Break, Verification
from app.words import say

BROKEN: dict[Break, Callable[[int], str]] = {
    Break.CHANGED: lambda number: say("Event %(number)s was changed.", number=number),
    Break.REMOVED: lambda number: say("Event %(number)s was removed.", number=number),
    Break.INSERTED: lambda number: say("Event %(number)s was inserted.", number=number),
    Break.MOVED: lambda number: say(
        "Event %(number)s does not follow the one before it: one of the two was moved, inserted "
        "or computed anew.",
        number=number,
    ),
    Break.HEAD: lambda _: say(
        "The head of the chain does not fit the last event: one of the two was changed."
    ),
    Break.NOTED: lambda number: say(
        "Event %(number)s is not the one that was noted: the chain was computed anew.",
        number=number,
    ),
}


def verification_sentence(found: Verification) -> str:
    """Say in a sentence whether the chain holds, or where it breaks first."""
    if found.broken is None or found.broken_at is None:
        return say("The audit holds: %(events)s events are as recorded.", events=found.events)
    return say(
        "The audit is broken. %(reason)s The %(events)s events before it hold.",
        reason=BROKEN[found.broken](found.broken_at),
        events=found.events,
    )
