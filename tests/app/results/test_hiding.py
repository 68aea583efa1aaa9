"""What is hidden stays hidden, on every page and in every file (statistics.md 14)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.exports import EXPORTERS, Export
from app.models import Unit
from app.services.reporting.items import item_rows
from app.services.reporting.records import Outcome
from app.services.reporting.rows import index_rows
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on, row_of
from tests.factories import create_answers, create_population, create_unit
from tests.sign_in import sign_in


def centre_with(survey, *counts: tuple[int, int]) -> tuple[Unit, list[Unit]]:
    """A centre whose counters have so many satisfied people of so many."""
    centre = create_unit(kind="commune_centre")
    places = [counter(survey, centre) for _ in counts]
    for place, (satisfied, n) in zip(places, counts, strict=True):
        answer(survey, place, satisfied, n)
    return centre, places


def test_a_small_counter_takes_the_next_smallest_with_it(app: Flask) -> None:
    survey = one_stop_survey()
    centre, _ = centre_with(survey, (2, 3), (10, 15), (20, 30))
    rows = index_rows(report_on(survey), "people_top2", "counter")
    assert [row.outcome is Outcome.WITHHELD for row in rows] == [True, True, False]
    # else it were the difference between the centre and its other counters
    assert row_of(survey, centre).figure.n == 48


def test_answers_given_at_the_parent_itself_cannot_be_worked_out(app: Flask) -> None:
    survey = one_stop_survey()
    centre, places = centre_with(survey, (10, 15), (20, 30))
    answer(survey, centre, 1, 2)
    assert row_of(survey, places[0]).outcome is Outcome.WITHHELD
    assert row_of(survey, centre).figure.n == 47


def test_a_hidden_row_holds_no_number_that_gives_it_away(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 3, 4)
    create_population(place, 100)
    row = row_of(survey, place)
    assert (row.figure, row.counts, row.silent, row.answers_needed) == (None, None, None, None)
    assert row.alternatives == ()
    assert row.population.dossiers == 100, "dossiers are published elsewhere"
    assert (row.population.response_rate, row.population.coverage) == (None, None)


def test_the_minimum_is_the_surveys_own(app: Flask) -> None:
    survey = one_stop_survey(minimum_cell=20)
    place = counter(survey)
    answer(survey, place, 12, 19)
    assert row_of(survey, place).outcome is Outcome.WITHHELD


def test_no_page_and_no_file_tells_of_four_answers(app: Flask, client: FlaskClient) -> None:
    survey = one_stop_survey()
    place = counter(survey, name="Quầy vắng")
    answer(survey, place, 3, 4)
    client = sign_in(client)
    for path in ("/results/", f"/results/{survey.code}/{place.id}"):
        text = client.get(path).text
        assert "dưới 5 phiếu" in text
        assert "75,0" not in text
        assert "Thái độ" not in text
    rows = index_rows(report_on(survey), "people_top2", "counter")
    for cells in (Export(survey, rows, "vi").values(row) for row in rows):
        assert not {4, 3, 0.75} & {cell for cell in cells if not isinstance(cell, str)}


def test_questions_are_hidden_together_where_few_people_rated_one(app: Flask) -> None:
    """Figures over all questions, less those of the others, would tell it."""
    survey = one_stop_survey()
    place = counter(survey)
    people = [{"overall": 4 if k % 3 else 2, "attitude": 4} for k in range(20)]
    for person in people[:3]:
        person["time"] = 1
    create_answers(survey, place, people)
    items = {item.code: item for item in item_rows(report_on(survey), place.id)}
    assert items["time"].withheld
    assert items["time"].figure is None
    assert items["attitude"].withheld
    assert items["overall"].figure.n == 20, "no sum holds the question but that of its side"
    assert index_rows(report_on(survey), "people_top2", "counter")[0].figure.n == 20
    assert items["paperwork"].figure is None
    assert not items["paperwork"].withheld, "nobody rated it: no answers, which is not hidden"


@pytest.mark.parametrize("name", EXPORTERS)
def test_files_write_withheld_and_never_zero(app: Flask, name: str) -> None:
    survey = one_stop_survey()
    answer(survey, counter(survey), 2, 3)
    rows = index_rows(report_on(survey), "people_top2", "counter")
    with app.test_request_context():
        export = Export(survey, rows, "vi")
        table = export.table()
        cells = dict(zip(table.headings(), next(table.shown()), strict=True))
        assert EXPORTERS[name].write(export.table())
    assert cells["Kết luận"] == "Không công bố"
    assert cells["Chỉ số hài lòng"] is None
    assert cells["Cỡ mẫu (n)"] is None
