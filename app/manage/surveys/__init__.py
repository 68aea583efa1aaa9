"""Surveys: planned, opened, and looked after while they run."""

from app.manage.surveys import acts, pages, plans  # noqa: F401  (routes stand on the blueprint)
