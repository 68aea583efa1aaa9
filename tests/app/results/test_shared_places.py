"""Two groups of answers over the places that both come from, with the same weights."""

import pytest
from flask import Flask

from app.models import ApiAct, Survey, Unit
from app.services.comparing.groups import compare_origins
from app.services.comparing.records import Apart, Shared
from tests.app.api.program import Program
from tests.app.results.independent import Strata, moderated_mid_p
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on, row_of
from tests.factories import create_point, create_population, create_service, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in


def three_counters() -> tuple[Survey, Unit, list[Unit]]:
    """Open answers everywhere, with help at the first two, where 400 of 1,000 dossiers lie."""
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre", name="Trung tâm")
    places = [counter(survey, above, name=f"Quầy {name}") for name in "ABC"]
    for place, dossiers, satisfied in zip(places, (300, 100, 600), (30, 20, 39), strict=True):
        create_population(place, dossiers)
        answer(survey, place, satisfied, 40)
    answer(survey, places[0], 20, 40, mode="assisted")
    answer(survey, places[1], 16, 20, mode="assisted")
    return survey, above, places


def test_groups_of_answers_are_compared_over_the_places_they_share(app: Flask) -> None:
    survey, above, _ = three_counters()
    report = report_on(survey)
    (pair,) = compare_origins(report, [row_of(survey, above)])
    # 3 of 4 dossiers at the first: each group by these weights, whatever its answers.
    opened, assisted = 0.75 * 30 / 40 + 0.25 * 20 / 40, 0.75 * 20 / 40 + 0.25 * 16 / 20
    assert (pair.figure.value, pair.other_figure.value) == pytest.approx((opened, assisted))
    assert (pair.figure.n, pair.other_figure.n) == (80, 60)
    assert pair.difference.value == pytest.approx(opened - assisted)
    assert pair.shared == Shared(2, True, dossiers=0.4, answers=80 / 120, other_answers=1)
    strata = [
        (300.0, [1.0] * 30 + [0.0] * 10, [1.0] * 40),
        (100.0, [1.0] * 20 + [0.0] * 20, [1.0] * 40),
    ]
    limits = (pair.figure.low, pair.figure.high)
    assert limits == pytest.approx(moderated_mid_p(Strata(strata)), abs=1e-8)
    visitor = Visitor(sign_in(app.test_client()))
    page = visitor.get("/results/compare?by=groups").text
    assert "2 nơi chung, chiếm 66,7% số phiếu của nhóm thứ nhất" in page
    assert "chiếm 40,0% hồ sơ của đơn vị" in page
    start = f"/results/compare?by=parts&under={above.id}&dimension=mode"
    assert "2 nơi chung" in visitor.get(start).text
    (line,) = visitor.client.get(start.replace("compare?", "compare/download.json?")).json["rows"]
    assert [line[name] for name in ("shared_places", "shared_dossiers")] == [2, 0.4]
    assert abs(line["difference"]) == pytest.approx(opened - assisted)
    program = Program(app.test_client(), ApiAct.READ_RESULTS)
    for dimension in ("origin", "mode"):
        asked = f"/comparisons?survey={survey.code}&unit_id={above.id}&dimension={dimension}"
        (found,) = program.get(asked).json["pairs"]
        assert (found["shared"]["places"], found["shared"]["dossiers"]) == (2, 0.4)
        assert abs(found["difference"]) == pytest.approx(opened - assisted)


def test_places_without_dossiers_weigh_by_the_answers_of_both_groups(app: Flask) -> None:
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre")
    for satisfied, n in ((30, 40), (10, 20)):
        place = counter(survey, above)
        answer(survey, place, satisfied, n)
        answer(survey, place, 6, 20, mode="assisted")
    (pair,) = compare_origins(report_on(survey), [row_of(survey, above)])
    assert pair.figure.value == pytest.approx(0.6 * 30 / 40 + 0.4 * 10 / 20)
    assert (pair.shared.by_dossiers, pair.shared.dossiers) == (False, None)


def test_a_hidden_part_of_a_place_goes_into_no_comparison(app: Flask) -> None:
    survey, above, places = three_counters()
    answer(survey, places[2], 3, 3, mode="assisted")
    answer(survey, above, 20, 30)
    answer(survey, above, 20, 30, mode="assisted")
    (pair,) = compare_origins(report_on(survey), [row_of(survey, above)])
    # Neither the counter where three were helped, nor the next smallest that is hidden for its
    # sake, nor what was answered at the centre itself.
    assert (pair.shared.places, pair.figure.n, pair.other_figure.n) == (1, 40, 40)


def test_groups_that_share_no_place_are_not_compared(app: Flask) -> None:
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre")
    answer(survey, counter(survey, above), 30, 40)
    answer(survey, counter(survey, above), 20, 40, mode="assisted")
    (pair,) = compare_origins(report_on(survey), [row_of(survey, above)])
    assert (pair.apart, pair.difference, pair.figure.n) == (Apart.NO_SHARED_PLACE, None, 40)
    visitor = Visitor(sign_in(app.test_client()))
    for by in ("groups", "parts&dimension=mode"):
        page = visitor.get(f"/results/compare?by={by}&under={above.id}").text
        assert "Không so sánh: không nơi nào hiển thị được cả hai" in page
        assert "hoặc so sánh hai đơn vị" in page


def test_small_parts_put_together_are_not_compared_over_several_places(app: Flask) -> None:
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre")
    places = [counter(survey, above), counter(survey, above)]
    for n in (40, 30, 2, 2):
        service_id = create_service().id
        for place in places:
            point = create_point(survey, place=place, service_id=service_id)
            answer(survey, place, n // 2, n, point=point)
    program = Program(app.test_client(), ApiAct.READ_RESULTS)
    asked = f"survey={survey.code}&unit_id={above.id}&dimension=service"
    pairs = program.get(f"/comparisons?{asked}").json["pairs"]
    told = {pair["other_group"]: (pair["not_compared"], pair["difference"]) for pair in pairs[1:]}
    assert told["together"] == ("put_together", None)
    start = f"/results/compare?by=parts&under={above.id}&dimension=service&other_part=together"
    visitor = Visitor(sign_in(app.test_client()))
    assert "Không so sánh: phần gộp" in visitor.get(start).text
    (line,) = visitor.client.get(start.replace("compare?", "compare/download.json?")).json["rows"]
    assert line["not_compared"] == "put_together"
