"""The public pages: no cookie, no script, few queries, kept by caches, and the same rows as CSV."""

import csv
import io
import re
from datetime import timedelta

from flask import Flask

from app import clock
from app.models import RoleName
from app.services.publishing import withdraw
from tests.app.publishing.made import NOW, made, wanted
from tests.factories import ACTOR, create_improvement
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in


def test_a_publication_is_read_by_everybody(page: Visitor, place, count_queries) -> None:
    number = made(wanted(place[0])).id
    shown = page.get(f"/public/{number}")
    for fact in ("Quầy A", "90,0", "Chưa đủ căn cứ", "▒"):
        assert fact in shown.text
    assert not shown.all("script")
    assert page.get("/public/").all("a", href=f"/public/{number}")
    assert "Quầy A" in page.get(f"/public/{number}?lang=en").text
    with count_queries() as statements:
        answer = page.client.get(f"/public/{number}")
    assert len(statements) <= 2
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    tag = answer.headers["ETag"]
    with count_queries() as statements:
        unchanged = page.client.get(f"/public/{number}", headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data, len(statements)) == (304, b"", 1)
    page.get("/public/99", status=404)


def test_the_open_data_are_the_rows_of_the_page(page: Visitor, place) -> None:
    number = made(wanted(place[0])).id
    text = page.client.get(f"/public/{number}.csv").text
    first, *others = csv.DictReader(io.StringIO(text))
    assert (first["unit_name"], first["index"], first["n"]) == ("Quầy A", "0.9", "50")
    assert {row["verdict"] for row in others} == {"withheld"}
    assert all(row["index"] == row["n"] == row["response_rate"] == "" for row in others)
    assert page.client.get(f"/public/{number}.json").json["rows"][0]["figure"]["n"] == 50


def test_a_withdrawn_publication_says_so(page: Visitor, place) -> None:
    published = made(wanted(place[0]))
    number = published.id
    tag = page.client.get(f"/public/{number}").headers["ETag"]
    withdraw(published, because="Nhầm kỳ báo cáo", actor=ACTOR, now=NOW)
    answer = page.client.get(f"/public/{number}", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Nhầm kỳ báo cáo" in answer.text


def test_you_said_we_did(page: Visitor, place) -> None:
    create_improvement(place[1])
    shown = page.get("/public/you-said")
    assert "Phải chờ lâu vào sáng thứ Hai." in shown.text
    assert "Mở thêm một quầy từ 7 giờ 30." in shown.text
    page.get("/public/method")


def test_staff_look_first_and_then_publish(app: Flask, page: Visitor, place) -> None:
    survey, _ = place
    staff = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    address = f"/manage/publications/survey/{survey.id}"
    data = {
        "first": "2026-01-01",
        "last": "2026-06-30",
        "level": "counter",
        "formula": "people_top2",
        "csrf_token": form_token(staff.get(address).text),
    }
    looked = staff.post(address, data=data)
    assert looked.status_code == 200
    mark = re.search(r'name="looked" value="([0-9a-f]{64})"', looked.text).group(1)
    stale = staff.post(address, data=data | {"looked": "0" * 64})
    assert stale.status_code == 200, "what was not looked at is not published"
    published = staff.post(address, data=data | {"looked": mark})
    assert published.status_code == 302
    assert "Quầy A" in page.get(published.location).text
    assert "công khai" in staff.get("/manage/publications/").text
    tomorrow = clock.local_day(clock.now()) + timedelta(days=1)
    refused = staff.post(address, data=data | {"last": tomorrow.isoformat()})
    assert "is-invalid" in refused.text
