"""The list of signs of a fall and running verdicts: what mails and overviews tell of one unit."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import RoleName, Survey, Unit
from app.services.digests.signs import list_signs
from app.services.reporting.rows import index_rows
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on
from tests.factories import create_target, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in

DAY = timedelta(days=1)


@pytest.fixture
def places(app: Flask) -> tuple[Survey, Unit, Unit]:
    """A survey that runs: one counter fell three days ago, one holds, three show nothing."""
    now = clock.now()
    today = clock.local_day(now)
    create_target(0.8)
    survey = one_stop_survey(opens_on=today - 60 * DAY, closes_on=today + 30 * DAY)
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    fallen, steady, *small = (counter(survey, centre, name=f"Quầy {name}") for name in "ABCDE")
    given = [(fallen, 60, 60, 30), (fallen, 0, 15, 3), (fallen, 0, 15, 2), (steady, 95, 100, 10)]
    given += [(place, 0, n, 2) for place, n in zip(small, (4, 4, 10), strict=True)]
    for place, satisfied, n, days in given:
        answer(survey, place, satisfied, n, answered_at=now - days * DAY)
    return survey, fallen, steady


def test_units_with_a_sign_stand_first_and_files_have_the_lines_of_the_page(
    app: Flask, places: tuple[Survey, Unit, Unit]
) -> None:
    survey, *_ = places
    visitor = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR))
    page = visitor.get(f"/results/signs?survey={survey.code}&level=counter")
    names = [cell.text for cell in page.all("th", scope="row")]
    assert [name[:6] for name in names] == [f"Quầy {name}" for name in "ABCDE"]
    first, second, small, *_ = page.all("tr", role="row")[1:]
    assert "▼" in first.text
    assert "▼" not in second.text
    assert "Đạt" in second.text
    assert "Không công bố" in small.text
    assert not [cell for cell in page.all("td", class_="number") if small in cell.inside]
    rows = visitor.client.get(f"/results/signs/download.json?survey={survey.code}&level=counter")
    told = rows.get_json()["rows"]
    assert [row["sign"] for row in told] == [1, 0, 0, 0, 0]
    assert told[0]["sign_since"] == str(clock.local_day(clock.now()) - 3 * DAY)
    assert [row["n"] for row in told] == [90, 100, None, None, None]
    assert [row["running_low"] for row in told][2] is None


def test_the_list_is_narrowed_and_found_from_the_overview(
    app: Flask, places: tuple[Survey, Unit, Unit]
) -> None:
    survey, fallen, _ = places
    visitor = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR))
    for asked, names in (
        ("signs=1", ["Quầy A"]),
        ("verdict=met", ["Quầy B"]),
        ("q=quay c", ["Quầy C"]),
        ("q=quay c&signs=1", []),
    ):
        page = visitor.get(f"/results/signs?survey={survey.code}&level=counter&{asked}")
        assert [cell.text[:6] for cell in page.all("th", scope="row")] == names
    visitor.get(f"/results/signs?survey={survey.code}&signs=2", status=400)
    overview = visitor.get(f"/results/overview?survey={survey.code}&under={fallen.id}")
    (link,) = (a for a in overview.all("a") if a.text.startswith("Dấu hiệu giảm và kết luận"))
    own = visitor.get(link.get("href"))
    assert [cell.text[:6] for cell in own.all("th", scope="row")] == ["Quầy A"]


def test_heads_see_their_own_units_and_nothing_is_followed_when_a_survey_is_over(
    app: Flask, places: tuple[Survey, Unit, Unit]
) -> None:
    survey, fallen, steady = places
    head = Visitor(sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=steady))
    assert "Quầy A" not in head.get(f"/results/signs?survey={survey.code}").text
    head.get(f"/results/signs?survey={survey.code}&under={fallen.id}", status=404)
    rows = index_rows(report_on(survey), "people_top2", "counter")
    after = survey.closes_on + DAY
    assert list_signs(report_on(survey), "people_top2", [rows], today=after) is None


def test_files_of_signs_and_comparisons_say_that_answers_were_made_up(
    app: Flask, places: tuple[Survey, Unit, Unit]
) -> None:
    survey, *_ = places
    survey.demonstration = True
    client = sign_in(app.test_client(), role=RoleName.EVALUATOR)
    for name in ("signs", "compare"):
        file = client.get(f"/results/{name}/download.json?survey={survey.code}&level=counter").json
        assert "Dữ liệu minh họa" in [note["name"] for note in file["notes"]]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_signs_that_are_over_stand_apart_and_a_unit_with_the_same_answers_has_no_own_line(
    app: Flask,
) -> None:
    now = clock.now()
    today = clock.local_day(now)
    create_target(0.8)
    survey = one_stop_survey(opens_on=today - 90 * DAY, closes_on=today + 30 * DAY)
    top = create_unit(kind="province", name="Tỉnh")
    for name, fallen, mended in (("X", 60, None), ("Y", 20, 8), ("Z", 5, None), ("V", 3, None)):
        centre = create_unit(kind="commune_centre", name=name, parent=top)
        place = counter(survey, centre, name=f"Quầy {name}")
        answer(survey, place, 60, 60, answered_at=now - 80 * DAY)
        answer(survey, place, 0, 20, answered_at=now - fallen * DAY)
        if mended:
            answer(survey, place, 200, 200, answered_at=now - mended * DAY)
    visitor = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR))
    for asked, order in (
        ("", "VZYX"),
        ("signs=1", "VZ"),
        ("signs=earlier", "YX"),
        ("q=quay x", "X"),
    ):
        page = visitor.get(f"/results/signs?survey={survey.code}&{asked}")
        lines = [line.text for line in page.all("tr", role="row")[1:]]
        lines = [line for line in lines if not line.startswith("Tỉnh")]
        assert [line[0] for line in lines] == list(order)
        assert all(f"Có đúng các phiếu này: Quầy {line[0]}" in line for line in lines)
        assert ["▼" in line for line in lines] == [name in "VZ" for name in order]
        assert ["Trước đây" in line for line in lines] == [name in "XY" for name in order]
    rows = visitor.client.get(f"/results/signs/download.json?survey={survey.code}")
    told = [row for row in rows.get_json()["rows"] if row["unit_kind"] != "province"]
    assert [(row["sign"], row["sign_earlier"]) for row in told] == [(1, 0)] * 2 + [(0, 1)] * 2
    assert all(row["same_answers"] for row in told)
    for row, is_told in zip(told[1:3], (True, False), strict=True):
        unit = db.session.scalars(select(Unit).where(Unit.code == row["unit_code"])).one()
        page = visitor.get(f"/results/overview?survey={survey.code}&under={unit.id}")
        assert ("cho thấy mức hài lòng có thể thấp hơn" in page.text) is is_told
