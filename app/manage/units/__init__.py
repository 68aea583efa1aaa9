"""Administrators' pages of units: the tree on any day, one unit, acts, and the whole file."""

from app.manage.units import acting, changes, files, pages  # noqa: F401  (routes on the blueprint)
