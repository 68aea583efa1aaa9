"""Counters at which one person serves: from ten people on, and for their own chain alone.

Truth leaned on: sums by hand, and equations over all that a person without rights gets to see.
"""

import json
import os

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import ApiAct, Publication, Survey, Unit
from app.scope import EVERYTHING, Scope
from app.services.disclosure import TreeCounts, hidden_units
from app.services.reporting.chains import NOBODY
from app.services.reporting.readable_periods import Calendar, Step
from app.services.reporting.records import Outcome
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import measure_name
from app.services.reports.contents import compute
from tests.app.api.program import Program
from tests.app.publishing.made import made, wanted
from tests.app.reports.half_year import parameters
from tests.app.results.attack_worlds import TODAY, Cell, World, in_sight, make_world
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_unit
from tests.sign_in import sign_in

SEEDS = range(int(os.environ.get("ATTACK_SEEDS", "0"))) or (6,)
MEASURE = measure_name("people_top2", None)


def small_tree(*people: int) -> TreeCounts:
    """Counters 1, 2, … below a centre 9; half of the people are satisfied."""
    counts = [[[n, n // 2, n]] for n in (*people, 0)]
    units = [*range(1, len(people) + 1), 9]
    return TreeCounts(units, [*[len(people)] * len(people), -1], np.array(counts, dtype=float))


@pytest.mark.parametrize(
    ("people", "alone", "inside", "outside"),
    [
        ((7, 30, 40), {1}, {1, 2}, {1, 2}),
        ((500, 30, 40), {1}, set(), {1, 2}),
        ((500, 30, 40), {1, 2}, set(), {1, 2, 3}),
        # Three together are nobody's figure, and no two of them leave less than enough.
        ((30, 40, 50), {1, 2, 3}, set(), {1, 2, 3}),
        ((30, 40), {1, 2}, set(), {1, 2, 9}),
        ((30, 40, 2), {1, 2, 3}, {1, 3}, {1, 2, 3, 9}),
        ((30,), {1}, set(), {1, 9}),
    ],
)
def test_which_units_are_hidden_from_the_chain_and_from_others(
    people: tuple[int, ...], alone: set[int], inside: set[int], outside: set[int]
) -> None:
    tree = small_tree(*people)
    assert hidden_units(tree, minimum=5, one_person=alone) == inside
    assert hidden_units(tree, minimum=5, one_person=alone, outside=True) == outside


def marked_world(seed: int) -> tuple[World, list[int]]:
    """A random world in which one person serves at about half of the counters."""
    world = make_world(seed)
    rng, places = np.random.default_rng(seed), sorted({place for place, _ in world.people})
    units = [db.session.get(Unit, place) for place in places]
    marked = [u for u in units if u.kind == "counter" and rng.random() < 0.5]
    for unit in marked:
        unit.one_person = True
    db.session.commit()
    return world, [unit.id for unit in marked]


def seen_by(world: World, viewer: Scope) -> set[frozenset[Cell]]:
    """Lines on pages of a person: of units within the scope, in months, quarters and the whole.

    All other periods are sums of these.
    """
    calendar = Calendar.of(world.survey)
    periods = [p for step in (Step.MONTH, Step.QUARTER, Step.WHOLE) for p in calendar.periods(step)]
    reports = (
        open_report(world.survey, *period, tree_of=tree_of, viewer=viewer)
        for period in periods
        for tree_of in (None, TODAY)
    )
    return {
        world.line(report, unit_id, (report.data.first, report.data.last))
        for report in reports
        for unit_id in report.data.scope.units
        if viewer.covers(unit_id) and unit_id not in report.hidden(MEASURE)
    }


def known_of(world: World, place: int, lines: set[frozenset[Cell]]) -> int:
    """Count the numbers about a place alone that follow from some lines."""
    cells = [cell for cell, (n, _) in world.people.items() if n]
    table = np.array([[cell in line for cell in cells] for line in lines if line], dtype=float)
    others = [k for k, (at, _) in enumerate(cells) if at != place]
    return int(np.linalg.matrix_rank(table) - np.linalg.matrix_rank(table[:, others]))


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_works_out_a_counter_of_one_person(app: Flask, seed: int) -> None:
    world, marked = marked_world(seed)
    public = set(in_sight(world))
    assert not any(known_of(world, place, public) for place in marked)
    survey = world.survey
    tree = open_report(survey, survey.opens_on, survey.closes_on).data.scope
    # Heads of marked counters attack only where many worlds are tried: each takes seconds.
    for top in tree.units.keys() - (marked if len(SEEDS) == 1 else ()):
        scope = frozenset(u for u in tree.units if tree.is_below(u, top))
        others = [place for place in marked if place not in scope]
        lines = public | seen_by(world, Scope(scope)) if others else public
        assert not any(known_of(world, place, lines) for place in others), top


def centre_of_three(survey: Survey) -> tuple[Unit, list[Unit]]:
    """A centre; one person serves at the first of its counters, with 60, 40 and 50 answers."""
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    places = [
        counter(survey, centre, name="Quầy một người", one_person=True),
        *(counter(survey, centre, name=f"Quầy {k}") for k in (2, 3)),
    ]
    for place, (satisfied, n) in zip(places, ((33, 60), (30, 40), (40, 50)), strict=True):
        answer(survey, place, satisfied, n)
    return centre, places


def test_the_chain_sees_the_counter_and_nobody_else_does(app: Flask) -> None:
    survey = one_stop_survey()
    centre, (alone, smallest, other) = centre_of_three(survey)

    def seen(viewer: Scope, kind: str = "counter") -> dict[int, int]:
        report = open_report(survey, survey.opens_on, survey.closes_on, viewer=viewer)
        rows = index_rows(report, "people_top2", kind)
        mine = viewer.covers if viewer is not NOBODY else EVERYTHING.covers
        return {row.unit.id: row.figure.n for row in rows if row.figure and mine(row.unit.id)}

    everything = {alone.id: 60, smallest.id: 40, other.id: 50}
    below = frozenset({centre.id, *everything})
    assert seen(EVERYTHING) == seen(Scope(below)) == everything
    assert seen(NOBODY) == {other.id: 50}
    assert seen(Scope(frozenset({alone.id}))) == {alone.id: 60}
    # With the centre's figure and the third counter's, who serves here would get the first one's.
    assert seen(Scope(frozenset({smallest.id}))) == {}
    assert seen(Scope(frozenset({other.id}))) == {other.id: 50}
    for viewer in (NOBODY, Scope(below)):
        assert seen(viewer, "commune_centre") == {centre.id: 150}


def test_figures_are_the_same_whoever_looks(app: Flask) -> None:
    survey = one_stop_survey()
    _, (_, _, other) = centre_of_three(survey)
    for kind, keep in (("counter", other.id), ("commune_centre", None)):
        mine, theirs = (
            {row.unit.id: row.figure for row in index_rows(report, "people_top2", kind)}
            for report in (
                open_report(survey, survey.opens_on, survey.closes_on, viewer=viewer)
                for viewer in (EVERYTHING, NOBODY)
            )
        )
        unit_id = keep or next(iter(theirs))
        assert mine[unit_id] == theirs[unit_id]


def test_fewer_than_ten_are_shown_to_nobody(app: Flask) -> None:
    survey = one_stop_survey()
    alone = counter(survey, one_person=True)
    answer(survey, alone, 4, 9)
    report = open_report(survey, survey.opens_on, survey.closes_on, viewer=EVERYTHING)
    assert index_rows(report, "people_top2", "counter")[0].outcome is Outcome.WITHHELD
    answer(survey, alone, 1, 1)
    report = open_report(survey, survey.opens_on, survey.closes_on, viewer=EVERYTHING)
    assert index_rows(report, "people_top2", "counter")[0].figure.n == 10


def test_pages_show_it_and_publications_reports_and_programs_do_not(
    app: Flask, client: FlaskClient
) -> None:
    survey = one_stop_survey(code="one")
    centre, (alone, _, other) = centre_of_three(survey)
    made(wanted(survey))
    [document] = db.session.scalars(select(Publication.document)).all()
    rows = {row["unit"]["id"]: row["figure"] for row in json.loads(document)["rows"]}
    assert rows[alone.id] is None
    assert rows[other.id]["n"] == 50

    program = Program(client, ApiAct.READ_RESULTS)
    found = program.get("/indices?survey=one&level=counter").json["indices"]
    assert [row["unit"]["id"] for row in found if row["figure"]] == [other.id]

    contents = compute(parameters(survey, centre))
    assert [row.unit.id for row in contents.rows if row.figure] == [other.id]
    assert {row.unit for row in contents.open.rows} == {other.code}

    reader = sign_in(client, unit=centre)
    page = reader.get(f"/results/one/{alone.id}").text
    assert "55,0" in page
    assert "60" in page
    beside = sign_in(client, unit=other)
    assert beside.get(f"/results/one/{alone.id}").status_code == 404
