"""Comparing: differences, places in place of a league table, lists, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.extensions import db
from app.models import Survey, Unit
from app.services.breakdowns.rows import breakdown
from app.services.comparing.parents import compare_with_parent
from app.services.comparing.two import compare_apart, compare_units
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
from tests.factories import (
    create_point,
    create_service,
    create_survey,
    create_target,
    create_unit,
)
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
        pair for pair in compare_with_parent(report, rows, whole) if "E" in pair.unit.name_vi
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


def test_two_units_are_found_by_words_and_a_part_is_compared_with_its_whole(
    app: Flask, centre: tuple[Survey, Unit]
) -> None:
    survey, above = centre
    visitor = Visitor(sign_in(app.test_client()))
    one = next(u for u in report_on(survey).data.scope.units.values() if u.name_vi == "Quầy A")
    start = f"/results/compare?by=two&survey={survey.code}&under={one.id}"
    assert "Có nhiều đơn vị phù hợp" in visitor.get(f"{start}&find=quay").text
    assert "Không có đơn vị nào" in visitor.get(f"{start}&find=hospital").text
    (row,) = visitor.get(f"{start}&find=quay+c").all("tr")[1:]
    assert "Cao hơn" in row.text
    (row,) = visitor.get(f"{start}&find=trung+tam").all("tr")[1:]
    assert "Trung tâm" in row.text
    assert "Hai bên là một" in visitor.get(f"{start}&find=quay+a").text
    visitor.get(f"{start}&with_unit=999", status=404)
    report = report_on(survey)
    part, whole = row_of(survey, db.session.get(Unit, one.id)), row_of(survey, above)
    nested = compare_units(report, whole, part)
    assert nested.unit.id == one.id, "the part stands first"
    assert nested.difference is not None
    assert nested.difference.correlation > 0


def test_two_parts_of_a_unit_are_compared_as_different_people(app: Flask) -> None:
    survey, place = one_stop_survey(), create_unit(kind="counter")
    create_target()
    codes = []
    for satisfied, n in ((95, 100), (60, 100), (40, 50)):
        service = create_service()
        codes.append(service.code)
        point = create_point(survey, place=place, service_id=service.id)
        answer(survey, place, satisfied, n, point=point)
    visitor = Visitor(sign_in(app.test_client()))
    start = f"/results/compare?by=parts&survey={survey.code}&under={place.id}&dimension=service"
    (row,) = visitor.get(start).all("tr")[1:]
    assert "Cao hơn" in row.text
    chosen = f"{start}&part={codes[1]}&other_part={codes[2]}"
    file = visitor.client.get(chosen.replace("compare?", "compare/download.json?")).json
    assert [file["rows"][0][name] for name in ("n", "other_n", "index")] == [100, 50, 0.6]
    report = report_on(survey)
    first, second = breakdown(report, "people_top2", place.id, "service").rows[:2]
    found = compare_apart(first, second).difference
    assert found is not None
    assert found.correlation == 0
    refused = visitor.get(f"{start}&part={codes[1]}&other_part={codes[1]}")
    assert "Hai bên là một" in refused.text
    visitor.get(f"{start}&part=none", status=400)
    short = visitor.get(f"{start}&from=2026-02-01").one("section", class_="answer")
    assert "chỉ được nêu cho cả đợt khảo sát" in short.text
