"""Collection points, their codes, QR pictures and posters."""

from app.manage.points import downloads, pages  # noqa: F401  (their routes stand on the blueprint)
