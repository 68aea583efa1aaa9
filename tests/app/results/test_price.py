"""The price of cheating beside each verdict, the same on pages and in files."""

import csv
import io

from flask import Flask

from app.services.reporting.records import Outcome
from tests.app.results.independent import binomial_mid_p
from tests.app.results.one_stop import answer, counter, one_stop_survey, row_of
from tests.factories import create_population, create_unit
from tests.sign_in import sign_in


def counted_up(satisfied: int, n: int, best: bool, changed) -> int:
    """Invent one answer after the other until the limits of the interval say so."""
    limits = (binomial_mid_p(satisfied + best * more, n + more) for more in range(1000))
    return next(more for more, (low, high) in enumerate(limits) if changed(low, high))


def test_every_verdict_has_its_price_on_the_page_and_in_the_file(app: Flask) -> None:
    survey = one_stop_survey()
    undecided, met, missed = (counter(survey) for _ in range(3))
    answer(survey, undecided, 45, 50)
    answer(survey, met, 98, 100)
    answer(survey, missed, 20, 50)
    to_met = counted_up(45, 50, True, lambda low, _: low >= 0.8)
    falls = counted_up(98, 100, False, lambda low, _: low < 0.8)
    rises = counted_up(20, 50, True, lambda _, high: high >= 0.8)
    lows = (binomial_mid_p(98 - fewer, 100 - fewer)[0] for fewer in range(98))
    held_up = next(fewer for fewer, low in enumerate(lows) if low < 0.8)
    assert row_of(survey, undecided).price.to_met == to_met
    assert row_of(survey, met).price.held_up_by == held_up
    assert row_of(survey, met).price.to_change == falls
    assert row_of(survey, missed).price.to_change == rises
    client = sign_in(app.test_client())
    page = client.get(f"/results/?survey={survey.code}&level=counter").text
    assert f"Chỉ sai nếu ít nhất {held_up} phiếu toàn điểm tốt trong số này là bịa" in page
    page = client.get(f"/results/{survey.code}/{missed.id}").text
    assert f"Cần thêm ít nhất {rises} phiếu bịa toàn điểm tốt để kết luận này đổi." in page
    file = client.get(f"/results/download/csv?survey={survey.code}&level=counter")
    lines = csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";")
    needed = {
        line["Mã đơn vị"]: line["Số phiếu bịa toàn điểm tốt để thành “Đạt”"] for line in lines
    }
    assert needed[undecided.code] == str(to_met)
    assert needed[met.code] == "0"


def test_units_weighted_together_have_no_single_price(app: Flask) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    for handled, satisfied in ((900, 19), (100, 12)):
        place = counter(survey, centre)
        create_population(place, handled)
        answer(survey, place, satisfied, 20)
    row = row_of(survey, centre)
    assert (row.outcome, row.price) == (Outcome.NOT_ENOUGH_EVIDENCE, None)
    page = sign_in(app.test_client()).get(f"/results/{survey.code}/{centre.id}").text
    assert "không có một con số duy nhất đúng" in page


def test_a_counter_of_one_person_says_why_it_has_no_price(app: Flask) -> None:
    survey = one_stop_survey()
    alone, centre = counter(survey, one_person=True), create_unit(kind="commune_centre")
    answer(survey, alone, 12, 20)
    for _ in range(2):
        answer(survey, counter(survey, centre), 30, 40)
    page = sign_in(app.test_client()).get(f"/results/{survey.code}/{alone.id}").text
    assert "Không tính con số này cho quầy chỉ có một người phục vụ" in page
    assert "trọng số khác nhau" not in page


def test_what_is_withheld_has_no_price(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 3, 4)
    assert row_of(survey, place).price is None
