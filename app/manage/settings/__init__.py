"""The page of settings that an administrator may change while the service runs."""

from app.manage.settings import pages  # noqa: F401  (its routes stand on the blueprint)
