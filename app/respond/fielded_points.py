"""Access codes of citizens' requests, looked up at most once in a while."""

from datetime import datetime

from flask import Flask, current_app

from app import clock
from app.errors import AccessCodeMoved, AccessCodeRevoked
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
    point = known_point(typed_code, now)
    check_open(point, now=now)
    return point


def point_of_form(
    typed_code: str, opened_at: datetime | None, *, kept: bool = False
) -> FieldedPoint:
    """Give the point as it was when the form that comes in was opened there.

    `kept` says that a device kept it. A form without a time of ours counts as opened now. Whether
    it is taken is for `check_taken`. Raises what `get_fielded_point` raises.
    """
    if opened_at is None:
        return open_point(typed_code)
    now = clock.now()
    try:
        point = known_point(typed_code, now)
    except (AccessCodeMoved, AccessCodeRevoked):
        # Sent after a merger: it counts for the place where it was filled in. Or after the code
        # had expired: it is taken if it was filled in before. One taken back stops people who
        # fill in now, and no device that kept what was filled in before.
        point = get_fielded_point(normalise_access_code(typed_code), now=now, at=opened_at)
        if point.revoked_at and not kept:
            raise
        return point
    if point.was_fielded(opened_at):
        return point
    # Another survey or version was asked here then; rare enough to be looked up each time.
    return get_fielded_point(normalise_access_code(typed_code), now=now, at=opened_at)


def known_point(typed_code: str, now: datetime) -> FieldedPoint:
    """Look the point of an access code up, at most once in two seconds."""
    points: ShortCache[str, FieldedPoint] = current_app.extensions["fielded_points"]
    return points.get(
        typed_code, lambda: get_fielded_point(normalise_access_code(typed_code), now=now)
    )
