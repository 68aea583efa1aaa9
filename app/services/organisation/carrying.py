"""Collection points outlive their units: each gets a successor, and old stickers lead on to it.

Answers given before stay with the old point. A code whose unit ended without a successor is
revoked, so that whoever scans it learns that the counter is gone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, or_, select, update

from app.extensions import db
from app.models import AccessCode, CollectionPoint, Survey, SurveyPoint
from app.services.access_codes import unused_access_codes
from app.services.organisation.records import Tree, UnitKey
from app.services.organisation.writing import batches

Stand = tuple[int, int, int | None, str, str]
"""Place, body, service, touchpoint, mode: what makes a point."""


@dataclass
class Carried:
    """What came along with a change of the tree, so that it can be taken back.

    led_on, revoked : access codes
    points : ids of the points that were made
    fielded : pairs of survey and point
    planned : pairs of survey and unit
    grants, ended_grants : roles that went on, and those they follow with their last days
    """

    led_on: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    fielded: list[tuple[int, int]] = field(default_factory=list)
    planned: list[tuple[int, int]] = field(default_factory=list)
    grants: list[int] = field(default_factory=list)
    ended_grants: list[list[Any]] = field(default_factory=list)


def heirs_of(tree: Tree, ended: Iterable[UnitKey]) -> dict[UnitKey, UnitKey | None]:
    """Find the unit in force in which each ended one goes on: of a split, the largest part."""
    return {key: _heir(tree, key) for key in ended}


def all_heirs(tree: Tree, key: UnitKey) -> set[UnitKey]:
    """Find every unit in force in which something of an ended one goes on."""
    found: set[UnitKey] = set()
    steps = [key]
    for step in steps:  # grows while it is gone through
        record = tree[step]
        if record.last is None:
            found.add(step)
        steps += [link.new for link in record.successors if link.new not in steps]
    return found


def whole_heir(tree: Tree, key: UnitKey) -> UnitKey | None:
    """Find the unit in force in which the whole of an ended one goes on."""
    step = tree[key]
    for _ in range(len(tree)):
        if step.last is None:
            return step.key
        if len(step.successors) != 1 or step.successors[0].share != 1:
            return None
        step = tree[step.successors[0].new]
    return None


def _heir(tree: Tree, key: UnitKey) -> UnitKey | None:
    step = tree[key]
    for _ in range(len(tree)):
        if step.last is None:
            return step.key
        if not step.successors:
            return None
        step = tree[max(step.successors, key=lambda link: (link.share, link.new)).new]
    return None


def carry_points(heirs: Mapping[int, int | None], *, day: date, now: datetime) -> Carried:
    """Give every point in use at an ended unit its successor, without committing.

    `heirs` names for every ended unit the one in which it goes on. Surveys still open on `day`
    are fielded at the new points too.
    """
    carried = Carried()
    codes = _codes_in_use(_points_of(heirs))
    places = {point: _moved(point, heirs) for point in codes}
    carried.revoked = sorted(c for p, stand in places.items() if stand is None for c in codes[p])
    for some in _texts(carried.revoked):
        db.session.execute(
            update(AccessCode).where(AccessCode.code.in_(some)).values(revoked_at=now)
        )
    wanted = {point: stand for point, stand in places.items() if stand is not None}
    new_points = _find_or_add(wanted, carried)
    follow = {point.id: new_points[stand] for point, stand in wanted.items()}
    new_codes = _codes_of(set(follow.values()), now)
    links: list[dict[str, Any]] = [
        {"code": code, "redirects_to": new_codes[follow[point.id]], "led_on_at": now}
        for point in wanted
        for code in codes[point]
    ]
    if links:
        db.session.execute(update(AccessCode), links)
    carried.led_on = sorted(link["code"] for link in links)
    carried.fielded = _field(follow, day)
    return carried


def _points_of(heirs: Mapping[int, int | None]) -> list[CollectionPoint]:
    found: dict[int, CollectionPoint] = {}
    for some in batches(sorted(heirs)):
        query = select(CollectionPoint).where(
            or_(CollectionPoint.place_id.in_(some), CollectionPoint.body_id.in_(some))
        )
        found |= {point.id: point for point in db.session.scalars(query)}
    return [found[point_id] for point_id in sorted(found)]


def _codes_in_use(points: Iterable[CollectionPoint]) -> dict[CollectionPoint, list[str]]:
    """List the codes of points that work; a point without any is not in use."""
    by_id = {point.id: point for point in points}
    found: dict[CollectionPoint, list[str]] = defaultdict(list)
    for point_id, code in working_codes(by_id):
        found[by_id[point_id]].append(code)
    return found


def working_codes(point_ids: Collection[int]) -> list[tuple[int, str]]:
    """List points with their codes that were neither revoked nor lead on, the newest last."""
    pairs: list[tuple[int, str]] = []
    for some in batches(sorted(point_ids)):
        query = (
            select(AccessCode.point_id, AccessCode.code)
            .where(
                AccessCode.point_id.in_(some),
                AccessCode.revoked_at.is_(None),
                AccessCode.redirects_to.is_(None),
            )
            .order_by(AccessCode.issued_at, AccessCode.code)
        )
        pairs += [(point_id, code) for point_id, code in db.session.execute(query)]
    return pairs


def _moved(point: CollectionPoint, heirs: Mapping[int, int | None]) -> Stand | None:
    place = heirs.get(point.place_id, point.place_id)
    body = heirs.get(point.body_id, point.body_id)
    if place is None or body is None:
        return None
    return place, body, point.service_id, point.touchpoint, point.mode


def _stand(point: CollectionPoint) -> Stand:
    return point.place_id, point.body_id, point.service_id, point.touchpoint, point.mode


def _find_or_add(wanted: Mapping[CollectionPoint, Stand], carried: Carried) -> dict[Stand, int]:
    found: dict[Stand, int] = {}
    for some in batches(sorted({stand[0] for stand in wanted.values()})):
        query = select(CollectionPoint).where(CollectionPoint.place_id.in_(some))
        found |= {_stand(point): point.id for point in db.session.scalars(query)}
    names = ("place_id", "body_id", "service_id", "touchpoint", "mode")
    missing = dict.fromkeys(stand for stand in wanted.values() if stand not in found)
    fresh = [CollectionPoint(**dict(zip(names, stand, strict=True))) for stand in missing]
    db.session.add_all(fresh)
    db.session.flush()
    carried.points = [point.id for point in fresh]
    return {**found, **{stand: p.id for stand, p in zip(missing, fresh, strict=True)}}


def _codes_of(point_ids: set[int], now: datetime) -> dict[int, str]:
    """Give every point a code that works: the newest it has, or a new one."""
    codes = dict(working_codes(point_ids))
    bare = sorted(point_ids - set(codes))
    fresh = dict(zip(bare, unused_access_codes(len(bare)), strict=True))
    rows: list[dict[str, Any]] = [
        {"code": code, "point_id": point_id, "issued_at": now} for point_id, code in fresh.items()
    ]
    if rows:
        db.session.execute(insert(AccessCode), rows)
    return {**codes, **fresh}


def _field(follow: Mapping[int, int], day: date) -> list[tuple[int, int]]:
    """Field the surveys of old points at the new ones; give the pairs that were added."""
    wanted: set[tuple[int, int]] = set()
    for some in batches(sorted(follow)):
        query = (
            select(SurveyPoint.survey_id, SurveyPoint.point_id)
            .join(Survey, Survey.id == SurveyPoint.survey_id)
            .where(SurveyPoint.point_id.in_(some), Survey.closes_on >= day)
        )
        wanted |= {(survey, follow[point]) for survey, point in db.session.execute(query)}
    there: set[tuple[int, int]] = set()
    for some in batches(sorted(set(follow.values()))):
        pairs = select(SurveyPoint.survey_id, SurveyPoint.point_id)
        query = pairs.where(SurveyPoint.point_id.in_(some))
        there |= {(survey, point) for survey, point in db.session.execute(query)}
    added = sorted(wanted - there)
    if added:
        rows = [{"survey_id": survey, "point_id": point} for survey, point in added]
        db.session.execute(insert(SurveyPoint), rows)
    return added


def _texts(codes: list[str], size: int = 500) -> Iterable[list[str]]:
    return (codes[start : start + size] for start in range(0, len(codes), size))
