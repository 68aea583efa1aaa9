"""Filters live in the address; a value that cannot be gets a clear page."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import RoleName
from tests.app.results.one_stop import answer, counter, one_stop_survey, row_of
from tests.factories import create_population, create_survey, create_target, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in


@pytest.fixture
def evaluator(client: FlaskClient) -> Visitor:
    """A signed-in evaluator whose every page is checked."""
    return Visitor(sign_in(client))


def order(evaluator: Visitor, query: str) -> list[str]:
    """Names of the units in the order of the page."""
    page = evaluator.get(f"/results/?{query}")
    return [cell.text for cell in page.all("th", scope="row")]


IMPOSSIBLE = [
    "survey=none",
    "from=yesterday",
    "from=2026-02-30",
    "from=2026-03-01&to=2026-02-01",
    "level=planet",
    "level=hospital",
    "formula=median",
    "formula=factor_items_top2",
    "under=x",
    "under=-1",
    "under=999999999",
    "under=99999999999999999999",
    "under=²",
    "sort=estimate",
    "verdict=best",
]


def test_a_value_that_cannot_be_gets_a_clear_page(app: Flask, evaluator: Visitor) -> None:
    counter(one_stop_survey())
    for query in IMPOSSIBLE:
        page = evaluator.get(f"/results/?{query}", status=400)
        name = query.rpartition("&")[2].partition("=")[0]
        assert f"“{name}”" in page.text, query
        assert "Về trang kết quả" in page.text


def test_a_plan_does_not_stand_before_a_survey_that_has_begun(evaluator: Visitor) -> None:
    answer(survey := one_stop_survey(), counter(survey), 8, 12)
    create_survey(code="plan", closes_on=date(2027, 12, 31), opened_at=None)
    (shown,) = evaluator.get("/results/").all("option", selected="", value=survey.code)
    assert shown.text


def first_shown(visitor: Visitor) -> str:
    """The code of the survey that a page of results shows unasked."""
    chosen = visitor.get("/results/").all("option", selected="")
    return str(chosen[0].get("value"))


def test_the_survey_shown_first_has_answers_and_asks_at_many_units(
    app: Flask, evaluator: Visitor
) -> None:
    wide, empty, narrow = (
        one_stop_survey(code=code, **days)
        for code, days in (
            ("wide", {}),
            ("empty", {"closes_on": date(2027, 6, 30)}),
            ("narrow", {"closes_on": date(2027, 3, 31)}),
        )
    )
    places = [counter(wide) for _ in range(3)]
    counter(empty)
    assert first_shown(evaluator) == "empty"
    answer(wide, places[0], 1, 1)
    assert first_shown(evaluator) == "wide"
    own = counter(narrow)
    answer(narrow, own, 1, 1)
    assert first_shown(evaluator) == "wide", "the later one asks at few units"
    head = Visitor(sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=own))
    assert first_shown(head) == "narrow"


def test_ranking_by_the_bare_percentage_is_not_offered(app: Flask, evaluator: Visitor) -> None:
    answer(survey := one_stop_survey(), counter(survey), 8, 12)
    links = [link.get("href") for link in evaluator.get("/results/").all("a")]
    assert {href.partition("sort=")[2] for href in links if "sort=" in href} == {
        *("name", "low", "verdict", "n")
    }


def test_rows_are_sorted_by_name_verdict_n_or_lower_limit(app: Flask, evaluator: Visitor) -> None:
    create_target()
    survey = one_stop_survey()
    for code, name, satisfied, n in (
        ("1", "Bính", 9, 12),
        ("2", "Ất", 60, 60),
        ("3", "Giáp", 5, 20),
        ("4", "Đinh", 0, 0),
    ):
        answer(survey, counter(survey, code=code, name=name), satisfied, n)
    assert order(evaluator, "") == ["Bính", "Ất", "Giáp", "Đinh"]
    assert order(evaluator, "sort=verdict") == ["Ất", "Giáp", "Bính", "Đinh"]
    assert order(evaluator, "sort=n") == ["Ất", "Giáp", "Bính", "Đinh"]
    assert order(evaluator, "sort=low") == ["Ất", "Bính", "Giáp", "Đinh"]
    assert order(evaluator, "sort=name")[0] == "Ất"


def test_the_period_chooses_answers_by_their_local_day(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    # 17:30 UTC on 31 January is 00:30 on 1 February in Viet Nam.
    answer(survey, place, 8, 11, answered_at=datetime(2026, 1, 31, 17, 30, tzinfo=UTC))
    answer(survey, place, 6, 13, answered_at=datetime(2026, 1, 31, 16, 30, tzinfo=UTC))
    january = row_of(survey, place, last=date(2026, 1, 31))
    assert january.figure.n == 13
    assert row_of(survey, place, first=date(2026, 2, 1)).figure.n == 11


def test_the_response_rate_counts_answers_of_the_days_whose_dossiers_are_counted(
    app: Flask,
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    create_population(place, 100, period_start=date(2026, 1, 1), period_end=date(2026, 1, 31))
    answer(survey, place, 8, 20, answered_at=datetime(2026, 1, 10, tzinfo=UTC))
    answer(survey, place, 8, 30, answered_at=datetime(2026, 3, 10, tzinfo=UTC))
    row = row_of(survey, place)
    assert row.figure.n == 50
    assert row.population.response_rate == pytest.approx(0.20)
    assert row.population.last == date(2026, 1, 31)


def test_a_half_year_and_its_months_are_not_added_up(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    create_population(place, 100, period_start=date(2026, 1, 1), period_end=date(2026, 1, 31))
    create_population(place, 700)
    create_population(place, 800, late=8, entered_at=datetime(2026, 9, 1, tzinfo=UTC))
    population = row_of(survey, place).population
    assert population.dossiers == 800, "the half-year, as it was corrected last"
    assert population.on_time_rate == pytest.approx(0.99)


def test_a_parent_shows_only_its_own_units_with_unchanged_numbers(
    app: Flask, evaluator: Visitor
) -> None:
    survey = one_stop_survey()
    centres = [create_unit(kind="commune_centre", name=f"Trung tâm {k}") for k in (1, 2)]
    for k, centre in enumerate(centres):
        for j in range(3):
            place = counter(survey, centre, name=f"Quầy {k}{j}")
            answer(survey, place, 20 + j, 30)
    everything = order(evaluator, "level=counter&formula=people_top2")
    assert len(everything) == 6
    page = evaluator.get(f"/results/?level=counter&under={centres[1].id}")
    assert [c.text for c in page.all("th", scope="row")] == ["Quầy 10", "Quầy 11", "Quầy 12"]
    assert "Chỉ các đơn vị thuộc Trung tâm 2" in page.text


def test_a_target_for_a_kind_or_sector_goes_before_the_general_one(app: Flask) -> None:
    survey = one_stop_survey()
    place, centre = counter(survey), create_unit(kind="commune_centre")
    answer(survey, place, 45, 50)
    answer(survey, centre, 45, 50)
    create_target(0.9, unit_kind="counter", sector="administration")
    create_target(0.7, unit_kind="counter", sector="health")
    create_target(0.6, unit_kind="counter", valid_to=date(2025, 12, 31))
    assert row_of(survey, place).target.value == pytest.approx(0.9)
    assert row_of(survey, centre).target.value == pytest.approx(0.8)


def test_a_long_list_is_searched_and_narrowed_and_its_file_holds_the_same(
    evaluator: Visitor,
) -> None:
    survey = one_stop_survey()
    create_target()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    for name, satisfied, n in (("Quầy Hộ tịch", 60, 60), ("Quầy Đất đai", 1, 40), ("Thuế", 24, 30)):
        answer(survey, counter(survey, centre, name=name, code=name[-3:]), satisfied, n)
    assert order(evaluator, "level=counter&q=ho+tich") == ["Quầy Hộ tịch"]
    assert order(evaluator, "level=counter&q=THU") == ["Thuế"]
    assert order(evaluator, "level=counter&verdict=not_met") == ["Quầy Đất đai"]
    both = order(evaluator, "level=counter&q=quay&sort=name")
    assert both == ["Quầy Đất đai", "Quầy Hộ tịch"]
    page = evaluator.get("/results/?level=counter&q=xyz")
    assert "Đang hiện 0 trong số 3 đơn vị." in page.text
    page = evaluator.get("/results/?level=counter&q=quay&verdict=met")
    link = next(a.get("href") for a in page.all("a") if a.text == "CSV")
    lines = evaluator.client.get(link).data.decode("utf-8-sig").splitlines()
    assert [line for line in lines if "Quầy" in line] == [lines[1]]
    assert "Hộ tịch" in lines[1]


def test_other_days_are_refused_with_a_way_to_the_nearest_months(evaluator: Visitor) -> None:
    survey = one_stop_survey()
    counter(survey)
    page = evaluator.get("/results/?from=2026-02-10&to=2026-03-05&level=counter", status=400)
    link = next(a.get("href") for a in page.all("a") if "01/02/2026" in a.text)
    shown = evaluator.get(link)
    assert "01/02/2026 – 31/03/2026" in shown.text
    assert "level=counter" in link
    # No script: a form in which another survey was chosen still holds the months of the one before.
    later = one_stop_survey(opens_on=date(2026, 7, 1), closes_on=date(2026, 12, 31))
    query = f"survey={later.code}&of={survey.code}&from=2026-01-01&to=2026-02-28"
    assert "01/07/2026 – 31/12/2026" in evaluator.get(f"/results/?{query}").text


def test_a_response_rate_of_other_days_gives_no_exact_number(evaluator: Visitor) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    for month, n in ((1, 20), (2, 13)):
        moment = datetime(2026, month, 15, tzinfo=UTC)
        answer(survey, place, n, n, answered_at=moment)
    create_population(place, 60, period_start=date(2026, 1, 1), period_end=date(2026, 1, 31))
    create_population(place, 40, period_start=date(2026, 2, 1), period_end=date(2026, 2, 20))
    assert row_of(survey, place).population.response_rate == pytest.approx(0.33), "all answers"
    answer(survey, place, 4, 6, answered_at=datetime(2026, 5, 15, tzinfo=UTC))
    for month, received in ((1, 39), (2, 19)):
        population = row_of(survey, place, first=date(2026, month, 1)).population
        counted = population.response_rate * population.dossiers
        assert received - counted == pytest.approx(5), "6, rounded, whatever the period"
