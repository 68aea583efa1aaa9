"""A small world with all that figures meet: weights, hidden and silent units, corrections."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from sqlalchemy import select

from app.extensions import db
from app.models import (
    CollectionPoint,
    ResponseCorrection,
    RoleName,
    Survey,
    SurveyPoint,
    Unit,
    UnitParent,
)
from app.models.target import Place
from app.services.organisation.changing import carry_out
from app.services.organisation.creating import NewUnit
from app.services.organisation.merging import propose_merger
from app.services.organisation.reading import read_tree
from tests.app.organisation.trees import ACTOR
from tests.app.results.one_stop import FORMULAS, ITEMS, counter, one_stop_survey
from tests.factories import (
    NOW,
    create_answers,
    create_population,
    create_staff,
    create_survey,
    create_target,
    create_unit,
    saved,
)

BEFORE = {"opens_on": date(2025, 7, 1), "closes_on": date(2025, 12, 31)}
THEN = datetime(2025, 10, 1, 3, tzinfo=UTC)
AFTER = datetime(2026, 7, 10, 3, tzinfo=UTC)
COUNTERS = (
    # satisfied, people, dossiers; the last three: few people, nobody, near the target
    *((45, 50, 400), (31, 40, 9000), (66, 70, 1200), (2, 3, 50), (0, 0, 300), (79, 99, 800)),
)
OTHERS = ((35, 60, 700), (58, 60, 100), (20, 30, None))


@dataclass(frozen=True)
class World:
    """The survey of now, the one before, a province and its two centres."""

    survey: Survey
    before: Survey
    province: Unit
    centre: Unit
    other: Unit


def one_world() -> World:
    """Two surveys at nine counters of two centres."""
    create_target(0.8)
    create_target(0.9, place=Place.SECOND)
    survey, rng = one_stop_survey(code="now"), Random(5)
    before = create_survey(version=survey.version, formulas=FORMULAS, code="before", **BEFORE)
    province = create_unit(kind="province", name="Tỉnh thử")
    centre = create_unit(kind="commune_centre", name="Trung tâm Vân Phú", parent=province)
    other = create_unit(kind="commune_centre", name="Trung tâm Hy Cương", parent=province)
    places = [
        _counter(survey, above, f"Quầy {above.name_vi[-3:]} {n}", facts, rng)
        for above, many in ((centre, COUNTERS), (other, OTHERS))
        for n, facts in enumerate(many, 1)
    ]
    _correct(survey, places[0], rng)
    for place, n in zip(places, (40, 40, 3, 0, 20, 30, 50, 6, 30), strict=True):
        saved(SurveyPoint(survey_id=before.id, point_id=_point_of(place)))
        create_answers(before, place, _people(rng, n * 3 // 4, n), answered_at=THEN)
    return World(survey, before, province, centre, other)


def _counter(
    survey: Survey, above: Unit, name: str, facts: tuple[int, int, int | None], rng: Random
) -> Unit:
    satisfied, people, dossiers = facts
    place = counter(survey, above, name=name)
    if dossiers is not None:
        create_population(place, dossiers, late=dossiers // 9)
    for month in (2, 3, 5):
        part, good = people // 3, satisfied // 3
        if month == 5:
            part, good = people - 2 * part, satisfied - 2 * good
        moment = datetime(2026, month, 10, 3, tzinfo=UTC)
        create_answers(survey, place, _people(rng, good, part), answered_at=moment)
    return place


def _people(rng: Random, satisfied: int, n: int) -> list[dict[str, int]]:
    """Answers of `n` people, of whom some are satisfied overall; some skip or find nothing apt."""
    found = []
    for person in range(n):
        given = {item: rng.choice((2, 3, 4, 4, 5)) for item in ITEMS if rng.random() < 0.9}
        found.append({"overall": rng.choice((4, 5)) if person < satisfied else 2, **given})
    return found


def _correct(survey: Survey, place: Unit, rng: Random) -> None:
    """Exclude eight answers of a counter and flag nine more."""
    keys = create_answers(survey, place, _people(rng, 12, 17))
    actor = create_staff(RoleName.SURVEY_ADMINISTRATOR)
    made = {"made_at": NOW}
    db.session.add_all(
        [
            *(
                ResponseCorrection(
                    response_key=k, kind="exclusion", actor_id=actor.id, reason="bịa", **made
                )
                for k in keys[:8]
            ),
            *(
                ResponseCorrection(response_key=k, kind="flag", rule="speeder", **made)
                for k in keys[8:]
            ),
        ]
    )
    db.session.commit()


def merge_two_counters(world: World) -> None:
    """After the period two counters of the other centre become one."""
    tree = read_tree()
    olds = sorted(tree.key_of(u) for u in _below(world.other))[:2]
    heir = NewUnit(
        "counter", "administration", "MOI", "Quầy gộp", None, tree.key_of(world.other.id)
    )
    carry_out(propose_merger(tree, olds, heir, date(2026, 7, 1)), actor=ACTOR, now=AFTER)


def _point_of(place: Unit) -> int:
    return db.session.scalars(
        select(CollectionPoint.id).where(CollectionPoint.place_id == place.id)
    ).one()


def _below(unit: Unit) -> list[int]:
    query = select(UnitParent.unit_id).where(UnitParent.parent_id == unit.id)
    return list(db.session.scalars(query.order_by(UnitParent.unit_id)))
