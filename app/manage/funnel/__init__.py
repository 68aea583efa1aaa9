"""Forms opened and sent: where a questionnaire loses people, by point and day."""

from app.manage.funnel import files, pages  # noqa: F401  (their routes stand on the blueprint)
