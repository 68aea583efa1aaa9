"""The overview of a unit: what a leader asks first, and who is shown what."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.models import RoleName, Survey, Unit
from app.services.digests.gathering import look_at
from app.services.reporting import paired
from app.services.reporting.hours import answer_hours
from app.services.reporting.items import ItemRow
from app.services.reporting.overview import _lines, read_overview
from app.services.reporting.paired import correlations
from app.services.reporting.records import Figure
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import scored_factors
from app.services.reporting.silent_points import told_points
from tests.app.results.one_stop import ITEMS, answer, counter, one_stop_survey, report_on
from tests.factories import (
    create_answers,
    create_point,
    create_population,
    create_service,
    create_survey,
    create_target,
    create_unit,
)
from tests.pages import Visitor
from tests.sign_in import sign_in

BEFORE = datetime(2025, 9, 1, 3, tzinfo=UTC)


def earlier_survey(survey: Survey, place: Unit, satisfied: int, n: int) -> None:
    """The survey of the half-year before, in which some were satisfied at a place."""
    earlier = create_survey(
        version=survey.version,
        opens_on=date(2025, 7, 1),
        closes_on=date(2025, 12, 31),
        formulas=survey.formulas,
    )
    answer(earlier, place, satisfied, n, answered_at=BEFORE)


@pytest.fixture
def centre(app: Flask) -> tuple[Survey, Unit]:
    """A centre with three counters: one good, one bad and better than before, one silent."""
    create_target()
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre", name="Trung tâm")
    good, bad = (counter(survey, above, name=name) for name in ("Quầy Tốt", "Quầy Kém"))
    counter(survey, above, name="Quầy Im lặng")
    answer(survey, good, 98, 100)
    kind = dict.fromkeys(ITEMS, 5)
    rude = {**kind, ITEMS[0]: 1, "overall": 2}
    create_answers(survey, bad, [{**kind, "overall": 5}] * 40 + [rude] * 60)
    earlier_survey(survey, bad, 5, 100)
    return survey, above


def test_the_first_page_after_signing_in_answers_what_a_leader_asks(
    app: Flask, centre: tuple[Survey, Unit]
) -> None:
    client = sign_in(app.test_client())
    assert client.get("/start").location == "/results/overview"
    page = Visitor(client).get("/results/overview")
    assert page.one("h1").text == "Trung tâm – Tổng quan"
    assert page.text.index("Đợt khảo sát, kỳ, chỉ số") < page.text.index("Tóm tắt")
    short = page.one("ul", class_="in-short").text
    assert "Được nêu tên là chưa đạt mục tiêu: Quầy Kém. Trong 2 đơn vị" in short
    assert "Chắc chắn tốt hơn so với “Khảo sát một cửa”" in short
    assert "n = 100 ở đợt trước và 200 ở đợt này" in short
    pictures = page.all("img", loading="lazy")
    assert ["trend" in p.get("src") for p in pictures] == [True, False]
    drawn = client.get(pictures[1].get("src"))
    assert drawn.mimetype == "image/svg+xml"
    height = float(re.findall(r'<svg[^>]* height="([\d.]+)"', drawn.text)[0])
    room = page.all("div", class_="picture-frame")[1].get("style")
    assert room == f"min-height: {height:.0f}px"
    again = client.get(pictures[1].get("src"), headers={"If-None-Match": drawn.headers["ETag"]})
    assert again.status_code == 304
    assert "Danh sách cần xem lại" in short
    assert "trên tổng số 3 điểm" in page.text
    assert "Quầy Im lặng, Áp phích" in page.text


def test_units_below_stand_in_the_order_asked_for(app: Flask, centre: tuple[Survey, Unit]) -> None:
    visitor = Visitor(sign_in(app.test_client()))
    text = visitor.get("/results/overview?sort=change").all("table")[0].text
    assert text.index("Quầy Kém") < text.index("Quầy Tốt")
    visitor.get("/results/overview?sort=value", status=400)


def test_a_head_sees_the_own_unit_and_no_review_list(
    app: Flask, centre: tuple[Survey, Unit]
) -> None:
    _, above = centre
    own = create_unit(kind="counter", name="Quầy riêng", parent=above)
    client = sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=own)
    assert "Chưa có đợt khảo sát" in Visitor(client).get("/results/overview").text
    assert client.get(f"/results/overview?under={above.id}").status_code == 404
    head = Visitor(sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=above))
    page = head.get("/results/overview")
    assert "Trung tâm" in page.one("h1").text
    assert "Danh sách cần xem lại" not in page.text


def test_queries_do_not_grow_with_the_units(
    centre: tuple[Survey, Unit], count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    survey, above = centre

    def queries() -> int:
        with count_queries() as statements:
            read_overview(report_on(survey), above.id, "people_top2", today=date(2026, 7, 1))
        return len(statements)

    queries()
    few = queries()
    for number in range(5):
        answer(survey, counter(survey, above, name=f"Quầy {number}"), 9, 10)
    queries()
    assert queries() == few


def test_points_without_answers_are_told_of_the_whole_survey_and_of_units_shown(
    app: Flask,
) -> None:
    """One citizen answered at one of a counter's two points: which one is nobody's business."""
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre")
    few, many, none = (counter(survey, above) for _ in range(3))
    for place in (few, many):
        service = create_service(name_en="Birth registration")
        create_point(survey, place=place, touchpoint="receipt_slip", service_id=service.id)
    for place, n in ((few, 1), (many, 30), (counter(survey, above), 9)):
        answer(survey, place, n // 2, n)
    whole = told_points(report_on(survey))
    assert {one.place.id for one in whole if one.is_silent is None} >= {few.id}
    assert {one.place.id for one in whole if one.is_silent} == {many.id, none.id}
    march = told_points(report_on(survey, date(2026, 3, 1), date(2026, 3, 31)))
    assert {one.is_silent for one in march} == {None}
    overview = read_overview(report_on(survey), few.id, "people_top2", today=date(2026, 7, 1))
    assert (overview.coverage.points, overview.coverage.untold) == (0, 2)
    client = sign_in(app.test_client())
    address = f"/results/overview?survey={survey.code}&under={many.id}&lang=en"
    assert "Birth registration" in client.get(address).text
    report = report_on(survey)
    rows = index_rows(report, "people_top2", "counter")
    looks = look_at(report, rows, (), today=date(2026, 7, 1))
    assert (looks[few.id].points, looks[few.id].silent, looks[many.id].silent) == (0, 0, 1)


def test_answers_are_divided_as_the_table_of_origins_divides_them(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 30, 40)
    answer(survey, place, 2, 3, mode="assisted")
    visitor = Visitor(sign_in(app.test_client()))
    for path in (f"/results/overview?under={place.id}", f"/results/{survey.code}/{place.id}"):
        assert "hỗ trợ: 3" not in visitor.get(path).text
    hours = answer_hours(report_on(survey), place.id)
    answer(survey, place, 1, 2, mode="paper")
    assert answer_hours(report_on(survey), place.id).n == hours.n == 45


def item(code: str, share: float, *, is_factor: bool = False) -> ItemRow:
    """An item with a figure."""
    figure = Figure(share, share, share, share, share, share, 50, 50.0, 1.0, "mid_p", ())
    return ItemRow(code, is_factor, withheld=False, figure=figure, counts=None)


def test_each_factor_names_its_lowest_question() -> None:
    items = [item("a", 0.7, is_factor=True), item("a1", 0.8), item("a2", 0.6), item("a3", 0.7)]
    (line,) = _lines([item("overall", 0.5), *items])
    assert line.factor.code == "a"
    assert line.lowest is not None
    assert line.lowest.code == "a2"


def test_sides_move_together_by_the_strata_of_their_figures(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, above = one_stop_survey(), create_unit(kind="commune_centre")
    mood = [
        dict.fromkeys(ITEMS, 5),
        dict.fromkeys(ITEMS, 2),
        {**dict.fromkeys(ITEMS, 4), ITEMS[0]: 1},
    ]
    for dossiers, counts in ((900, (20, 8, 4)), (100, (10, 10, 20))):
        place = counter(survey, above)
        create_population(place, dossiers)
        every = [answers for answers, n in zip(mood, counts, strict=True) for _ in range(n)]
        create_answers(survey, place, [{**answers, "overall": 4} for answers in every])
    report = report_on(survey)
    sides = [f"factor_items_top2:{factor}" for factor in scored_factors(report.data.questionnaire)]
    for side in sides:
        assert correlations(report, above.id, side, [side]) == [pytest.approx(1.0)]
    # Nobody rates the second and the third apart: their figures move as one.
    first, third = correlations(report, above.id, sides[1], [sides[0], sides[2]])
    assert third == pytest.approx(1.0)
    assert 0.5 < first < 1
    monkeypatch.setattr(paired, "MOST", 36)
    report = Report(report.data)
    assert correlations(report, above.id, sides[1], [sides[0]]) == [pytest.approx(first, abs=0.1)]
