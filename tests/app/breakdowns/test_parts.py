"""A unit's figure by service, way of answering, touchpoint and group, on page, file and picture."""

import json
from datetime import UTC, datetime
from threading import Event

import pytest
from flask import Flask

from app.models import Service, Survey, Unit
from app.services.breakdowns import beside
from app.services.breakdowns.rows import breakdown
from app.services.breakdowns.standing_out import parts_standing_out
from app.services.reporting.records import PartKind, Weighting
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.results.files import READERS
from tests.app.results.one_stop import answer, one_stop_survey, report_on, row_of
from tests.factories import (
    create_answers,
    create_point,
    create_population,
    create_service,
    create_survey,
    create_target,
    create_unit,
    create_version,
)
from tests.pages import Visitor
from tests.sign_in import sign_in


def parts_of(survey: Survey, unit: Unit, dimension: str) -> dict[str, tuple[float, int]]:
    """The index and the people of each part."""
    found = breakdown(report_on(survey), survey.formulas[0], unit.id, dimension)
    return {row.part.id: (row.figure.value, row.figure.n) for row in found.rows}


def place_with_services(*counts: tuple[int, int]) -> tuple[Survey, Unit, list[Service]]:
    """A counter with a point for each service, with so many satisfied people of so many."""
    create_target()
    survey = one_stop_survey()
    place = create_unit(kind="counter", name="Quầy tổng hợp")
    services = [create_service(name_vi=f"Thủ tục {k}") for k in range(len(counts))]
    for service, (satisfied, n) in zip(services, counts, strict=True):
        point = create_point(survey, place=place, service_id=service.id)
        answer(survey, place, satisfied, n, point=point)
    return survey, place, services


def test_rare_services_stand_together_and_frequent_ones_alone(app: Flask) -> None:
    survey, place, services = place_with_services((50, 60), (20, 40), (2, 3), (1, 4), (9, 12))
    found = breakdown(report_on(survey), "people_top2", place.id, "service")
    first, second, third, together = found.rows
    assert [row.part.id for row in (first, second, third)] == [services[k].code for k in (0, 1, 4)]
    assert (first.figure.value, first.figure.n) == (50 / 60, 60)
    assert (together.part.kind, together.part.values) == (PartKind.TOGETHER, 2)
    assert (together.figure.value, together.figure.n) == (3 / 7, 7)
    assert sum(row.figure.n for row in found.rows) == row_of(survey, place).figure.n


def test_a_part_alone_is_never_the_rest_of_the_others(app: Flask) -> None:
    survey, place, services = place_with_services((50, 60), (20, 40), (2, 3))
    shown = parts_of(survey, place, "service")
    assert shown == {services[0].code: (50 / 60, 60), "together": (22 / 43, 43)}
    survey, place, _ = place_with_services((50, 60), (2, 3))
    found = breakdown(report_on(survey), "people_top2", place.id, "service")
    assert found.is_withheld


def test_a_service_weighs_by_its_own_dossiers(app: Flask) -> None:
    survey = one_stop_survey()
    centre, service = create_unit(kind="commune_centre"), create_service()
    for satisfied, own, every in ((18, 900, 1000), (4, 100, 5000)):
        place = create_unit(kind="counter", parent=centre)
        create_population(place, every)
        create_population(place, own, service_id=service.id)
        point = create_point(survey, place=place, service_id=service.id)
        answer(survey, place, satisfied, 20, point=point)
        answer(survey, place, 30, 30, point=create_point(survey, place=place))
    found = breakdown(report_on(survey), "people_top2", centre.id, "service")
    of_service, without = found.rows
    assert of_service.figure.value == pytest.approx((900 * 0.9 + 100 * 0.2) / 1000)
    assert of_service.weighting is Weighting.DOSSIERS
    assert (without.part.kind, without.figure.value) == (PartKind.MISSING, 1.0)


def test_ways_and_touchpoints_divide_by_the_answer_and_by_the_point(app: Flask) -> None:
    survey, place = one_stop_survey(), create_unit(kind="counter")
    poster = create_point(survey, place=place)
    kiosk = create_point(survey, place=place, touchpoint="kiosk", mode="kiosk")
    answer(survey, place, 30, 40, point=poster)
    answer(survey, place, 10, 20, point=kiosk, mode="kiosk")
    answer(survey, place, 15, 15, point=kiosk, mode="assisted")
    assert parts_of(survey, place, "mode") == {
        "self_phone": (0.75, 40),
        "kiosk": (0.5, 20),
        "assisted": (1.0, 15),
    }
    assert parts_of(survey, place, "touchpoint") == {
        "desk_poster": (0.75, 40),
        "kiosk": (25 / 35, 35),
    }


def test_where_two_divisions_leave_a_few_people_the_later_one_is_hidden(app: Flask) -> None:
    """Twenty at a kiosk all came for the service of twenty-three: three came by phone."""
    survey, place = one_stop_survey(), create_unit(kind="counter")
    one, other = create_service(), create_service()
    kiosk = create_point(survey, place=place, service_id=one.id, mode="kiosk", touchpoint="kiosk")
    poster = create_point(survey, place=place, service_id=one.id)
    others = create_point(survey, place=place, service_id=other.id)
    answer(survey, place, 15, 20, point=kiosk, mode="kiosk")
    answer(survey, place, 2, 3, point=poster)
    answer(survey, place, 30, 40, point=others)
    assert parts_of(survey, place, "service") == {one.code: (17 / 23, 23), other.code: (0.75, 40)}
    assert parts_of(survey, place, "mode") == {}
    assert parts_of(survey, place, "touchpoint") == {}


def people(survey: Survey, place: Unit) -> None:
    """Sixty women, forty men and eight who did not say."""
    women = [{"overall": 5 if k < 54 else 2, "sex": "female"} for k in range(60)]
    men = [{"overall": 4 if k < 20 else 3, "sex": "male"} for k in range(40)]
    create_answers(survey, place, [*women, *men, *({"overall": k % 2 * 3 + 1} for k in range(8))])


def test_groups_are_those_of_the_questions_about_the_person(app: Flask) -> None:
    survey, place = one_stop_long(), create_unit(kind="counter")
    create_point(survey, place=place)
    people(survey, place)
    assert parts_of(survey, place, "group-sex") == {
        "female": (0.9, 60),
        "male": (0.5, 40),
        "none": (0.5, 8),
    }


def one_stop_long() -> Survey:
    """A survey with the long questionnaire, which asks about the person."""
    document = to_document(load_catalogue_questionnaire("one_stop_long"))
    half_year = one_stop_survey()
    return create_survey(
        version=create_version(document),
        formulas=["people_top2"],
        opens_on=half_year.opens_on,
        closes_on=half_year.closes_on,
    )


def test_page_files_and_picture_show_the_same_parts(app: Flask) -> None:
    survey, place, _ = place_with_services((50, 60), (20, 40), (2, 3), (1, 4))
    visitor = Visitor(sign_in(app.test_client()))
    address = f"/results/{survey.code}/{place.id}/by/service"
    assert visitor.client.get(f"/results/{survey.code}/{place.id}/by/").location == address
    table = visitor.get(address).one("table")
    assert "Thủ tục 0" in table.text
    assert "Các thủ tục khác gộp lại (2)" in table.text
    assert "Thủ tục 2" not in table.text
    for name, read in READERS.items():
        headings, *lines = read(visitor.client.get(f"{address}/{name}").data)
        place_of_n = headings.index("Cỡ mẫu (n)")
        assert [float(line[place_of_n]) for line in lines] == [60, 40, 7], name
    drawn = visitor.client.get(
        f"/results/pictures/parts/json?survey={survey.code}&under={place.id}&dimension=service"
    ).text
    assert [n for n in (60, 40, 7, 107) if f'"n": {n}' in json.dumps(json.loads(drawn))] == [
        60,
        40,
        7,
        107,
    ]
    visitor.get(f"{address}x", status=404)


def test_parts_are_given_for_the_whole_survey_alone(app: Flask) -> None:
    survey, place, _ = place_with_services((50, 60), (20, 40))
    visitor = Visitor(sign_in(app.test_client()))
    for filters in ("from=2026-02-01", "tree=now"):
        page = visitor.get(f"/results/{survey.code}/{place.id}/by/service?{filters}")
        assert "chỉ được nêu cho cả đợt khảo sát" in page.text
        assert not page.all("table")
        file = f"/results/{survey.code}/{place.id}/by/service/json?{filters}"
        assert json.loads(visitor.client.get(file).data)["rows"] == []


def test_a_part_that_leaves_a_few_people_of_a_month_is_hidden(app: Flask) -> None:
    """Twenty at a kiosk that came in June; the twenty-three of June can be read too."""
    survey, place = one_stop_survey(), create_unit(kind="counter")
    poster = create_point(survey, place=place)
    kiosk = create_point(survey, place=place, touchpoint="kiosk", mode="kiosk")
    june, may = datetime(2026, 6, 3, 3, tzinfo=UTC), datetime(2026, 5, 4, 3, tzinfo=UTC)
    answer(survey, place, 15, 20, point=kiosk, mode="kiosk", answered_at=june)
    answer(survey, place, 30, 40, point=poster, answered_at=may)
    assert len(parts_of(survey, place, "mode")) == 2
    answer(survey, place, 2, 3, point=poster, answered_at=june)
    assert parts_of(survey, place, "mode") == {}


def test_the_overview_names_the_parts_that_surely_miss_the_target(app: Flask) -> None:
    survey, place, services = place_with_services((95, 100), (20, 40), (5, 8), (2, 3), (2, 3))
    found = parts_standing_out(report_on(survey), "people_top2", place.id)
    ((named, row),) = found.named
    assert (named.id, row.part.id, found.tested) == ("service", services[1].code, 3)
    visitor, address = Visitor(sign_in(app.test_client())), f"/results/overview?under={place.id}"
    told = "Các phần thấp hơn mục tiêu: Thủ tục 1 (theo thủ tục hành chính), n = 40. Trong 3 phần"
    shown = visitor.get(address).text
    assert told in shown
    assert "Thủ tục 2 (" not in shown
    assert told not in visitor.get(f"{address}&from=2026-01-01&to=2026-03-31").text


def test_the_parts_of_a_large_survey_are_looked_at_when_somebody_asks(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "ROWS_UNASKED", 50)
    _, place, _ = place_with_services((50, 60), (20, 40))
    visitor = Visitor(sign_in(app.test_client()))
    page = visitor.get(f"/results/overview?under={place.id}")
    assert "Các phần thấp hơn mục tiêu" not in page.text
    (link,) = (a for a in page.all("a") if a.text == "Tìm xem phần nào của các phiếu nổi bật")
    assert "Các phần thấp hơn mục tiêu" in visitor.get(link.get("href")).text


def test_the_overview_does_not_wait_for_the_parts(app: Flask) -> None:
    survey, place, _ = place_with_services((50, 60), (20, 40))
    client = sign_in(app.test_client())
    app.config["PARTS_PATIENCE"] = 0
    with app.app_context():
        looks, held = beside.looks(), Event()
    looks.thread.submit(held.wait)
    address = f"/results/overview?under={place.id}"
    assert "Đang tìm xem phần nào" in client.get(address).text
    held.set()
    looks.running[survey.id, "people_top2", place.id].result(timeout=60)
    assert "Các phần thấp hơn mục tiêu" in client.get(address).text
