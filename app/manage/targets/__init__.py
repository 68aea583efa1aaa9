"""Administrators' pages of targets: what figures are held against, by which document."""

from app.manage.targets import pages  # noqa: F401  (its routes stand on the blueprint)
