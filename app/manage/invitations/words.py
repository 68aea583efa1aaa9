"""States of a batch, kinds, and rules of sharing a sample, in words."""

from datetime import date

from flask_babel import lazy_gettext

from app.models import BatchKind, InvitationBatch

KINDS = {
    BatchKind.SLIPS: lazy_gettext("Slips to hand out"),
    BatchKind.SAMPLE: lazy_gettext("Sample drawn from a list"),
}

RULES = {
    "proportional": lazy_gettext("in proportion to the dossiers"),
    "square_root": lazy_gettext("by the square root of the dossiers: more for small units"),
}

STATES = {
    "in_use": lazy_gettext("can be used"),
    "over": lazy_gettext("expired"),
    "revoked": lazy_gettext("revoked"),
}

OF_THE_RATED_OFFICE = lazy_gettext(
    "Whoever holds a role at the rated office cannot make invitations for it. Please ask somebody "
    "of the unit above."
)


def state_of(batch: InvitationBatch, today: date) -> str:
    """Tell what can be done with the codes of a batch."""
    if batch.revoked_on is not None:
        return "revoked"
    return "over" if batch.last_day < today else "in_use"
