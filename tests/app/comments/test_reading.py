"""The pages of comments: who sees which, masked, found and tagged; what the audit keeps of it.

Truth leaned on: comments written beside a known number of answers in a unit and month.
"""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, func, select, update

from app.extensions import db
from app.models import (
    AuditEvent,
    Comment,
    CommentTagging,
    CorrectionKind,
    ReadableComment,
    ResponseCorrection,
    RoleName,
    Survey,
)
from app.services.comments.cells import blocks
from app.services.comments.preparing import prepare_comments
from app.services.comments.tagging import change_tag
from app.services.personal_data.retention import remove_old_data
from tests.app.results.files import assert_same_in_every_format
from tests.app.results.one_stop import ITEMS, answer, counter, one_stop_survey
from tests.factories import (
    ACTOR,
    NOW,
    create_answers,
    create_comment,
    create_staff,
    create_tag,
    create_unit,
    saved,
)
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

MINE = "Anh Nguyễn Văn Tuấn hẹn lại, số tôi 0912 345 678. Chờ lâu."


@pytest.fixture
def survey(app: Flask) -> Survey:
    """A survey of half a year with a minimum cell of five."""
    return one_stop_survey(minimum_cell=5)


@pytest.fixture
def reader(client: FlaskClient) -> Visitor:
    """A signed-in reader of free text, whose every page is checked."""
    return Visitor(sign_in(client, role=RoleName.TEXT_READER))


def place_with(survey: Survey, answers: int = 20, **columns):
    """A counter with so many answers, of which half are satisfied."""
    place = counter(survey, **columns)
    answer(survey, place, answers // 2, answers)
    return place


def texts(page: Page) -> list[str]:
    """The comments of a page."""
    return [quote.text for quote in page.all("blockquote")]


def events(act: str) -> list[AuditEvent]:
    """What was recorded of an act."""
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.act == act)))


def test_a_comment_is_read_masked_with_its_month_and_nothing_of_the_person(
    survey: Survey, reader: Visitor
) -> None:
    place = place_with(survey, name="Quầy Tư pháp")
    comment = create_comment(survey, place, MINE)
    page = reader.get("/results/comments/")
    assert texts(page) == ["Anh họ tên hẹn lại, số tôi số điện thoại. Chờ lâu."]
    card = page.one("li", id=f"c-{comment.id}").text
    assert "Quầy Tư pháp" in card
    assert NOW.strftime("%m/%Y") in card
    assert NOW.strftime("%d/%m/%Y") not in card
    assert str(comment.response_key) not in page.html


def test_small_cells_show_nothing_whatever_a_page_is_narrowed_to(
    survey: Survey, reader: Visitor
) -> None:
    small, large = place_with(survey, 3), place_with(survey)
    create_comment(survey, small, "Ít phiếu quá.")
    create_comment(survey, large, "Nhiều phiếu.")
    for more in ("", f"?under={small.id}", "?q=it+phieu", "?tag=0"):
        page = reader.get(f"/results/comments/{more}")
        assert set(texts(page)) <= {"Nhiều phiếu."}, more
        assert "Ít phiếu" not in page.html


def test_a_person_sees_the_comments_of_the_own_units_alone(
    survey: Survey, client: FlaskClient
) -> None:
    mine, other = create_unit(kind="commune"), create_unit(kind="commune")
    here, there = place_with(survey, parent=mine), place_with(survey, parent=other)
    create_comment(survey, here, "Ở đây.")
    foreign = create_comment(survey, there, "Ở kia.")
    tag = create_tag()
    visitor = Visitor(sign_in(client, role=RoleName.TEXT_READER, unit=mine))
    assert texts(visitor.get("/results/comments/")) == ["Ở đây."]
    assert events("text.read")[0].unit_id == mine.id
    visitor.get(f"/results/comments/?under={there.id}", status=404)
    assert "Ở kia" not in client.get("/results/comments/download.csv").text
    client.application.config["WTF_CSRF_ENABLED"] = False
    answered = client.post(f"/results/comments/{foreign.id}/attach", data={"tag_id": tag.id})
    assert answered.status_code == 404
    visitor.get("/results/comments/tags/", status=404)


def test_answers_left_out_take_their_comments_with_them(survey: Survey, reader: Visitor) -> None:
    place = place_with(survey)
    comment = create_comment(survey, place)
    saved(
        ResponseCorrection(
            response_key=comment.response_key,
            kind=CorrectionKind.EXCLUSION.value,
            actor_id=create_staff().id,
            reason="phiếu thử",
            made_at=NOW,
        )
    )
    assert texts(reader.get("/results/comments/")) == []


def test_reading_and_downloading_are_recorded_without_a_word(
    survey: Survey, reader: Visitor, client: FlaskClient
) -> None:
    place = place_with(survey)
    create_comment(survey, place, MINE)
    reader.get(f"/results/comments/?under={place.id}&q=tuan+0912345678")
    file = client.get("/results/comments/download.csv").get_data(as_text=True)
    assert "[họ tên] hẹn lại, số tôi [số điện thoại]" in file
    (read,), (downloaded,) = events("text.read"), events("text.export")
    assert_same_in_every_format(client, "/results/comments/download.{}")
    assert read.unit_id == place.id
    assert '"count":0' in read.details.replace(" ", "")
    assert '"count":1' in downloaded.details.replace(" ", "")
    assert not any(word in read.details for word in ("tuan", "0912", "Tuấn"))


def test_a_file_runs_no_formula(survey: Survey, reader: Visitor, client: FlaskClient) -> None:
    create_comment(survey, place_with(survey), '=HYPERLINK("http://x")')
    file = client.get("/results/comments/download.csv").get_data(as_text=True)
    assert "'=HYPERLINK" in file
    assert ";=HYPERLINK" not in file


def test_keywords_tag_and_a_person_has_the_last_word(survey: Survey, client: FlaskClient) -> None:
    place = place_with(survey)
    waiting = create_comment(survey, place, "Chờ lâu quá.")
    other = create_comment(survey, place, "Cho hỏi lâu không.")
    tag = create_tag("Thời gian chờ", ["chờ lâu", "lâu quá"])
    assert tagged(tag.id) == {waiting.id: "keyword"}
    client.application.config["WTF_CSRF_ENABLED"] = False
    visitor = Visitor(sign_in(client, role=RoleName.TEXT_READER))
    for comment, deed in ((waiting, "remove"), (other, "attach")):
        path = f"/results/comments/{comment.id}/{deed}?q=lau&page=1"
        answered = client.post(path, data={"tag_id": tag.id})
        assert answered.headers["Location"].endswith(f"#c-{comment.id}")
        assert "q=lau" in answered.headers["Location"]
    prepare_comments(NOW)
    change_tag(tag, "Chờ đợi", ["lâu"], actor=ACTOR, now=NOW)
    assert tagged(tag.id) == {waiting.id: "removed", other.id: "hand"}
    assert len(events("text.tag")) == len(events("text.untag")) == 1
    page = visitor.get(f"/results/comments/?tag={tag.id}")
    assert texts(page) == ["Cho hỏi lâu không."]
    counts = page.one("nav", **{"aria-label": "Nhãn"}).text
    assert "Tất cả 2" in counts
    assert "Chờ đợi 1 · 50%" in counts
    assert "Chưa có nhãn 1" in counts


def tagged(tag_id: int) -> dict[str, str]:
    """The comments of a tag, and how they came to it."""
    db.session.expire_all()
    query = select(CommentTagging).where(CommentTagging.tag_id == tag_id)
    return {tagging.comment_id: tagging.given for tagging in db.session.scalars(query)}


def test_comments_come_in_pages_and_no_order_of_time(survey: Survey, reader: Visitor) -> None:
    place = place_with(survey)
    ids = [create_comment(survey, place, f"Ý kiến {n}.").id for n in range(27)]
    first, second = (reader.get(f"/results/comments/?page={n}") for n in (1, 2))
    assert (len(texts(first)), len(texts(second))) == (25, 2)
    assert ids != sorted(ids), "in the order of writing, once in a great many times"
    reader.get("/results/comments/?page=3", status=404)


def test_what_is_ready_goes_with_the_comment(survey: Survey) -> None:
    place = counter(survey)
    old = create_comment(survey, place, "lâu", answered_at=NOW - timedelta(days=800)).id
    taken = create_comment(survey, place, "lâu")
    create_tag(keywords=["lâu"])
    withdrawal = CorrectionKind.WITHDRAWAL.value
    saved(ResponseCorrection(response_key=taken.response_key, kind=withdrawal, made_at=NOW))
    remove_old_data(NOW)
    assert left() == (1, 1)
    assert db.session.scalar(select(ReadableComment.id)) != old
    db.session.execute(delete(Comment))
    assert left() == (0, 0)


def left() -> tuple[int, int]:
    """How many comments are ready, and how many tags stand on any."""
    return tuple(
        db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in (ReadableComment, CommentTagging)
    )


def test_newer_rules_mask_anew_and_keep_tags(survey: Survey) -> None:
    comment = create_comment(survey, counter(survey), MINE)
    db.session.execute(
        update(ReadableComment).values(rules=0, masked="Anh Tuấn", folded=" anh tuan ")
    )
    prepare_comments(NOW)
    db.session.expire_all()
    again = db.session.get_one(ReadableComment, comment.id)
    assert "⟦name⟧" in again.masked
    assert " tuan " not in again.folded


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"name": " ", "keywords": ""}, "Cần điền mục này."),
        ({"name": "Chờ", "keywords": "a\n" * 2 + "\n".join(map(str, range(51)))}, "50"),
        ({"name": "Chờ", "keywords": "?!"}, "không có chữ cái"),
        ({"name": "Có rồi", "keywords": "x"}, "Đã có nhãn khác"),
    ],
)
def test_a_wrong_tag_is_told_beside_its_field(
    reader: Visitor, fields: dict[str, str], mistake: str
) -> None:
    create_tag("Có rồi")
    token = form_token(reader.get("/results/comments/tags/new").html)
    page = reader.post("/results/comments/tags/new", data={**fields, "csrf_token": token})
    assert any(mistake in p.text for p in page.all("p") if "-error" in p.get("id"))


@pytest.mark.parametrize("bad", ["page=0", "page=x", "tag=x", "from=x", "under=x"])
def test_an_address_that_cannot_be_is_told(survey: Survey, client: FlaskClient, bad: str) -> None:
    sign_in(client, role=RoleName.TEXT_READER)
    assert client.get(f"/results/comments/?survey={survey.code}&{bad}").status_code in (400, 404)


def test_an_answer_taken_back_while_comments_are_made_ready_stops_nothing(survey: Survey) -> None:
    place = counter(survey)
    kept, gone = create_answers(survey, place, [{}, {}])
    withdrawal = CorrectionKind.WITHDRAWAL.value
    saved(ResponseCorrection(response_key=gone, kind=withdrawal, made_at=NOW))
    for key in (kept, gone):
        saved(Comment(response_key=key, item="comment", text="Chờ lâu."))

    taken = []

    def take_back(_connection, _cursor, statement, *_rest) -> None:
        if statement.startswith("INSERT INTO readable_comment") and not taken:
            taken.append(gone)
            with db.engine.begin() as other:
                other.execute(delete(Comment).where(Comment.response_key == gone))

    event.listen(db.engine, "before_cursor_execute", take_back)
    try:
        told = prepare_comments(NOW)
    finally:
        event.remove(db.engine, "before_cursor_execute", take_back)
    assert told == "Số ý kiến đã xử lý để đọc: 1."
    assert db.session.scalars(select(ReadableComment.response_key)).all() == [kept]


def test_what_the_rules_missed_is_taken_out_by_hand_and_put_back(
    survey: Survey, reader: Visitor
) -> None:
    comment = create_comment(survey, place_with(survey), "Tía hoa ở quầy 3, gọi 0912345678.").id
    path = f"/results/comments/{comment}/mask"

    def send(to: str, **fields: str) -> None:
        token = form_token(reader.get(path).html)
        reader.client.post(to, data={**fields, "csrf_token": token})

    send(path, words="Tía Hoa")
    assert texts(reader.get("/results/comments/")) == [
        "đã che bằng tay ở quầy 3, gọi số điện thoại."
    ]
    assert texts(reader.get("/results/comments/?q=hoa")) == []
    db.session.execute(update(ReadableComment).values(rules=0))
    db.session.commit()
    prepare_comments(NOW)
    assert "hoa" not in reader.get("/results/comments/").one("blockquote").text
    send(f"/results/comments/{comment}/unmask")
    assert texts(reader.get("/results/comments/")) == ["Tía hoa ở quầy 3, gọi số điện thoại."]
    (event,) = events("text.mask")
    assert "hoa" not in event.details.lower()
    page = reader.post(
        path, data={"words": "tia hoa", "csrf_token": form_token(reader.get(path).html)}
    )
    assert "Không thấy các từ này" in page.text


def test_words_of_a_small_cell_are_neither_shown_nor_tagged_one_by_one(
    survey: Survey, reader: Visitor
) -> None:
    comment, tag = create_comment(survey, place_with(survey, 18)), create_tag()
    reader.get(f"/results/comments/{comment.id}/mask", status=404)
    reader.client.application.config["WTF_CSRF_ENABLED"] = False
    for deed in ("attach", "remove"):
        path = f"/results/comments/{comment.id}/{deed}"
        assert reader.client.post(path, data={"tag_id": tag.id}).status_code == 404
    assert tagged(tag.id) == {}


def test_months_with_few_answers_are_told_together(survey: Survey, reader: Visitor) -> None:
    place = counter(survey)
    written = {}
    for month, n in ((1, 12), (2, 9), (3, 40), (5, 3)):
        day = datetime(2026, month, 10, tzinfo=UTC)
        answer(survey, place, n // 2, n, answered_at=day)
        written[month] = create_comment(survey, place, f"Tháng {month}.", answered_at=day).id
    page = reader.get("/results/comments/")
    told = {month: page.one("li", id=f"c-{number}").text for month, number in written.items()}
    assert "01/2026 – 02/2026" in told[1]
    assert "01/2026 – 02/2026" in told[2]
    assert "03/2026 – 05/2026" in told[5]
    january = reader.get("/results/comments/?from=2026-01-01&to=2026-01-31")
    assert set(texts(january)) == {"Tháng 1.", "Tháng 2."}, "a month alone would tell its own"


def test_the_last_months_wait_while_a_survey_runs() -> None:
    assert blocks([12, 9, 0, 40, 3, 0], 20, is_over=False) == [range(2), range(3, 4)]
    assert blocks([12, 9, 0, 40, 3, 0], 20, is_over=True) == [range(2), range(3, 5)]
    assert blocks([12, 7], 20, is_over=True) == []


def test_a_unit_withheld_by_any_formula_is_not_read(survey: Survey, reader: Visitor) -> None:
    """Everybody answered; few of them rated enough questions for the mean over all."""
    place, beside = counter(survey), place_with(survey, 30)
    few = [{"overall": 5, **dict.fromkeys(ITEMS, 4)}] * 3
    create_answers(survey, place, few + [{"overall": 3 + i % 3} for i in range(30)])
    create_comment(survey, place, "Ít người chấm đủ.")
    create_comment(survey, beside, "Nhiều phiếu.")
    assert texts(reader.get("/results/comments/")) == ["Nhiều phiếu."]
