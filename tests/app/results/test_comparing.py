"""Comparing: differences, places in place of a league table, lists, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.models import Survey, Unit
from app.services.comparing.parents import compare_with_parent
from app.services.comparing.units import LOWER, NEITHER, UPPER, place_units
from app.services.reporting.differences import Direction
from app.services.reporting.rows import index_rows
from tests.app.results.one_stop import (
    answer,
    counter,
    one_stop_survey,
    report_on,
    row_of,
)
from tests.factories import create_survey, create_target, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in

BEFORE = {"opens_on": date(2025, 7, 1), "closes_on": date(2025, 12, 31)}
THEN = datetime(2025, 9, 1, 3, tzinfo=UTC)


@pytest.fixture
def centre(app: Flask) -> tuple[Survey, Unit]:
    """A centre with two good counters, two bad ones, one between, and two with few answers."""
    create_target()
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre", name="Trung tâm")
    for name, satisfied, n in (
        ("Quầy A", 196, 200),
        ("Quầy B", 190, 200),
        ("Quầy C", 130, 200),
        ("Quầy D", 90, 200),
        ("Quầy E", 80, 200),
        ("Quầy F", 2, 3),
        ("Quầy H", 2, 4),
    ):
        answer(survey, counter(survey, above, name=name), satisfied, n)
    return survey, above


def test_units_are_put_into_halves_only_where_every_place_lies_there(
    centre: tuple[Survey, Unit],
) -> None:
    survey, _ = centre
    report = report_on(survey)
    found = place_units(report, index_rows(report, "people_top2", "counter"))
    groups = {one.row.unit.name_vi[-1]: one.group for one in found.placed}
    assert groups["A"] == UPPER
    assert groups["C"] == NEITHER
    assert groups["E"] == LOWER
    assert "F" not in groups, "what is withheld has no place"
    assert {one.row.unit.name_vi[-1] for one in found.placed if one.named} >= {"D", "E"}
    assert all(one.inspect for one in found.placed if one.named)


def test_a_part_moves_with_its_whole(centre: tuple[Survey, Unit]) -> None:
    survey, above = centre
    report = report_on(survey)
    whole = row_of(survey, above)
    rows = [row for row in index_rows(report, "people_top2", "counter") if row.figure]
    low = next(
        pair for pair in compare_with_parent(report.data, rows, whole) if "E" in pair.unit.name_vi
    )
    assert low.direction is Direction.WORSE
    assert low.difference is not None
    assert 0 < low.difference.correlation <= 1


def test_the_page_says_each_list_with_its_risk_and_hides_what_is_hidden(
    app: Flask, centre: tuple[Survey, Unit]
) -> None:
    visitor = Visitor(sign_in(app.test_client()))
    page = visitor.get("/results/compare")
    assert "Được nêu tên là chưa đạt mục tiêu: Quầy C, Quầy D, Quầy E" in page.text
    assert "xác suất nêu sai dù chỉ một đơn vị không quá 2,5%" in page.text
    (hidden,) = [row.text for row in page.all("tr") if "Quầy F" in row.text]
    assert "Không công bố" in hidden
    file = visitor.client.get("/results/compare/download.csv").text
    (line,) = [line for line in file.splitlines() if "Quầy F" in line]
    assert ";;;;" in line
    assert "Quầy A" in visitor.get("/results/compare?by=parent").text
    assert "không có gì để so sánh" in visitor.get("/results/compare?by=groups").text
    visitor.get("/results/compare?by=rank", status=400)


def test_what_is_not_the_same_measurement_is_refused_with_what_is_allowed(
    app: Flask, centre: tuple[Survey, Unit]
) -> None:
    survey, above = centre
    place = counter(survey, above, name="Quầy G")
    other = one_stop_survey(**BEFORE)
    earlier = create_survey(version=survey.version, formulas=survey.formulas, **BEFORE)
    answer(earlier, place, 20, 40, answered_at=THEN)
    answer(other, place, 20, 40, answered_at=THEN)
    answer(survey, place, 39, 40)
    visitor = Visitor(sign_in(app.test_client()))
    start = f"/results/compare?by=periods&survey={survey.code}&under={above.id}"
    assert "Tốt hơn" in visitor.get(start).text
    page = visitor.get(f"{start}&with={other.code}").one("section", class_="answer")
    assert "bộ câu hỏi khác" in page.text
    assert "So sánh với “Khảo sát một cửa”" in page.text
    shared = visitor.get(f"{start}&with={survey.code}").one("section", class_="answer")
    assert "ngày trùng nhau" in shared.text
    mixed = visitor.get(f"{start}&with_formula=mean_100").one("section", class_="answer")
    assert "Hai chỉ số khác nhau" in mixed.text
    visitor.get(f"{start}&with=no-survey", status=404)
