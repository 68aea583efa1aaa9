"""Accounts of programs: their keys, what they may do, and until when."""

from app.manage.service_accounts import pages  # noqa: F401  (its routes stand on the blueprint)
