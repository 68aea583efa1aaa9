"""Whatever goes wrong: said in words, at the top and beside the question, and nothing is lost."""

from unittest.mock import ANY

import pytest
from flask import Flask
from itsdangerous import TimestampSigner
from sqlalchemy import func, select

from app.errors import StoreUnavailable
from app.extensions import db
from app.models import Response
from app.respond.messages import WORDS
from app.respond.tokens import signer
from surveys.error_codes import AnswerCode
from tests.app.respond.citizen import comment, fields, fill, new_code, overall, rating
from tests.pages import Page, Visitor

DAY = 24 * 3600


def answers_stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def refused(visitor: Visitor, code: str, answers: dict[str, object], status: int = 422) -> Page:
    """Send answers that cannot be stored and give the page that says so."""
    filled = fill(visitor.get(f"/s/{code}"), answers)
    shown = visitor.post(f"/s/{code}", data=filled, status=status)
    assert answers_stored() == 0
    return shown


def test_a_missing_answer_is_named_at_the_top_and_at_the_question(page: Visitor) -> None:
    shown = refused(page, new_code(), {"attitude": "4", "comment": "Giữ lại câu này"})
    link = shown.one("div", role="alert").text
    assert "Câu 1: Xin chọn một câu trả lời cho câu hỏi này." in link
    target = shown.one("input", id="q_overall")
    group = target.has_parent("fieldset")
    assert group is not None
    assert group.get("aria-describedby") == "e_overall"
    assert "Cần sửa:" in shown.one("p", id="e_overall").text
    kept = fields(shown)
    assert (kept["q_attitude"], kept["q_comment"]) == (["4"], ["Giữ lại câu này"])


def test_the_corrected_form_is_stored_once(page: Visitor) -> None:
    code = new_code()
    shown = refused(page, code, {"attitude": "4"})
    answer = page.client.post(f"/s/{code}", data=fill(shown, {"overall": "5"}))
    assert answer.status_code == 303
    assert db.session.scalars(select(Response)).one().answers == {"overall": 5, "attitude": 4}


def test_an_empty_form_is_not_an_answer(page: Visitor) -> None:
    shown = refused(page, new_code([rating("a"), rating("b")]), {})
    assert "Xin trả lời ít nhất một câu hỏi trước khi gửi." in shown.text


@pytest.mark.parametrize("value", ["6", "0", "", "x" * 500, "<script>", "na", "\x00"])
def test_a_value_that_no_button_has_is_refused(page: Visitor, value: str) -> None:
    refused(page, new_code(), {"overall": value})


def test_two_values_for_one_question_are_refused(page: Visitor) -> None:
    shown = refused(page, new_code(), {"overall": ["1", "5"]})
    assert "Xin chỉ chọn một câu trả lời." in shown.text


def test_a_comment_too_long_is_kept_and_its_length_said(page: Visitor) -> None:
    text = "ấ" * 201
    shown = refused(page, new_code(), {"overall": "5", "comment": text})
    assert "dài 201 ký tự" in shown.text
    assert "nhiều nhất 200" in shown.text
    assert fields(shown)["q_comment"] == [text]


def test_what_was_written_is_shown_as_text_and_never_as_markup(page: Visitor) -> None:
    shown = refused(page, new_code(), {"comment": "</textarea><script>alert(1)</script>"})
    # The page's own scripts are files; what was written would stand between the tags.
    assert [one.text for one in shown.all("script") if one.text or not one.get("src")] == []


def expired(token: str) -> str:
    """The same form's token, signed a day and a minute ago."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - DAY - 60

    now = signer("form")
    earlier = Earlier(now.secret_keys, now.salt, now.sep, now.key_derivation, now.digest_method)
    return earlier.sign(token.split(".", maxsplit=1)[0]).decode()


@pytest.mark.parametrize("kind", ["missing", "forged", "old"])
def test_a_form_without_a_good_token_comes_back_with_a_fresh_one(page: Visitor, kind: str) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5", "comment": "Giữ lại"})
    token = filled["form-token"][0]
    sent = {"missing": "", "forged": f"{token[:-2]}AA", "old": expired(token)}[kind]
    shown = page.post(f"/s/{code}", data={**filled, "form-token": sent}, status=400)
    assert answers_stored() == 0
    assert "Các câu trả lời vẫn còn ở đây" in shown.text
    kept = fields(shown)
    assert kept == {
        **fields(shown),
        "q_overall": ["5"],
        "q_comment": ["Giữ lại"],
        "form-token": ANY,
    }
    assert kept["form-token"] != [sent]
    assert page.client.post(f"/s/{code}", data=fill(shown, {})).status_code == 303


def test_an_old_form_that_was_sent_already_shows_its_receipt(page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    page.client.post(f"/s/{code}", data=filled)
    filled["form-token"] = expired(filled["form-token"][0])
    assert page.client.post(f"/s/{code}", data=filled).status_code == 303
    assert answers_stored() == 1


def test_a_database_that_takes_nothing_loses_nothing(app: Flask, page: Visitor) -> None:
    class Full:
        """A store whose disk is full."""

        def add(self, response: object) -> bool:
            raise StoreUnavailable("full")

        def close(self) -> None:
            """Nothing waits."""

    app.extensions["response_store"] = Full()
    code = new_code()
    shown = refused(page, code, {"overall": "5", "comment": "Giữ lại"}, status=503)
    assert "Hiện chưa lưu được phiếu." in shown.text
    app.extensions.pop("response_store")
    assert page.client.post(f"/s/{code}", data=fill(shown, {})).status_code == 303


def test_a_form_of_more_than_a_megabyte_gets_a_page(page: Visitor) -> None:
    code = new_code([overall(), comment()])
    data = fill(page.get(f"/s/{code}"), {"overall": "5", "comment": "x" * 1_100_000})
    assert "quá dài" in page.post(f"/s/{code}", data=data, status=413).text


def test_every_error_code_has_words() -> None:
    assert set(WORDS) == set(AnswerCode)
