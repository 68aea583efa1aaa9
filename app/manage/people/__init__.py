"""People: who has an account, which roles, and since when."""

from app.manage.people import deeds, pages, roles  # noqa: F401  (their routes stand on the blueprint)
