"""Preview, trial and dry run: the real pages, and nothing of it among the answers.

Truth leaned on: the stored rows, and the pages of citizens.
"""

from flask import Flask
from sqlalchemy import func, select

from app.design.words import time_words
from app.extensions import db
from app.models import Response, TrialAnswer, TrialLink
from tests.app.design.designing import Designer, latest_draft
from tests.pages import Page, Visitor


def home_of(mai: Designer) -> str:
    """A draft of the short one-stop questionnaire; gives its address."""
    return f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"


def filled(page: Page, level: str = "4") -> dict[str, str]:
    """A citizen's form with every rating answered."""
    form = {f.get("name"): f.get("value") for f in page.all("input", type="hidden")}
    return form | {radio.get("name"): level for radio in page.all("input", type="radio")}


def count(table: type) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_preview_is_the_citizens_page_in_every_language(mai: Designer) -> None:
    home = home_of(mai)
    page = mai.page(f"{home}/preview/vi")
    assert "không lưu gì" in page.text
    assert len(page.all("fieldset")) >= 8
    english = mai.page(f"{home}/preview/en")
    assert "satisfied" in english.text
    assert "Preview: nothing entered here is stored." in english.text
    mai.page(f"{home}/preview/fr", status=404)


def test_only_our_own_pages_may_frame_the_preview(mai: Designer) -> None:
    home = home_of(mai)
    policy = mai.client.get(f"{home}/preview/vi").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    policy = mai.client.get(f"{home}/preview").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "frame-src 'self'" in policy


def test_a_form_sent_in_the_preview_is_checked_and_forgotten(mai: Designer) -> None:
    address = f"{home_of(mai)}/preview/vi"
    empty = mai.client.post(address, data={"form-move": "send"})
    assert empty.status_code == 422
    assert "Vui lòng chọn" in empty.text or "Cần" in empty.text
    answer = mai.client.post(address, data=filled(mai.page(address)))
    assert "Hết phần xem thử" in answer.text
    assert count(Response) == count(TrialAnswer) == 0


def test_a_draft_with_mistakes_is_previewed_as_far_as_it_goes(mai: Designer) -> None:
    home = f"/design/{mai.begin().id}"
    mai.page(f"{home}/preview/vi")
    mai.send(f"{home}/sections", title="Phần")
    mai.send(f"{home}/questions", section="phan", type="rating5", text="Một")
    mai.send(f"{home}/questions", section="phan", type="single_choice", text="Hai")
    rule = f"{home}/questions/hai/shown_if"
    mai.send(rule, do="add", item="mot", relation="is", answer="5")
    mai.send(home, do="question-up:hai")
    page = mai.page(f"{home}/preview/vi")
    assert "Một" in page.text
    assert "Hai" in page.text


def test_times_are_said_as_people_say_them(app: Flask) -> None:
    with app.test_request_context():
        said = [time_words(seconds) for seconds in (2, 41, 58, 118, 209)]
    assert said == [
        "khoảng 10 giây",
        "khoảng 40 giây",
        "khoảng 1 phút",
        "khoảng 2 phút",
        "khoảng 3 phút 30 giây",
    ]


def test_the_designer_sees_time_and_advice(mai: Designer) -> None:
    home = home_of(mai)
    mai.fill(f"{home}/questions/overall", text="Ông/Bà có hài lòng với thái độ và thời gian không?")
    page = mai.page(f"{home}/preview")
    assert "Tiếng Việt: khoảng " in page.text
    assert "hai việc cùng lúc" in page.text
    assert page.one("iframe").get("src") == f"{home}/preview/vi"


def test_a_trial_keeps_its_answers_apart_and_wipes_them(app: Flask, mai: Designer) -> None:
    home = home_of(mai)
    mai.send(f"{home}/trial", do="open")
    link = next(a.get("href") for a in mai.page(f"{home}/trial").all("a") if "/t/" in a.get("href"))
    path = link.removeprefix("http://127.0.0.1:8000")
    assert mai.client.get(f"{home}/trial.svg").mimetype == "image/svg+xml"
    phone = Visitor(app.test_client())
    page = phone.get(path)
    assert "không tính vào kết quả" in page.text
    form = filled(page) | {"q_comment": "Rất tốt"}
    answer = phone.client.post(path, data=form)
    assert answer.status_code == 303
    assert answer.headers.get("Set-Cookie") is None
    assert "Cảm ơn" in phone.get(f"{path}/done").text
    assert count(TrialAnswer) == 1
    assert count(Response) == 0
    assert "Rất tốt" in mai.page(f"{home}/trial").text
    mai.send(f"{home}/trial", do="end")
    assert count(TrialAnswer) == 0
    phone.get(path, status=404)


def test_a_trial_shows_the_draft_as_it_is_now(app: Flask, mai: Designer) -> None:
    home = home_of(mai)
    mai.send(f"{home}/trial", do="open")
    path = f"/t/{latest_link()}"
    mai.fill(f"{home}/questions/overall", text="Lời mới?")
    assert "Lời mới?" in Visitor(app.test_client()).get(path).text
    Visitor(app.test_client()).get("/t/khong-co", status=404)


def latest_link() -> str:
    """The code of the trial link made last."""
    return db.session.scalars(select(TrialLink.code)).one()


def test_the_dry_run_shows_every_index_on_made_up_answers(mai: Designer) -> None:
    home = home_of(mai)
    for formula in latest_draft().document["formulas"]:
        if not formula["id"].startswith("factor"):
            page = mai.page(f"{home}/dry-run?formula={formula['id']}")
            assert "Quầy ví dụ 5" in page.text
            assert "máy tạo ngẫu nhiên" in page.text
            assert "Không công bố" in page.text or "▒" in page.text
    assert count(Response) == 0


def test_a_draft_with_mistakes_has_no_dry_run_yet(mai: Designer) -> None:
    page = mai.page(f"/design/{mai.begin().id}/dry-run")
    assert "Chưa có gì để tính" in page.text
