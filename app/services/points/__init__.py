"""Collection points: made one by one, by a rule or from a sheet; moved, limited, attached."""

from app.services.points.changing import attach_point, limit_codes, move_point
from app.services.points.creating import PointEntry, PointRefused, create_point, create_points

__all__ = [
    "PointEntry",
    "PointRefused",
    "attach_point",
    "create_point",
    "create_points",
    "limit_codes",
    "move_point",
]
