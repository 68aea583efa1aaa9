"""Worlds that differ only in what nobody may learn, to be looked at side by side.

Two people of hidden places change places, or two pairs of people change months, ways of answering
or marks, so that every sum which may be known stays as it was. Then nothing in sight may change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, product
from typing import Any

import numpy as np
from flask import current_app
from sqlalchemy import select, text

from app.extensions import db
from app.models import Response, ResponseCorrection, RoleName, Survey, Unit
from app.services.breakdowns.hiding import divisions
from app.services.reporting.readable_periods import Step
from app.services.reporting.records import Kept
from app.services.reporting.report import Report, open_report
from app.services.reporting.sheets import measure_name
from tests.app.results.one_stop import ITEMS, counter, one_stop_survey
from tests.factories import (
    NOW,
    create_answers,
    create_population,
    create_staff,
    create_target,
    create_unit,
)

FORMULAS = ["people_top2", "items_top2", "mean_5"]
PROFILES = (
    {"overall": 5, **dict.fromkeys(ITEMS, 5)},
    {"overall": 2, **dict.fromkeys(ITEMS, 3)},
    {"overall": 4, **dict.fromkeys(ITEMS[:4], 2)},
)
"""Few sorts of people, so that there are alike ones to change with."""
HELPED = ("paper", "assisted")
MODES = ("self_phone", "self_phone", *HELPED)
DOSSIERS = (401, 997, 2311, 5003)


@dataclass(frozen=True)
class Person:
    """One answer: where, when, how, marked how, and what was said."""

    sequence: int
    key: Any
    unit_id: int
    answered_at: datetime
    mode: str
    marked: str | None
    said: str


def twin_world(seed: int) -> Survey:
    """A province with centres and counters; some people are marked, some counters get few."""
    rng = np.random.default_rng(seed)
    create_target(0.7)
    survey = one_stop_survey()
    top = create_unit(code="25", kind="province")
    for k in range(2):
        centre = create_unit(code=f"c{k}", kind="commune_centre", parent=top)
        sizes = rng.permutation([2, 6, 14, 40, 60])[: 4 + k]
        for number, size in enumerate(sizes.tolist()):
            place = counter(survey, centre, code=f"c{k}-{number}")
            create_population(place, int(rng.choice(DOSSIERS)) + number)
            _answer(survey, place, size, rng)
    return survey


def _answer(survey: Survey, place: Unit, n: int, rng: np.random.Generator) -> None:
    who = [(int(rng.integers(1, 7)), str(rng.choice(MODES)), int(rng.choice(3))) for _ in range(n)]
    for month, mode in sorted({(month, mode) for month, mode, _ in who}):
        said = [PROFILES[p] for m, way, p in who if (m, way) == (month, mode)]
        moment = datetime(2026, month, 14, 3, tzinfo=UTC)
        keys = create_answers(survey, place, said, answered_at=moment, mode=mode)
        _mark([key for key in keys if rng.random() < 0.15], rng)


def _mark(keys: list[Any], rng: np.random.Generator) -> None:
    actor = create_staff(RoleName.SURVEY_ADMINISTRATOR) if keys else None
    for key in keys:
        flag = rng.random() < 0.6
        given = {"rule": "speeder"} if flag else {"actor_id": actor.id, "reason": "trùng"}
        kind = "flag" if flag else "exclusion"
        db.session.add(ResponseCorrection(response_key=key, kind=kind, made_at=NOW, **given))
    db.session.commit()


def people_of(survey: Survey) -> list[Person]:
    """Everybody who answered."""
    query = select(ResponseCorrection.response_key, ResponseCorrection.kind)
    marks = dict(db.session.execute(query).all())
    rows = db.session.scalars(select(Response).where(Response.survey_id == survey.id))
    return [
        Person(
            r.sequence,
            r.key,
            r.unit_id,
            r.answered_at,
            r.mode,
            marks.get(r.key),
            str(r.answers),
        )
        for r in rows
    ]


Change = tuple[tuple[Person, Person], ...]
"""Pairs who change with each other."""
Nearest = Callable[[int], int | None]


def nearest(report: Report, shown: Callable[[int], bool]) -> Nearest:
    """For a place the nearest unit, itself or above, whose figure is in sight."""
    return lambda place: next((u for u in report.data.scope.upwards(place) if shown(u)), None)


def changes_of_place(report: Report, people: list[Person]) -> Iterator[Change]:
    """Two people of two hidden places that one figure holds together."""
    hidden = report.hidden_units(measure_name(FORMULAS[0], None))
    of = nearest(report, lambda unit: unit not in hidden)
    inside = [p for p in people if p.unit_id in hidden]
    for i, j in product(inside, inside):
        alike = of(i.unit_id) == of(j.unit_id) and i.answered_at == j.answered_at
        if i.unit_id < j.unit_id and alike and i.said != j.said:
            yield ((i, j),)


def changes_of_month(report: Report, people: list[Person]) -> Iterator[Change]:
    """Two pairs of people at two places that are not read by months."""
    steps = report.steps(measure_name(FORMULAS[0], None))
    of = nearest(report, lambda unit: steps.get(unit) is Step.MONTH)

    def may(i: Person, j: Person) -> bool:
        months = {i.answered_at.month, j.answered_at.month}
        return len(months) == 2 and len({(m - 1) // 3 for m in months}) == 1

    inside = [p for p in people if of(p.unit_id) != p.unit_id]
    yield from _crosswise(inside, of, "answered_at", may)


def changes_of_mode(report: Report, people: list[Person]) -> Iterator[Change]:
    """Two pairs of people at two places that do not tell paper from help."""
    divided = [divisions(report, measure_name(f, None))["mode"] for f in report.formulas]
    place = {unit: k for k, unit in enumerate(report.data.scope.units)}
    ids = [value.id for value in divided[0].values]
    parts = [ids.index(mode) for mode in HELPED]

    def told(unit: int) -> bool:
        return not all(one.hidden[place[unit], parts].all() for one in divided)

    of = nearest(report, told)
    inside = [p for p in people if p.mode in HELPED and not told(p.unit_id)]
    yield from _crosswise(inside, of, "mode", lambda i, j: True)


def changes_of_mark(report: Report, people: list[Person]) -> Iterator[Change]:
    """Two pairs of people at two places where it is not told what marked answers change."""
    unvaried = report.unvaried(measure_name(FORMULAS[0], None), Kept.WITHOUT_FLAGGED)
    of = nearest(report, lambda unit: unit not in unvaried)

    def may(i: Person, j: Person) -> bool:
        return {i.marked, j.marked} == {"flag", None}

    inside = [p for p in people if p.unit_id in unvaried]
    yield from _crosswise(inside, of, "marked", may)


FACTS = ("said", "answered_at", "mode", "marked")


def _crosswise(
    people: list[Person], of: Nearest, what: str, may: Callable[[Person, Person], bool]
) -> Iterator[Change]:
    """Two at one place and two at another who are each like one of those there but for `what`."""
    like: dict[int, dict[tuple[Any, Any], Person]] = {}
    for person in people:
        rest = tuple(getattr(person, name) for name in FACTS if name != what)
        like.setdefault(person.unit_id, {}).setdefault((getattr(person, what), rest), person)
    for here, there in combinations(sorted(like), 2):
        both = combinations(like[here].items(), 2) if of(here) == of(there) else ()
        for ((one, first), i), ((other, second), j) in both:
            k, m = like[there].get((one, second)), like[there].get((other, first))
            if first != second and k and m and may(i, j) and may(k, m):
                yield (i, j), (k, m)


WAYS = {
    "unit_id": changes_of_place,
    "answered_at": changes_of_month,
    "mode": changes_of_mode,
    "marked": changes_of_mark,
}


def everything_hidden(survey: Survey) -> list[object]:
    """All that is decided to be hidden; everybody may work out from it what everybody sees."""
    report = _report(survey)
    found: list[object] = []
    for formula in FORMULAS:
        measure = measure_name(formula, None)
        found += [
            report.hidden_units(measure),
            report.steps(measure),
            report.hidden_origins(measure),
        ]
        found += [report.unvaried(measure, kept) for kept in Kept if kept is not Kept.COUNTED]
        found += [d.hidden.tolist() for d in divisions(report, measure).values()]
    return [*found, *(report.hidden_units(item) for item in ITEMS)]


def carry_out(change: Change, what: str) -> None:
    """Let each pair change, which the database forbids; doing it again takes it back."""
    for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        db.session.execute(text(f'DROP TRIGGER "{name}"'))
    for pair in change:
        here, there = (db.session.get_one(Response, person.sequence) for person in pair)
        if what == "marked":
            marks = [m for p in pair for m in _marks_of(p.key)]
            for mark in marks:
                mark.response_key = next(p.key for p in pair if p.key != mark.response_key)
            continue
        for column in ("unit_id", "point_id") if what == "unit_id" else (what,):
            own, other = getattr(here, column), getattr(there, column)
            setattr(here, column, other)
            setattr(there, column, own)
    db.session.commit()
    for kept in ("kept_reports", "answer_stores"):
        current_app.extensions.pop(kept, None)


def _marks_of(key: Any) -> list[ResponseCorrection]:
    query = select(ResponseCorrection).where(ResponseCorrection.response_key == key)
    return list(db.session.scalars(query))


def hidden_change(
    survey: Survey, what: str, rng: np.random.Generator, *, tries: int
) -> Change | None:
    """Find a change after which the same is hidden; None where there is none."""
    changes = list(WAYS[what](_report(survey), people_of(survey)))
    hidden = everything_hidden(survey)
    for place in rng.permutation(len(changes))[:tries].tolist():
        carry_out(changes[place], what)
        found = everything_hidden(survey)
        carry_out(changes[place], what)
        if found == hidden:
            return changes[place]
    return None


def _report(survey: Survey) -> Report:
    return open_report(survey, survey.opens_on, survey.closes_on)


def seen_units(survey: Survey) -> list[Unit]:
    """The topmost unit, one centre, and a counter that is shown."""
    report = _report(survey)
    hidden = report.hidden(measure_name(FORMULAS[0], None))
    kinds = ("province", "commune_centre", "counter")
    ids = [next(u for u in report.data.scope.of_kind(k) if u not in hidden) for k in kinds]
    return [db.session.get_one(Unit, unit_id) for unit_id in ids]
