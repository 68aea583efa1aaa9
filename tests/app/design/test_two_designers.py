"""Two people and one questionnaire: each sees who has it in hand, and no text is lost.

Truth leaned on: the stored document, and what the page of the one who came second shows.
"""

from datetime import timedelta

from app.extensions import db
from app.models import DraftLock
from app.services.drafting.documents import question_of
from app.services.drafting.locks import LOCK
from tests.app.design.designing import Designer, latest_draft
from tests.app.design.test_designing import begun


def test_the_second_one_sees_whose_hands_it_is_in(mai: Designer, nam: Designer) -> None:
    home = begun(mai)
    page = nam.page(home)
    assert mai.user.email in page.text
    assert "Nhận quyền sửa" in page.text
    assert mai.user.email in nam.page("/design/").text


def test_the_second_one_changes_nothing_and_keeps_the_text(mai: Designer, nam: Designer) -> None:
    home = begun(mai)
    address = f"{home}/questions/gop_y"
    answer = nam.fill(address, status=409, text="Của Nam")
    assert "Của Nam" in answer.text
    assert question_of(latest_draft().document, "gop_y")["text"] == {"vi": "Góp ý"}
    nam.send(f"{home}/lock", do="take-over")
    nam.fill(address, text="Của Nam")
    assert question_of(latest_draft().document, "gop_y")["text"] == {"vi": "Của Nam"}


def test_whoever_was_taken_over_from_sees_both_texts(mai: Designer, nam: Designer) -> None:
    home = begun(mai)
    address = f"{home}/questions/gop_y"
    seen = mai.page(address).one("input", name="seen").get("value")
    nam.send(f"{home}/lock", do="take-over")
    nam.fill(address, text="Của Nam")
    mai.send(f"{home}/lock", do="take-over")
    answer = mai.send(address, status=409, seen=seen, text="Của Mai", role="comment")
    assert "Của Nam" in answer.text
    assert "Của Mai" in answer.text
    assert question_of(latest_draft().document, "gop_y")["text"] == {"vi": "Của Nam"}


def test_a_lock_lapses_and_can_be_put_down(mai: Designer, nam: Designer) -> None:
    home = begun(mai)
    lock = db.session.get_one(DraftLock, latest_draft().id)
    lock.until -= LOCK + timedelta(seconds=1)
    db.session.commit()
    assert "Nhận quyền sửa" not in nam.page(home).text
    nam.send(f"{home}/lock", do="let-go")
    assert "Nhận quyền sửa" not in mai.page(home).text


def test_a_script_that_saves_is_told_in_words(mai: Designer, nam: Designer) -> None:
    home = begun(mai)
    address = f"{home}/questions/gop_y"
    page = mai.page(address)
    form = {field.get("name"): field.get("value") for field in page.all("input", type="hidden")}
    form |= {"text": "Đang gõ", "role": "comment", "code": "gop_y", "help": ""}
    script = {"Accept": "application/json"}
    told = mai.client.post(address, data=form, headers=script)
    assert told.get_json()["saved"] is True
    assert question_of(latest_draft().document, "gop_y")["text"] == {"vi": "Đang gõ"}
    again = mai.client.post(address, data=form, headers=script)
    assert again.status_code == 409
    assert again.get_json()["saved"] is False
    form["seen"] = told.get_json()["seen"]
    assert mai.client.post(address, data=form, headers=script).status_code == 200
