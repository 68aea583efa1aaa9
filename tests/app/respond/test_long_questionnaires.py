"""Long questionnaires go section by section; the answers travel in the form, stored once."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import Comment, Response
from tests.app.respond.citizen import comment, fields, fill, new_code, overall, rating, send
from tests.pages import Page, Visitor


def long_code() -> str:
    """A questionnaire of three sections; the second is only for people who were not satisfied."""
    unhappy = {"item": "overall", "any_of": [1, 2]}
    return new_code(
        [overall(), *(rating(f"first{n}") for n in range(5))],
        [rating(f"second{n}", shown_if=unhappy) for n in range(5)],
        [rating("third", required=True), comment()],
    )


def press(visitor: Visitor, code: str, page: Page, move: str, status: int = 200, **answers) -> Page:
    """Fill in a step and press a button that leads to another page."""
    return visitor.post(f"/s/{code}", data=fill(page, answers, move), status=status)


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def test_a_long_questionnaire_begins_with_its_first_section_and_says_so(page: Visitor) -> None:
    shown = page.get(f"/s/{long_code()}")
    assert "Phần 1 / 3" in shown.text
    assert {field.get("name") for field in shown.all("input", type="radio")} == {
        *("q_overall", *(f"q_first{n}" for n in range(5)))
    }
    assert "Tiếp tục" in shown.text


def test_the_answers_of_every_step_are_stored_once_at_the_end(page: Visitor) -> None:
    code = long_code()
    second = press(page, code, page.get(f"/s/{code}"), "next", overall="2", first0="na")
    assert "Phần 2 / 3" in second.text
    third = press(page, code, second, "next", second1="1")
    assert "Phần 3 / 3" in third.text
    assert count() == 0
    answer = page.client.post(f"/s/{code}", data=fill(third, {"third": "3", "comment": "Xin chào"}))
    assert answer.status_code == 303
    response = db.session.scalars(select(Response)).one()
    assert response.answers == {"overall": 2, "first0": "na", "second1": 1, "third": 3}
    assert db.session.scalars(select(Comment)).one().text == "Xin chào"


def test_a_section_nobody_has_to_answer_is_passed_over_both_ways(page: Visitor) -> None:
    code = long_code()
    third = press(page, code, page.get(f"/s/{code}"), "next", overall="5")
    assert "Phần 3 / 3" in third.text
    first = press(page, code, third, "back", third="4")
    assert "Phần 1 / 3" in first.text
    kept = fields(first)
    assert (kept["q_overall"], kept["q_third"]) == (["5"], ["4"])


def test_a_step_with_a_mistake_comes_back_before_the_next_one(page: Visitor) -> None:
    code = long_code()
    again = press(page, code, page.get(f"/s/{code}"), "next", status=422, first0="4")
    assert "Câu 1: Xin chọn một câu trả lời" in again.one("div", role="alert").text
    assert fields(again)["q_first0"] == ["4"]


def test_changing_an_answer_on_the_way_back_closes_what_it_had_opened(page: Visitor) -> None:
    code = long_code()
    second = press(page, code, page.get(f"/s/{code}"), "next", overall="1")
    first = press(page, code, second, "back", second0="1")
    third = press(page, code, first, "next", overall="5")
    page.client.post(f"/s/{code}", data=fill(third, {"third": "5"}))
    assert db.session.scalars(select(Response)).one().answers == {"overall": 5, "third": 5}


def test_sending_from_the_last_step_leads_back_to_a_mistake_in_the_first(page: Visitor) -> None:
    code = long_code()
    third = press(page, code, page.get(f"/s/{code}"), "next", overall="5")
    sent = {**fill(third, {"third": "5"}), "q_overall": "9"}
    again = page.post(f"/s/{code}", data=sent, status=422)
    assert "Phần 1 / 3" in again.text
    assert count() == 0


def test_the_language_changes_in_the_middle_and_nothing_is_lost(page: Visitor) -> None:
    code = long_code()
    third = press(page, code, page.get(f"/s/{code}"), "next", overall="5")
    sent = fill(third, {"third": "2"}, move="stay")
    english = page.post(f"/s/{code}?lang=en", data=sent)
    assert "Part 3 of 3" in english.text
    assert fields(english)["q_third"] == ["2"]
    assert fields(english)["q_overall"] == ["5"]


def test_a_whole_form_sent_at_once_is_an_answer_too(page: Visitor) -> None:
    send(page, long_code(), {"overall": "5", "third": "5"})
    assert count() == 1


def test_a_step_that_does_not_exist_is_the_first(page: Visitor) -> None:
    code = long_code()
    sent = {**fill(page.get(f"/s/{code}"), {"overall": "5"}, "next"), "form-step": "-7"}
    assert "Phần 3 / 3" in page.post(f"/s/{code}", data=sent).text
