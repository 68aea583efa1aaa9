"""The guide of a new service: from an empty database to the first result."""

from app.help.guide import pages  # noqa: F401  (its routes stand on the blueprint)
