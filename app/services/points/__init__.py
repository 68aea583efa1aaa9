"""Collection points: made one by one, by a rule or from a sheet; moved, limited, attached."""

from app.services.points.changing import attach_point, limit_codes, move_point
from app.services.points.creating import PointEntry, PointRefused, create_point, create_points
from app.services.points.leading_on import lead_point_on

__all__ = [
    "PointEntry",
    "PointRefused",
    "attach_point",
    "create_point",
    "create_points",
    "lead_point_on",
    "limit_codes",
    "move_point",
]
