"""Loading the demonstration province into an empty database, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import numpy as np
from sqlalchemy import insert, select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import (
    CollectionPoint,
    Comment,
    Mode,
    Questionnaire,
    Response,
    Service,
    Survey,
    Touchpoint,
    Unit,
    UnitParent,
    User,
)
from app.services.auditing import record_event
from app.services.demonstration.background import of_themselves
from app.services.demonstration.clerk import invented_answers
from app.services.demonstration.comment_tags import add_comment_tags
from app.services.demonstration.dossiers import (
    COMMUNE_LEVEL,
    PROVINCE_LEVEL,
    Level,
    handled_per_month,
    population_rows,
)
from app.services.demonstration.fieldings import (
    INPATIENT,
    ONE_STOP,
    OUTPATIENT,
    PARENTS,
    SEVERAL_SLIPS,
    Programme,
    add_kiosks,
    add_points,
    add_survey,
    add_with_codes,
    answers_given,
    fielding,
)
from app.services.demonstration.forms import add_forms
from app.services.demonstration.institutions import PROVINCE_CODE
from app.services.demonstration.invitations import add_invitations, with_origins
from app.services.demonstration.organisation import (
    REFORM,
    Organisation,
    Place,
    build_organisation,
)
from app.services.demonstration.periods import HalfYear
from app.services.demonstration.procedures import counters_of, store_services
from app.services.demonstration.showing import publish_examples
from app.services.demonstration.tendencies import tendencies
from app.services.response_store.rows import NewResponse

SEED = 20250701
BATCH = 2000
ASKED_IN_HALF_A_YEAR = 4000
"""Patients of a department or parents of a school who are asked, in half a year."""
WITH_INVITATIONS = 6
"""Counters of the provincial centre at whose first point a sample of dossiers was invited."""
TRAPS_FROM = 0.25
"""Share of a half-year after which there are dossiers enough for every trap's answers."""
KIOSK_COUNTER, COMMUNES_WITH_KIOSK = 14, 4
"""Where a shared tablet stands: at a counter of the provincial centre and in some communes."""

Points = dict[int, list[CollectionPoint]]


class DatabaseNotEmpty(LangNgheError):
    """There is something in the database already; a demonstration never stands beside it."""


def is_empty() -> bool:
    """Tell whether there is no unit, service, questionnaire or survey."""
    return not any(
        db.session.scalar(select(table.id).limit(1))
        for table in (Unit, Service, Questionnaire, Survey)
    )


def is_untouched() -> bool:
    """Tell whether nobody has begun to use the database: it is empty and has no account.

    A database whose demonstration was removed has accounts, so it does not come back by itself.
    """
    return is_empty() and db.session.scalar(select(User.id).limit(1)) is None


def load_demonstration(*, actor: Actor, now: datetime, seed: int = SEED) -> int:
    """Load the demonstration in one transaction, then publish some of its results.

    Gives the number of answers in it.

    The finished half-year is closed with all of its answers; the current one is open, with the
    dossiers and answers up to yesterday, so that the served pages can be answered today.
    Raises `DatabaseNotEmpty`.
    """
    if not is_empty():
        raise DatabaseNotEmpty("a demonstration is only loaded into an empty database")
    rng = np.random.default_rng(seed)
    today = clock.local_day(now)
    current = HalfYear.of(today)
    tree = store_organisation(min(REFORM, current.before.first))
    services = store_services()
    points = store_points(tree, services, now)
    count = 0
    for period in (current.before, current):
        asked = store_dossiers(tree, period, today, rng, now=now)
        count += store_period(tree, points, asked, period, rng, now=now)
    with_kiosk = (tree.provincial[KIOSK_COUNTER - 1], *tree.communal[:COMMUNES_WITH_KIOSK])
    add_kiosks([points[place.unit.id][0] for place in with_kiosk], now=now)
    add_comment_tags()
    record_event(
        "demonstration.load",
        actor=actor,
        thing="demonstration",
        unit_id=None,
        now=now,
        responses=count,
    )
    db.session.commit()
    publish_examples(ONE_STOP.questionnaire, actor=actor, now=now)
    return count


def store_organisation(valid_from: date) -> Organisation:
    """Store every unit and its parent."""
    tree = build_organisation(valid_from)
    db.session.add_all(tree.units.values())
    db.session.flush()
    db.session.add_all(
        UnitParent(unit_id=unit.id, parent_id=parent.id, valid_from=valid_from)
        for unit, parent in tree.parents
    )
    return tree


def store_points(
    tree: Organisation, services: Mapping[str, list[Service]], now: datetime
) -> Points:
    """Store the collection points; at the provincial centre a code for every outcome."""
    points = add_points(tree.provincial, SEVERAL_SLIPS, now=now)
    poster = (Touchpoint.DESK_POSTER,)
    for places in (tree.communal, tree.outpatient, tree.inpatient, tree.schools):
        points |= add_points(places, poster, now=now)
    counters = counters_of([*tree.provincial, *tree.communal])
    slips = [
        CollectionPoint(
            place_id=place.unit.id,
            body_id=place.body.id,
            service_id=service.id,
            touchpoint=Touchpoint.RESULT_SLIP,
            mode=Mode.SELF_PHONE,
        )
        for where, handed_out in services.items()
        for place in counters[where]
        for service in handed_out
    ]
    for slip in slips:
        points[slip.place_id].append(slip)
    add_with_codes(slips, now=now)
    return points


def store_dossiers(
    tree: Organisation, period: HalfYear, today: date, rng: np.random.Generator, *, now: datetime
) -> dict[int, int]:
    """Store the dossier counts of every counter and month; give each counter's sum by its id."""
    sums: dict[int, int] = {}
    levels: tuple[tuple[list[Place], Level], ...] = (
        (tree.provincial, PROVINCE_LEVEL),
        (tree.communal, COMMUNE_LEVEL),
    )
    for places, level in levels:
        handled = handled_per_month(places, level, period, today, rng)
        months = period.months(today)
        db.session.add_all(population_rows(places, handled, level, months, rng, now=now))
        per_place = handled.sum(axis=1).tolist()
        sums |= {place.unit.id: int(n) for place, n in zip(places, per_place, strict=True)}
    return sums


def store_period(
    tree: Organisation,
    points: Points,
    dossiers: dict[int, int],
    period: HalfYear,
    rng: np.random.Generator,
    *,
    now: datetime,
) -> int:
    """Store the four surveys of a half-year with their answers; give their number."""
    programmes: tuple[tuple[Programme, list[Place]], ...] = (
        (ONE_STOP, [*tree.provincial, *tree.communal]),
        (OUTPATIENT, tree.outpatient),
        (INPATIENT, tree.inpatient),
        (PARENTS, tree.schools),
    )
    today, count = clock.local_day(now), 0
    elapsed = period.elapsed(today)
    other = round(ASKED_IN_HALF_A_YEAR * elapsed)
    for programme, places in programmes:
        here = {place.unit.id: points[place.unit.id] for place in places}
        survey = add_survey(programme, period, here, tree.units[PROVINCE_CODE].id, now)
        field = fielding(survey, programme, here, today, rng)
        asked = [dossiers.get(place.unit.id, other) for place in places]
        habits = tendencies(places, rng, with_traps=elapsed >= TRAPS_FROM)
        invited = {points[place.unit.id][0].id for place in tree.provincial[:WITH_INVITATIONS]}
        answers = with_origins(answers_given(field, places, habits, asked), invited)
        if programme.with_background:
            answers = of_themselves(survey, answers)
        if elapsed >= TRAPS_FROM:
            answers += invented_answers(field, places)
        add_invitations(survey, answers)
        if period.last >= today:
            add_forms(survey, field.questionnaire, answers, seed=SEED)
        count += store_answers(answers)
    return count


def store_answers(responses: Iterable[NewResponse]) -> int:
    """Write responses in batches within the open transaction; give their number."""
    rows: Sequence[NewResponse] = list(responses)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        db.session.execute(insert(Response), [row.columns() for row in batch])
        comments = [
            {"response_key": row.key, "item": item, "text": text}
            for row in batch
            for item, text in row.comments.items()
        ]
        if comments:
            db.session.execute(insert(Comment), comments)
    return len(rows)
