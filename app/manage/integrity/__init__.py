"""Integrity: what looks unlike the usual at a point or unit, and deciding about it."""

from app.manage.integrity import hours, lists, pages  # noqa: F401  (their routes stand on it)
