"""The page of tasks that run by themselves."""

from app.manage.tasks import pages  # noqa: F401  (its routes stand on the blueprint)
