"""Integrity: the points whose answers look unlike themselves, and deciding about them."""

from app.manage.integrity import pages  # noqa: F401  (its routes stand on the blueprint)
