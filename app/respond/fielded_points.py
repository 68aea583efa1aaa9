"""Access codes of citizens' requests, looked up at most once in a while."""

from flask import Flask, current_app

from app import clock
from app.queries.points import FieldedPoint, get_fielded_point
from app.services.access_codes import normalise_access_code
from app.services.responding import check_open
from app.short_cache import ShortCache

SECONDS = 2.0
"""How long a revoked code or a closed survey may still be served by a process."""

MOST_POINTS = 2000


def init_app(app: Flask) -> None:
    """Give the application its memory of points."""
    app.config.setdefault("POINTS_REMEMBERED_SECONDS", SECONDS)
    app.extensions["fielded_points"] = ShortCache(
        seconds=app.config["POINTS_REMEMBERED_SECONDS"], largest=MOST_POINTS
    )


def open_point(typed_code: str) -> FieldedPoint:
    """Give the point of an access code as it was typed, if answers are taken there now.

    Raises what `get_fielded_point` and `check_open` raise.
    """
    now = clock.now()
    points: ShortCache[str, FieldedPoint] = current_app.extensions["fielded_points"]
    point = points.get(
        typed_code, lambda: get_fielded_point(normalise_access_code(typed_code), now=now)
    )
    check_open(point, now=now)
    return point
