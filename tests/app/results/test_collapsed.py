"""A weighted figure tells no more than sums do: strata of hidden units are collapsed.

Truth leaned on: every whole-number table that fits the published figures; `results/independent.py`.
"""

import csv
import io
import zipfile

import pytest
from flask import Flask

from app.exports.open_guide import command
from app.results.report_files import make_files
from app.services.publishing.planning import Wanted, rows_to_publish
from app.services.reporting.levels import weigh
from app.services.reporting.ratings import rating_rows
from app.services.reporting.rows import index_rows
from app.services.reports.contents import compute
from tests.analysis.command_line import CommandLine
from tests.app.reports.half_year import parameters
from tests.app.results.independent import Strata, moderated_mid_p
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on, row_of
from tests.factories import create_answers, create_population, create_target, create_unit

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

DOSSIERS = (4237, 828, 9000, 2500)
ANSWERS = ((0, 1), (22, 26), (700, 800), (45, 60))
"""Satisfied and all of four counters; the first must be hidden, the second with it."""


@pytest.fixture
def centre(app: Flask):
    """A survey, a centre with four counters, and a commune above with another centre."""
    create_target()
    survey = one_stop_survey()
    commune = create_unit(kind="commune")
    above = create_unit(kind="commune_centre", parent=commune)
    places = [counter(survey, above, code=f"c{k}") for k in range(4)]
    for place, handled, told in zip(places, DOSSIERS, ANSWERS, strict=True):
        create_population(place, handled)
        answer(survey, place, *told)
    return survey, commune, above, places


def tables(rest: float, people: int, weights: tuple[int, int]) -> set[tuple[int, ...]]:
    """Every (k1, n1, k2, n2) that fits Σ N k / n of two hidden counters."""
    return {
        (k1, n1, k2, people - n1)
        for n1 in range(1, people)
        for k1 in range(n1 + 1)
        for k2 in range(people - n1 + 1)
        if abs(weights[0] * k1 / n1 + weights[1] * k2 / (people - n1) - rest) < 1e-6
    }


def test_whole_numbers_that_fit_the_weighted_figure_tell_no_hidden_counter(centre) -> None:
    survey, _, above, _ = centre
    staff = index_rows(report_on(survey), "people_top2", "counter")
    public = rows_to_publish(
        Wanted(survey, survey.opens_on, survey.closes_on, "counter", "people_top2")
    )
    for rows in (staff, public):
        assert [row.figure is None for row in rows] == [True, True, False, False]
    whole = row_of(survey, above).figure
    told = sum(n * row.figure.value for n, row in zip(DOSSIERS[2:], staff[2:], strict=True))
    rest = whole.value * sum(DOSSIERS) - told
    people = whole.n - sum(row.figure.n for row in staff[2:])
    assert rest / sum(DOSSIERS[:2]) == pytest.approx(22 / 27)  # of the two together, no more
    assert (0, 1, 22, 26) not in tables(rest, people, DOSSIERS[:2])
    # What fits is the sum alone: each of the two may have any number of the people.
    together = [(k1, n1) for n1 in range(1, 27) for k1 in range(n1 + 1) if 0 <= 22 - k1 <= 27 - n1]
    assert len({n1 for _, n1 in together}) == 26


def test_the_figure_and_its_limits_are_those_of_collapsed_strata(centre) -> None:
    survey, commune, above, _ = centre

    def scores(k: int, n: int) -> list[float]:
        return [1.0] * k + [0.0] * (n - k)

    strata = [(sum(DOSSIERS[:2]), scores(22, 27), [1.0] * 27)]
    strata += [
        (total, scores(k, n), [1.0] * n)
        for total, (k, n) in zip(DOSSIERS[2:], ANSWERS[2:], strict=True)
    ]
    expected = Strata(strata)
    for unit in (above, commune):
        figure = row_of(survey, unit).figure
        assert figure.value == pytest.approx(expected.value)
        assert figure.weight_effect == pytest.approx(expected.weight_effect)
        assert (figure.low, figure.high) == pytest.approx(moderated_mid_p(expected), abs=1e-8)


def test_a_shown_counter_below_a_hidden_centre_keeps_its_own_stratum(app: Flask) -> None:
    """What the centre leaves over of it joins what the commune leaves over of the other centre."""
    survey = one_stop_survey()
    commune = create_unit(kind="commune")
    few, many = (create_unit(kind="commune_centre", parent=commune) for _ in range(2))
    shown, beside, small = (counter(survey, above) for above in (few, few, many))
    told = ((shown, 1000, (30, 40)), (beside, 3000, (20, 30)), (small, 500, (2, 3)))
    for place, handled, satisfied in told:
        create_population(place, handled)
        answer(survey, place, *satisfied)
    report = report_on(survey)
    assert report.hidden("people_top2:") == {few.id, beside.id, many.id, small.id}
    collapsed = report.collapsed("people_top2:")
    weights = weigh(report.data, report.data.direct, collapsed)
    totals = {stratum.unit_id: stratum.total for stratum in weights.strata(commune.id)}
    assert totals == pytest.approx({shown.id: 1000 / 4500, commune.id: 3500 / 4500})
    expected = (1000 * 30 / 40 + 3500 * 22 / 33) / 4500
    assert row_of(survey, commune).figure.value == pytest.approx(expected)


def test_open_data_give_the_figures_of_collapsed_strata(
    centre, app: Flask, tmp_path, monkeypatch, capsys
) -> None:
    survey, commune, above, places = centre
    with app.test_request_context():
        contents = compute(parameters(survey, commune, level="commune_centre"))
        files = {file.name: file.content for file in make_files(contents)}
    strata = {(row.stratum, row.weight) for row in contents.open.rows}
    assert {code for code, _ in strata} == {above.code, places[2].code, places[3].code}
    with zipfile.ZipFile(io.BytesIO(files["open-data.zip"])) as archive:
        archive.extractall(tmp_path)
        published = list(csv.DictReader(io.StringIO(archive.read("results.csv").decode())))
    monkeypatch.chdir(tmp_path)
    words = command(contents).split()[3:]
    (record,) = CommandLine(capsys).json(*words[: words.index("--format")])
    row = next(row for row in published if row["unit_code"] == record["domain"])
    assert record["estimate"] == pytest.approx(float(row["index"]), abs=1e-9)
    assert record["low"] == pytest.approx(float(row["low"]), abs=1e-9)


def test_levels_of_a_question_are_put_together_as_its_figure_is(app: Flask) -> None:
    """A counter where few answered a question is no stratum of it, though others show it."""
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    for handled, asked, told in ((9000, 3, 1), (500, 40, 30), (800, 50, 20)):
        place = counter(survey, centre)
        create_population(place, handled)
        answer(survey, place, 20, 40)
        levels = [5] * told + [2] * (asked - told)
        create_answers(survey, place, [{"overall": 4, "guidance": level} for level in levels])
    report = report_on(survey)
    hidden = report.hidden("guidance")
    assert hidden
    assert not report.hidden("overall")
    (row,) = (r for r in rating_rows(report, centre.id, "people_top2") if r.code == "guidance")
    figure = report.figures("guidance", centre.kind)[centre.id]
    assert row.shares[3] + row.shares[4] == pytest.approx(figure.share)
