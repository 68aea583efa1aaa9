"""The catalogue: the questionnaires that are shipped, and what of them is official."""

from app.manage.catalogue import pages  # noqa: F401  (its routes stand on the blueprint)
