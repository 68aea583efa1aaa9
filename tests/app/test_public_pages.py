"""The pages for everybody: the way in by a typed code, privacy, accessibility, health."""

import pytest
from flask import Flask

from app.extensions import db
from tests.app.respond.citizen import new_code
from tests.pages import Visitor


def test_the_home_page_leads_from_the_posters_code_to_its_questionnaire(page: Visitor) -> None:
    code = new_code()
    form = page.get("/").one("form")
    assert page.get("/").all("input", name="code")
    typed = f"{code[:4].lower()} {code[4:].lower()}"
    answer = page.client.get(form.get("action"), query_string={"code": typed})
    assert answer.status_code == 302
    page.get(answer.location)


def test_a_code_that_cannot_be_one_is_kept_and_explained(page: Visitor) -> None:
    shown = page.get("/go?code=b%C3%A0i", status=404)
    assert shown.one("input", name="code").get("value") == "bài"
    assert "Mã này không đúng." in shown.one("p", id="code-error").text


def test_the_home_page_leads_staff_to_signing_in(page: Visitor) -> None:
    assert page.get("/").all("a", href="/account/sign-in")


@pytest.mark.parametrize("address", ["/", "/privacy", "/accessibility", "/withdraw"])
def test_every_public_page_speaks_both_languages(page: Visitor, address: str) -> None:
    vietnamese, english = page.get(address), page.get(f"{address}?lang=en")
    assert (vietnamese.one("html").get("lang"), english.one("html").get("lang")) == ("vi", "en")
    assert vietnamese.one("h1").text != english.one("h1").text
    assert page.get(vietnamese.one("a", hreflang="en").get("href")).text == english.text


def test_the_privacy_notice_names_the_law_and_the_way_back(page: Visitor) -> None:
    notice = page.get("/privacy")
    for fact in ("91/2025/QH15", "356/2025/NĐ-CP", "01/01/2026", "địa chỉ mạng (IP)"):
        assert fact in notice.text
    assert notice.all("a", href="/withdraw")


def test_the_accessibility_page_says_what_was_not_checked(page: Visitor) -> None:
    assert "Chưa có đánh giá độc lập" in page.get("/accessibility").text


def test_an_address_that_does_not_exist_gets_a_page(page: Visitor) -> None:
    assert "Không có trang này" in page.get("/nowhere", status=404).text


def test_the_health_check_tells_nothing_but_health(app: Flask, page: Visitor) -> None:
    answer = page.client.get("/health")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")


def test_the_health_check_notices_a_database_that_does_not_answer(page: Visitor) -> None:
    def unplugged(*_arguments: object) -> None:
        raise db.engine.dialect.dbapi.OperationalError("unplugged")

    db.session.remove()
    db.engine.dispose()
    pool = db.engine.pool
    create, pool._creator = pool._creator, unplugged
    try:
        answer = page.client.get("/health")
    finally:
        pool._creator = create
    assert (answer.status_code, answer.text) == (503, "unavailable\n")
