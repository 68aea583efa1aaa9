"""An evaluator subtracts everything in sight and tries to learn what few people answered.

Truth leaned on: linear algebra over all cells of place and month (`tests.analysis.small_groups`).
"""

import os

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import ApiAct
from app.queries.surveys import surveys_of_questionnaire
from app.services.reporting.readable_periods import Calendar
from app.services.reporting.records import Outcome
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import measure_name
from app.services.reporting.trend import MONTHS, read_trend
from tests.analysis.small_groups import found_out
from tests.app.api.program import Program
from tests.app.results.attack_worlds import FORMULA, TODAY, Cell, World, in_sight, make_world
from tests.sign_in import sign_in


def learnt(world: World, lines: set[frozenset[Cell]]) -> list[list[Cell]]:
    """The small groups of cells that all lines together tell of."""
    cells = [cell for cell, (n, _) in world.people.items() if n]
    place = {cell: k for k, cell in enumerate(cells)}
    table = np.zeros((len(lines), len(cells)))
    for row, line in zip(table, lines, strict=True):
        row[[place[cell] for cell in line]] = 1
    n, satisfied = np.array([world.people[cell] for cell in cells]).T
    groups = found_out(table, n, satisfied, world.survey.minimum_cell)
    return [[cells[k] for k in group] for group in groups]


SEEDS = range(int(os.environ.get("ATTACK_SEEDS", "0"))) or (2,)
"""One world in the battery; `ATTACK_SEEDS=100` tries a hundred."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_views_together_tell_of_few_people(app: Flask, seed: int) -> None:
    world = make_world(seed)
    lines = {line for line in in_sight(world) if line}
    parts = [line for line in lines if len({month for _, month in line}) < 6]
    assert parts or seed != 2, "something is shown of parts of the survey"
    assert not learnt(world, lines)


def test_every_way_to_a_figure_shows_the_same_units(app: Flask, client: FlaskClient) -> None:
    world = make_world(2)
    survey, months = world.survey, Calendar.of(world.survey).months
    period = months[1][0], months[3][1]
    report = open_report(survey, *period)
    rows = [r for kind in report.data.scope.kinds() for r in index_rows(report, FORMULA, kind)]
    hidden = {row.unit.id for row in rows if row.outcome is Outcome.WITHHELD}
    too_short = {row.unit.id for row in rows if row.readable}
    assert too_short
    for row in rows:
        n = sum(world.people[cell][0] for cell in world.line(report, row.unit.id, period))
        assert (row.figure.n if row.figure else 0) == (0 if row.unit.id in hidden else n)
    assert {row.tree_day for row in rows} == {survey.closes_on}
    assert too_short <= hidden < {row.unit.id for row in rows}

    surveys = surveys_of_questionnaire(survey.version.questionnaire.code)
    points = read_trend(surveys, min(too_short), FORMULA, MONTHS, today=TODAY).points
    for point in points:
        of_period = open_report(survey, point.first, point.last)
        assert min(too_short) not in of_period.hidden(measure_name(FORMULA, None))

    program, reader = Program(client, ApiAct.READ_RESULTS), sign_in(client)
    for kind in report.data.scope.kinds():
        query = f"survey={survey.code}&level={kind}"
        found = program.get(f"/indices?{query}&first_day={period[0]}&last_day={period[1]}").json
        for row in found["indices"]:
            unit_id = row["unit"]["id"]
            assert row["hidden"] == (unit_id in hidden)
            assert (row["hidden_because"] == "short_period") == (unit_id in too_short)
            assert row["figure"] is None or not row["hidden"]
        file = reader.get(f"/results/download/json?{query}&from={period[0]}&to={period[1]}").json
        withheld = {line["unit_code"] for line in file["rows"] if line["verdict"] == "withheld"}
        units = report.data.scope.units
        assert withheld == {units[u].code for u in hidden if units[u].kind == kind}
