"""Who typed a batch, as far as the session of a browser remembers it.

Only somebody else's second typing is a check. No table may hold who typed a sheet, so nothing but
the person's own session does; whoever has nobody else to ask says so, and the audit keeps that.
"""

from flask import session

REMEMBERED = 50
TYPED, ALONE = "paper_typed", "paper_alone"


def remember_typing(batch_id: int) -> None:
    """Remember that this person typed sheets of a batch."""
    _remember(TYPED, batch_id)


def remember_being_alone(batch_id: int) -> None:
    """Remember that this person has nobody else to type sheets of a batch again."""
    _remember(ALONE, batch_id)


def needs_somebody_else(batch_id: int) -> bool:
    """Tell whether this person typed a batch and has not said that there is nobody else."""
    return batch_id in session.get(TYPED, ()) and batch_id not in session.get(ALONE, ())


def _remember(name: str, batch_id: int) -> None:
    others = [number for number in session.get(name, ()) if number != batch_id]
    session[name] = [*others, batch_id][-REMEMBERED:]
