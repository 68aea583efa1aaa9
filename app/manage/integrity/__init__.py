"""Integrity: what looks unlike the usual at a point or unit, and deciding about it."""

from app.manage.integrity import lists, pages  # noqa: F401  (their routes stand on the blueprint)
