"""Paper: forms to print, and typing in the sheets that come back."""

from app.manage.paper import downloads  # noqa: F401  (its routes stand on the blueprint)
