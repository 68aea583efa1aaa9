"""Pages of dossier counts: units and their counts, sheets, and what looks wrong."""

from app.manage.populations import (  # noqa: F401  (their routes stand on the blueprint)
    checks,
    entering,
    pages,
    sheets,
)
