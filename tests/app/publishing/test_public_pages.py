"""The public pages: no cookie, no script, few queries, kept by caches, and the same rows as CSV."""

import csv
import io
import re
from datetime import date, timedelta

from defusedxml import ElementTree
from flask import Flask
from werkzeug.test import TestResponse

from app import clock
from app.actor import Actor
from app.manage.publications.months import month_name, months_over
from app.models import RoleName
from app.queries.publications import list_publications
from app.services.publishing import list_proposals, propose, withdraw
from app.services.settings.changing import change_settings
from tests.app.publishing.made import NOW, made, wanted
from tests.factories import ACTOR, create_improvement, create_staff
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


def test_the_feed_tells_what_became_public_and_was_withdrawn(page: Visitor, place) -> None:
    published = made(wanted(place[0]))
    (link,) = page.get("/public/").all("link", rel="alternate")
    answer = page.client.get(link.get("href"))
    assert (answer.mimetype, "Set-Cookie" in answer.headers) == ("application/atom+xml", False)
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = ElementTree.fromstring(answer.data).findall(f"{atom}entry")
    assert entry.findtext(f"{atom}id").endswith(f"/public/{published.id}")
    assert published.digest in entry.findtext(f"{atom}summary")
    known = {"If-None-Match": answer.headers["ETag"]}
    assert page.client.get("/public/feed.atom", headers=known).status_code == 304
    withdraw(published, because="Nhầm kỳ & mức", actor=ACTOR, now=NOW)
    told = ElementTree.fromstring(page.client.get("/public/feed.atom", headers=known).data)
    assert "Nhầm kỳ & mức" in told.findtext(f"{atom}entry/{atom}summary")


def test_you_said_we_did(page: Visitor, place) -> None:
    create_improvement(place[1])
    shown = page.get("/public/you-said")
    assert "Phải chờ lâu vào sáng thứ Hai." in shown.text
    assert "Mở thêm một quầy từ 7 giờ 30." in shown.text
    english = page.get("/public/you-said?lang=en")
    marked = [span.text for span in english.all("span", lang="vi")]
    assert "Phải chờ lâu vào sáng thứ Hai." in marked
    create_improvement(place[1], said_en="Monday mornings took long.", done_on=date(2026, 5, 1))
    assert "Monday mornings took long." in page.get("/public/you-said?lang=en").text
    assert "Monday mornings took long." not in page.get("/public/you-said").text
    page.get("/public/method")


def test_staff_read_the_titles_of_changes_in_their_language(page: Visitor, place) -> None:
    create_improvement(place[1], title_en="One more counter on Mondays")
    client = sign_in(page.client, role=RoleName.SURVEY_ADMINISTRATOR)
    assert "Take down One more counter" in client.get("/manage/publications/?lang=en").text
    assert "Thêm một quầy" in client.get("/manage/publications/?lang=vi").text


def rows_of_table(html: str) -> list[list[str]]:
    """The cells of the table of a publication, as they are read."""
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


def test_the_unit_of_a_change_is_found_by_words(app: Flask, place) -> None:
    _, unit = place
    staff = Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))
    address = "/manage/publications/you-said/new"

    def sent(**fields: object) -> str:
        token = form_token(staff.get(address).html)
        words = {"title": "Thêm quầy", "said": "Chờ lâu", "done": "Mở quầy thứ hai"}
        rest = {"csrf_token": token, "done_on": "2026-05-01", "before": "", "after": ""}
        data = {**rest, **words, **fields}
        return staff.client.post(address, data=data, follow_redirects=True).text

    assert "Không có đơn vị nào có tên như vậy" in sent(unit="xyz")
    several = sent(unit="quay")
    assert "Có nhiều đơn vị phù hợp" in several
    pick = f"id:{unit.id}:quay"
    assert f'value="{pick}"' in several
    assert "Có nhiều đơn vị phù hợp" in sent(unit=["quay ", pick.replace("quay", "cu")])
    assert "công khai" in sent(unit=["quay", pick])
    assert "công khai" in sent(unit=unit.code)


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
    preview = rows_of_table(looked.text)
    mark = re.search(r'name="looked" value="([0-9a-f]{64})"', looked.text).group(1)
    stale = staff.post(address, data=data | {"looked": "0" * 64})
    assert stale.status_code == 200, "what was not looked at is not published"
    published = staff.post(address, data=data | {"looked": mark})
    assert published.status_code == 302
    public = page.get(published.location)
    assert "Quầy A" in public.text
    assert preview == rows_of_table(public.html), "looked at is what everybody reads"
    assert any("▒" in cell for row in preview for cell in row), "withheld rows are marked"
    assert "công khai" in staff.get("/manage/publications/").text
    tomorrow = clock.local_day(clock.now()) + timedelta(days=1)
    refused = staff.post(address, data=data | {"last": tomorrow.isoformat()})
    assert "Vui lòng chọn tháng đã kết thúc" in refused.text


def test_the_months_of_the_survey_that_are_over_are_offered(app: Flask, place) -> None:
    survey, _ = place
    assert [f"{end:%d/%m}" for _, end in months_over(survey, date(2026, 3, 31))] == [
        *("31/01", "28/02"),
    ]
    staff = Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))
    address = f"/manage/publications/survey/{survey.id}"
    offered = staff.get(address)
    for name, day in (("first", "2026-02-01"), ("last", "2026-02-28")):
        options = [o for o in offered.all("option") if o.has_parent("select").get("id") == name]
        assert (options[1].text, options[1].get("value")) == ("02/2026", day)
    data = {"level": "counter", "formula": "people_top2", "csrf_token": form_token(offered.html)}
    for first, last, said in (
        ("2026-02-01", "2026-01-31", "Tháng cuối đứng trước tháng đầu."),
        ("2026-01-05", "2026-01-31", "Vui lòng chọn các tháng của đợt khảo sát."),
        ("tháng 1", "2026-01-31", "Vui lòng chọn tháng."),
    ):
        answer = staff.client.post(address, data=data | {"first": first, "last": last})
        assert said in answer.text
    cut = month_name((date(2026, 1, 5), date(2026, 1, 31)))
    assert cut == "01/2026 (05/01/2026 – 31/01/2026)"


def test_where_it_is_asked_for_one_chooses_and_another_publishes(app: Flask, place) -> None:
    survey, _ = place
    change_settings({"second_person_results": True}, actor=ACTOR, now=NOW)
    first, second = (
        Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)) for _ in range(2)
    )
    address = f"/manage/publications/survey/{survey.id}"
    chosen = {"first": "2026-01-01", "last": "2026-06-30", "level": "counter"}
    chosen |= {"formula": "people_top2"}

    def press(visitor: Visitor, where: str) -> TestResponse:
        looked = visitor.client.post(
            where, data=chosen | {"csrf_token": form_token(visitor.client.get(where).text)}
        ).text
        mark = re.search(r'name="looked" value="([0-9a-f]{64})"', looked)
        sent = chosen | {"csrf_token": form_token(looked), "looked": mark.group(1)}
        return visitor.client.post(where, data=sent)

    assert press(first, address).location == "/manage/publications/"
    assert press(first, address).location == "/manage/publications/", "twice is once"
    assert list_publications() == []
    (waiting,) = list_proposals([survey.id])
    shown = first.get(f"{address}?proposal={waiting.id}")
    assert not shown.all("button", name="looked")
    links = second.get("/manage/publications/").all("a")
    (link,) = (a for a in links if a.text == "Xem rồi công bố")
    assert second.get(link.get("href")).one("button", name="looked").text == "Công bố cho mọi người"
    assert "/public/" in press(second, address).location
    assert list_proposals([survey.id]) == []


def test_a_proposal_can_be_dropped(app: Flask, place) -> None:
    survey, _ = place
    change_settings({"second_person_results": True}, actor=ACTOR, now=NOW)
    person = create_staff()
    propose(wanted(survey), reason="", actor=Actor.person(person.id, "Lan"), now=NOW)
    staff = Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))
    page = staff.get("/manage/publications/")
    (form,) = (form for form in page.all("form") if form.get("action").endswith("/drop"))
    token = form_token(staff.client.get("/manage/publications/").text)
    staff.client.post(form.get("action"), data={"csrf_token": token})
    assert list_proposals([survey.id]) == []
