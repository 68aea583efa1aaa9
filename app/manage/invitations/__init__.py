"""Invitations: batches made, seen how far they are spent, and taken back."""

from app.manage.invitations import (  # noqa: F401  (their routes stand on the blueprint)
    pages,
    sampling,
    slips,
)
