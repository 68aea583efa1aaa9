"""Collection points: made, found, changed, their codes, QR pictures and posters."""

from app.manage.points import (  # noqa: F401  (their routes stand on the blueprint)
    changes,
    downloads,
    kiosks,
    making,
    pages,
    sheets,
    telling,
)
