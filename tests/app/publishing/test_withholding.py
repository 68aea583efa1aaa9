"""Rows that are withheld for the sake of earlier publications tell nothing by weights either."""

from datetime import date

import numpy as np
import pytest
from flask import Flask

from analysis.disclosure.audit import audit
from analysis.disclosure.cells import Cell, Line
from app.models import Survey
from app.services.disclosure import TreeCounts, hidden_units
from app.services.publishing.documents import read_document, rows_of
from tests.app.publishing.made import JANUARY, MAY, made, wanted
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_population, create_unit

QUARTER = date(2026, 3, 31)


@pytest.fixture
def survey(app: Flask) -> Survey:
    """Counters of a quarter are public; then three more answer at A and at B, many at C."""
    found = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    places = [counter(found, centre, code=code) for code in "ABC"]
    for place, dossiers in zip(places, (9000, 100, 500), strict=True):
        create_population(place, dossiers)
        answer(found, place, 30, 40, answered_at=JANUARY)
    answer(found, counter(found, create_unit(kind="commune_centre")), 30, 40, answered_at=JANUARY)
    made(wanted(found, last=QUARTER))
    for place, told in zip(places, ((3, 3), (0, 3), (3, 30)), strict=True):
        answer(found, place, *told, answered_at=MAY)
    return found


def published(survey: Survey, level: str) -> dict[str, float | None]:
    """What is public of the half-year, by code or name."""
    rows = rows_of(read_document(made(wanted(survey, level=level)).document))
    return {r.unit.code: r.figure.value if r.figure else None for r in rows} | {
        r.unit.name_vi: r.figure.value if r.figure else None for r in rows
    }


def test_a_row_withheld_before_is_no_stratum_of_a_figure_above_it(survey: Survey) -> None:
    below = published(survey, "counter")
    assert [below[code] is None for code in "ABC"] == [True, True, False]
    above = published(survey, "commune_centre")["Trung tâm"]
    # A and B are one stratum: 33 of 43 and 30 of 43, with the dossiers of both.
    assert above == pytest.approx((9100 * 63 / 86 + 500 * 33 / 70) / 9600)


def test_a_row_withheld_after_takes_what_weighs_beside_it_in_a_public_figure(
    survey: Survey,
) -> None:
    above = published(survey, "commune_centre")["Trung tâm"]
    assert above == pytest.approx((9000 * 33 / 43 + 100 * 30 / 43 + 500 * 33 / 70) / 9600)
    below = published(survey, "counter")
    assert [below[code] for code in "ABC"] == [None, None, None]


@pytest.mark.parametrize("minimum", [3, 4])
def test_the_number_behind_a_hidden_unit_is_in_a_range_of_five_at_least(minimum: int) -> None:
    rng = np.random.default_rng(minimum)
    for _ in range(40):
        groups = [rng.choice([1, 2, 3, 5, 30], size=rng.integers(2, 5)) for _ in range(3)]
        below = np.concatenate(groups)
        heads = np.repeat(np.arange(3), [g.size for g in groups])
        counts = np.zeros((below.size + 4, 1, 3))
        counts[: below.size, 0] = np.stack([below, below // 2, below], axis=1)
        above = [*(below.size + heads), *[below.size + 3] * 3, -1]
        hidden = hidden_units(TreeCounts(range(len(above)), above, counts), minimum=minimum)
        people = counts[:, 0].copy()
        for unit, head in enumerate(above):
            if head >= 0:
                people[head] += people[unit]
        cells = [Cell(str(u), int(n), int(k)) for u, (n, k, _) in enumerate(people)]
        kids = {h: [str(u) for u, a in enumerate(above) if a == h] for h in set(above) - {-1}}
        lines = [Line(str(head), tuple(units)) for head, units in kids.items()]
        assert audit(cells, lines, {str(unit) for unit in hidden}) == ()
