"""Auditors' pages: who did what to what, searched, exported and verified."""

from app.manage.audit import pages  # noqa: F401  (its routes stand on the blueprint)
