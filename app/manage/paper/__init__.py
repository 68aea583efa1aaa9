"""Paper: forms to print, and typing in the sheets that come back."""

from app.manage.paper import batches, checking, downloads, typing  # noqa: F401  (their routes)
