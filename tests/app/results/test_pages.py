"""The pages of results, as an evaluator meets them."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_answers, create_population, create_target, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import sign_in


@pytest.fixture
def evaluator(client: FlaskClient) -> Visitor:
    """A signed-in evaluator whose every page is checked."""
    return Visitor(sign_in(client))


def lines(page: Page) -> list[str]:
    """The text of every line of the page's tables, without headings."""
    return [row.text for row in page.all("tr") if row.has_parent("tbody")]


def line_of(page: Page, name: str) -> str:
    """The one line that names a unit."""
    (line,) = [line for line in lines(page) if name in line]
    return line


def test_a_unit_has_one_line_with_everything_that_defends_it(
    app: Flask, evaluator: Visitor
) -> None:
    create_target(source_vi="Nghị quyết 76/NQ-CP")
    survey = one_stop_survey()
    place = counter(survey, name="Quầy Tư pháp")
    counter(survey, name="Quầy Đất đai")
    answer(survey, place, 45, 50)
    create_population(place, 8145, late=81)
    page = evaluator.get("/results/")
    line = line_of(page, "Quầy Tư pháp")
    for part in ("90,0%", "79,2% – 96,2%", "Chưa đủ căn cứ", "50", "8.145", "0,6%", "99,0%"):
        assert part in line
    assert "Ước lượng đạt mục tiêu" in line
    assert "khoảng 57 phiếu" in line
    assert "Nghị quyết 76/NQ-CP" in page.text
    assert "Chưa có phiếu" in line_of(page, "Quầy Đất đai")
    drawing = page.one("svg", role="img")
    assert drawing.get("aria-label") == (
        "Chỉ số 90,0%, khoảng tin cậy 79,2% – 96,2%, mục tiêu 80%, mục tiêu thứ hai 90%"
    )


def test_the_two_standing_sentences_are_on_every_page_of_results(
    app: Flask, evaluator: Visitor
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    for path in ("/results/", f"/results/{survey.code}/{place.id}"):
        text = evaluator.get(path).text
        assert "chỉ phản ánh sai số ngẫu nhiên" in text
        assert "không phải về toàn thể người dân" in text


def test_no_verdict_is_called_final_before_its_period_is_over(
    app: Flask, evaluator: Visitor
) -> None:
    today = clock.local_day(clock.now())
    for last, final in ((today, False), (today - timedelta(days=1), True)):
        survey = one_stop_survey(closes_on=last, opens_on=date(2020, 1, 1))
        counter(survey)
        address = f"/results/?survey={survey.code}"
        assert ("chưa phải là kết luận cuối kỳ" in evaluator.get(address).text) != final


def test_demonstration_data_are_labelled_and_real_ones_are_not(
    app: Flask, evaluator: Visitor
) -> None:
    real, made_up = one_stop_survey(), one_stop_survey(demonstration=True)
    for survey, labelled in ((real, False), (made_up, True)):
        place = counter(survey)
        for path in (f"/results/?survey={survey.code}", f"/results/{survey.code}/{place.id}"):
            assert ("Dữ liệu minh họa" in evaluator.get(path).text) == labelled


def test_a_page_speaks_english_too(app: Flask, evaluator: Visitor) -> None:
    survey = one_stop_survey()
    answer(survey, counter(survey), 45, 50)
    text = evaluator.get("/results/?lang=en").text
    assert "90.0%" in text
    assert "Not enough evidence" in text
    assert "Kết luận" not in text
    assert "Verdict" in evaluator.get("/results/").text, "the choice is remembered"


def test_before_the_first_survey_the_page_says_so(app: Flask, evaluator: Visitor) -> None:
    assert "Chưa có đợt khảo sát nào" in evaluator.get("/results/").text


def test_a_survey_without_places_says_so(app: Flask, evaluator: Visitor) -> None:
    one_stop_survey()
    assert "Chưa có đơn vị nào" in evaluator.get("/results/").text


def test_one_unit_tells_its_verdict_what_would_settle_it_and_what_the_silent_could_do(
    app: Flask, evaluator: Visitor
) -> None:
    create_target()
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm xã Vạn Xuân")
    place = counter(survey, centre, name="Quầy Vạn Xuân")
    people = [{"overall": 5, "attitude": 5, "time": "na"}] * 45
    people += [{"overall": 2, "time": score} for score in (3, 3, 3, 3, 4)]
    create_answers(survey, place, people)
    create_population(place, 200)
    page = evaluator.get(f"/results/{survey.code}/{place.id}")
    assert "Chưa đủ căn cứ" in page.one("h2", id="verdict").text
    assert "Kỳ sau cần khoảng 57 phiếu" in page.text
    # x* = (0,8 − 0,25 · 0,9) / 0,75
    assert "76,7% trong số những người chưa trả lời" in page.text
    # 0,25 · 0,7922 and 0,25 · 0,9624 + 0,75
    assert "từ 19,8% đến 99,1%" in page.text
    attitude = line_of(page, "Thái độ")
    assert "100,0%" in attitude
    assert attitude.endswith("45 0 5")
    above = evaluator.get(f"/results/{survey.code}/{centre.id}")
    assert "90,0%" in line_of(above, "Quầy Vạn Xuân")


def test_a_unit_outside_the_survey_is_not_found(app: Flask, evaluator: Visitor) -> None:
    survey = one_stop_survey()
    stranger = create_unit()
    evaluator.get(f"/results/{survey.code}/{stranger.id}", status=404)
    evaluator.get(f"/results/no-such-survey/{stranger.id}", status=404)


def test_the_method_note_is_served_in_both_languages(app: Flask, evaluator: Visitor) -> None:
    vietnamese, english = evaluator.get("/results/method"), evaluator.get("/results/method?lang=en")
    assert "How the figures are computed" in english.text
    assert vietnamese.one("html").get("lang") == "vi"
    assert vietnamese.all("table"), "the note's tables are tables"


def test_every_query_is_made_once_whatever_the_number_of_units(
    app: Flask, evaluator: Visitor, count_queries
) -> None:
    create_target()
    survey = one_stop_survey()
    answer(survey, counter(survey), 8, 12)
    evaluator.get("/results/")
    with count_queries() as few:
        evaluator.get("/results/")
    for _ in range(6):
        answer(survey, counter(survey), 8, 12)
    evaluator.get("/results/")
    with count_queries() as many:
        evaluator.get("/results/")
    assert len(many) == len(few)


def followed(visitor: Visitor, page: Page, words: str) -> Page:
    """The page to which the link of these words leads."""
    (link,) = (a for a in page.all("a") if a.text == words)
    return visitor.get(link.get("href"))


def counters_on(page: Page) -> list[str]:
    """The counters of the table, in its order."""
    return [cell.text for cell in page.all("th", scope="row") if cell.text.startswith("Quầy")]


def test_a_long_table_is_read_page_by_page_and_has_an_address_of_the_whole(
    app: Flask, evaluator: Visitor
) -> None:
    today = clock.local_day(clock.now())
    survey = one_stop_survey(opens_on=today - timedelta(30), closes_on=today + timedelta(30))
    centre = create_unit(kind="commune_centre")
    for number in range(51):
        counter(survey, centre, name=f"Quầy {number:02}")
    for address in (
        f"/results/?survey={survey.code}&level=counter",
        f"/results/overview?survey={survey.code}&under={centre.id}",
        f"/results/{survey.code}/{centre.id}",
        f"/results/signs?survey={survey.code}&level=counter",
    ):
        first = evaluator.get(address)
        second = followed(evaluator, first, "Trang sau")
        whole = followed(evaluator, first, "Hiện tất cả 51 dòng")
        assert [len(counters_on(page)) for page in (first, second, whole)] == [50, 1, 51]
        assert counters_on(first) + counters_on(second) == counters_on(whole)
        for page, rows in ((first, "1–50"), (second, "51–51")):
            assert f"Các dòng {rows} trong tổng số 51 dòng." in page.text
            (printed,) = page.all("span", class_="on-paper")
            assert "page=all" in printed.text
        assert not whole.all("p", class_="rows-here")
        (back,) = (a for a in whole.all("a") if a.text == "Hiện từng trang")
        assert "page=" not in back.get("href")
        for page, kept in ((first, None), (second, "page=2"), (whole, "page=all")):
            view = page.one("p", class_="this-view")
            assert ("page=" in view.text) == (kept is not None)
            assert (kept or "") in view.text
    file = f"/results/download/csv?survey={survey.code}&level=counter"
    assert len(evaluator.client.get(file).text.splitlines()) == 52
    evaluator.get(f"/results/?survey={survey.code}&level=counter&page=3", status=404)
