"""Results as somebody sees them whose role is held on one unit."""

import pytest
from flask import Flask

from app.models import RoleName
from tests.app.rights_world import Side, create_side
from tests.factories import create_answers, create_point, create_staff, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in


@pytest.fixture
def sides(app: Flask) -> tuple[Side, Side]:
    """Two communes with one survey each, and one that asks in both."""
    province = create_unit(name="Tỉnh", kind="province")
    one, other = create_side("Phường Vân Phú", province), create_side("Xã Hy Cương", province)
    point = create_point(one.survey, place=create_unit(name="Quầy 9", parent=other.commune))
    for place in (one.counter, point.place):
        create_answers(one.survey, place, [{"overall": 5}] * 12)
    return one, other


def test_lists_hold_only_what_lies_inside(app: Flask, sides: tuple[Side, Side]) -> None:
    one, _ = sides
    page = Visitor(sign_in(app.test_client(), unit=one.commune)).get("/results/?level=counter")
    assert "Quầy của Phường Vân Phú" in page.text
    assert "Quầy 9" not in page.text
    assert "Xã Hy Cương" not in page.text
    assert "(1)" in page.one("select", id="level").text
    assert len(page.one("select", id="survey").text.split("Khảo sát")) == 2


def test_downloads_hold_only_what_lies_inside(app: Flask, sides: tuple[Side, Side]) -> None:
    one, _ = sides
    client = sign_in(app.test_client(), unit=one.commune)
    rows = client.get("/results/download/csv?level=counter").text
    assert "Quầy của Phường Vân Phú" in rows
    assert "Quầy 9" not in rows


def test_the_trail_stops_at_the_top_of_ones_own_tree(app: Flask, sides) -> None:
    one, _ = sides
    client = sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=one.commune)
    page = Visitor(client).get(f"/results/{one.survey.code}/{one.counter.id}")
    trail = page.one("nav", class_="trail").text
    assert "Phường Vân Phú" in trail
    assert "Tỉnh" not in trail


def test_somebody_elses_things_look_like_things_that_do_not_exist(app: Flask, sides) -> None:
    one, other = sides
    client = sign_in(app.test_client(), create_staff(RoleName.EVALUATOR, unit=other.commune))
    visitor = Visitor(client)
    missing = visitor.get("/results/no-survey/999999", status=404)
    foreign = (
        f"/results/{one.survey.code}/{one.counter.id}",
        f"/results/?survey={one.survey.code}&under={one.counter.id}",
        f"/results/?under={one.commune.id}",
        f"/results/download/csv?under={one.counter.id}",
        "/results/?survey=no-survey",
        "/results/?under=999999",
        "/results/download/xlsx?survey=no-survey",
    )
    for path in foreign:
        assert visitor.get(path, status=404).one("main").text == missing.one("main").text, path
