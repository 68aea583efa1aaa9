"""Administrators' pages of procedures: the list, one procedure, lists as sheets."""

from app.manage.services import pages, sheets  # noqa: F401  (their routes stand on the blueprint)
