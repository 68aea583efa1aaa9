"""Leading a point on: what hangs there goes on working, for the point that took over."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import AccessCode, CollectionPoint
from app.queries.point_list import codes_of, in_force
from app.scope import Scope
from app.services.access_codes import MistypedAccessCode, normalise_access_code
from app.services.auditing import record_event
from app.services.points.creating import PointRefused


def lead_point_on(
    point: CollectionPoint, successor_code: str, *, scope: Scope, actor: Actor, now: datetime
) -> CollectionPoint:
    """Let every working code of a point lead on to another point, in one transaction.

    `successor_code` is any code of that other point, as people type it. Answers given so far stay
    where they are. Gives the other point; raises `PointRefused`.
    """
    successor = point_of_code(successor_code, scope)
    if successor.id == point.id:
        raise PointRefused("code", gettext("This is a code of the point itself."))
    target = codes_of([successor.id], now).get(successor.id)
    if target is None:
        raise PointRefused("code", gettext("No code of that point is in force."))
    # The target leads nowhere itself, so that no circle can come about.
    old = select(AccessCode).where(AccessCode.point_id == point.id, in_force(now))
    for code in db.session.scalars(old):
        code.redirects_to, code.led_on_at = target.code, now
    record_event(
        "code.lead_on",
        actor=actor,
        thing=f"point:{point.id}",
        unit_id=point.place_id,
        now=now,
        to_point=successor.id,
    )
    db.session.commit()
    return successor


def point_of_code(text: str, scope: Scope) -> CollectionPoint:
    """Find the point of a typed code; one of other units looks as if it were not there."""
    try:
        code = db.session.get(AccessCode, normalise_access_code(text))
    except MistypedAccessCode:
        raise PointRefused("code", gettext("This cannot be a code; please check it.")) from None
    if code is None or not scope.covers(code.point.place_id):
        raise PointRefused("code", gettext("No point has this code."))
    return code.point
