"""Making results public, and telling what was changed because of the answers."""

from app.manage.publications import improvements, pages  # noqa: F401  (their routes stand here)
