"""Typing sheets: stored as every answer is, numbered, with the role beside them and no name."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from app import clock
from app.extensions import db
from app.models import AuditEvent, Comment, PaperBatch, PaperCheck, PaperSheet, RoleName
from app.services.paper.errors import PaperRefused, Refusal
from app.services.paper.sheets import FilledIn, store_sheet
from surveys.validation import check_answers
from tests.app.paper.office import (
    ITEMS,
    KEYS,
    SHORT,
    clerk,
    hidden,
    open_office,
    responses,
    sheets,
    store,
    type_sheet,
)
from tests.factories import NOW, create_batch, create_point, create_response, create_unit


def test_a_typed_sheet_is_an_answer_on_paper_with_the_role_beside_it(app: Flask) -> None:
    office = open_office()
    page = type_sheet(
        clerk(app, office), office, overall="5", time="9", outcome="0", comment="Nhanh gọn"
    )
    (response,) = responses()
    assert response.answers["overall"] == 5
    assert response.answers["time"] == "na"
    assert "outcome" not in response.answers
    assert response.mode == "paper"
    assert response.point_id == office.batch.point_id
    assert response.unit_id == office.counter.id
    assert response.receipt_digest is None
    assert response.duration is None
    assert db.session.scalars(select(Comment.text)).all() == ["Nhanh gọn"]
    (sheet,) = sheets()
    assert (sheet.number, sheet.role) == (1, "collection_officer")
    assert "Đã lưu phiếu số 1." in page


def test_sheets_are_numbered_one_after_the_other_and_the_day_is_kept(app: Flask) -> None:
    office = open_office()
    visitor = clerk(app, office)
    address = f"/manage/paper/batches/{office.batch.id}/sheet"
    form = hidden(visitor.get(address).html) | {"day": "2026-02-03"}
    form |= {f"a_{item}": key for item, key in KEYS.items()}
    page = visitor.post(address, data=form, follow_redirects=True).html
    assert hidden(page)["day"] == "2026-02-03"
    type_sheet(visitor, office)
    assert [(sheet.number, sheet.sheet_date) for sheet in sheets()] == [
        (1, date(2026, 2, 3)),
        (2, date(2026, 2, 3)),
    ]
    assert clock.local_day(responses()[0].answered_at) == date(2026, 2, 3)


def test_the_same_form_sent_twice_is_one_sheet(app: Flask) -> None:
    office = open_office()
    visitor = clerk(app, office)
    address = f"/manage/paper/batches/{office.batch.id}/sheet"
    form = hidden(visitor.get(address).html) | {f"a_{item}": key for item, key in KEYS.items()}
    for _ in range(2):
        assert "Đã lưu phiếu số 1." in visitor.post(address, data=form, follow_redirects=True).html
    assert len(responses()) == len(sheets()) == 1


def test_what_is_wrong_stands_beside_the_question_and_nothing_is_lost(app: Flask) -> None:
    office = open_office()
    page = type_sheet(clerk(app, office), office, time="", attitude="7", comment="Chờ lâu")
    assert responses() == []
    assert "Chưa nhập. Nếu phiếu để trống câu này, gõ 0." in page
    assert "Câu này không có ô mang số đó." in page
    assert 'value="7"' in page
    assert 'value="Chờ lâu"' in page
    # The first field that is wrong has the focus, so that the hand need not leave the keys.
    assert page.index("autofocus") < page.index('id="a_time-hint"') or "a_attitude" in page
    assert page.count("autofocus") == 1


def test_a_sheet_without_the_answer_it_needs_is_counted_apart(app: Flask) -> None:
    office = open_office()
    visitor = clerk(app, office)
    page = type_sheet(visitor, office, overall="0")
    assert responses() == []
    assert "hãy tính là phiếu không dùng được" in page
    address = f"/manage/paper/batches/{office.batch.id}"
    visitor.post(f"{address}/unusable", data=token(page), follow_redirects=True)
    db.session.refresh(office.batch)
    assert office.batch.unusable == 1


def token(html: str) -> dict[str, str]:
    """The token of any form of a page."""
    return {"csrf_token": hidden(html)["csrf_token"]}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2019-12-31", "Ngày này nằm ngoài thời gian của đợt khảo sát."),
        ("2099-01-01", "Ngày này chưa tới."),
        ("", "Xin cho biết ngày."),
    ],
)
def test_a_day_outside_the_survey_is_refused(app: Flask, day: str, words: str) -> None:
    office = open_office()
    visitor = clerk(app, office)
    address = f"/manage/paper/batches/{office.batch.id}/sheet"
    form = hidden(visitor.get(address).html) | {"day": day}
    form |= {f"a_{item}": key for item, key in KEYS.items()}
    assert words in visitor.post(address, data=form).html
    assert responses() == []


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"opened_at": None}, Refusal.NOT_OPENED_YET),
        ({"paused_at": NOW}, Refusal.PAUSED),
        ({"closes_on": date(2026, 2, 22)}, Refusal.TOO_LATE),
    ],
)
def test_sheets_are_taken_as_long_as_late_answers_are(
    app: Flask, columns: dict[str, object], reason: Refusal
) -> None:
    office = open_office()
    for name, value in columns.items():
        setattr(office.survey, name, value)
    db.session.commit()
    with pytest.raises(PaperRefused) as refused:
        store(office)
    assert refused.value.reason is reason
    office.survey.closes_on = date(2026, 2, 24)
    office.survey.opened_at, office.survey.paused_at = NOW, None
    db.session.commit()
    store(office)
    assert len(responses()) == 1


def test_the_key_of_an_answer_from_elsewhere_does_not_become_a_sheet(app: Flask) -> None:
    office = open_office()
    other = create_response(office.survey, {"overall": 1})
    sheet = FilledIn(
        date(2026, 2, 1),
        check_answers(SHORT, dict.fromkeys(ITEMS, 4)),
        RoleName.COLLECTION_OFFICER,
    )
    with pytest.raises(PaperRefused):
        store_sheet(office.batch, sheet, key=other.key, now=NOW)
    assert sheets() == []


def test_the_moment_of_an_answer_is_noon_of_its_day_and_never_ahead(app: Flask) -> None:
    office = open_office()
    store(office)
    assert responses()[0].answered_at == datetime(2026, 2, 1, 5, 0, tzinfo=UTC)
    today = FilledIn(
        clock.local_day(NOW), check_answers(SHORT, {"overall": 3}), RoleName.COLLECTION_OFFICER
    )
    store_sheet(office.batch, today, key=uuid.uuid4(), now=NOW)
    assert responses()[1].answered_at <= NOW


def test_no_table_of_paper_can_hold_who_typed(app: Flask) -> None:
    for model in (PaperBatch, PaperSheet, PaperCheck):
        references = {key.column.table.name for key in model.__table__.foreign_keys}
        assert "user" not in references
        assert not {c.key for c in inspect(model).columns} & {"user_id", "actor_id", "typed_at"}


def test_the_audit_names_the_person_and_the_number_of_sheets_but_no_batch(app: Flask) -> None:
    office = open_office()
    visitor = clerk(app, office)
    type_sheet(visitor, office)
    address = f"/manage/paper/batches/{office.batch.id}/close"
    html = visitor.get(address).html
    found = html[html.index("csrf_token", html.index('class="deeds"')) :]
    value = found.split('value="')[1].split('"')[0]
    visitor.post(address, data={"csrf_token": value}, follow_redirects=True)
    (event,) = db.session.scalars(select(AuditEvent).filter_by(act="paper.close")).all()
    assert event.thing == f"survey:{office.survey.code}"
    assert event.details == '{"drawn":1,"sheets":1,"unusable":0}'
    assert event.actor_id is not None


def test_a_paper_point_is_made_once_at_a_place(app: Flask) -> None:
    office = open_office()
    again = create_batch(office.survey, create_point(office.survey, place=create_unit()))
    same = create_batch(office.survey, office.batch.point)
    assert same.point_id == office.batch.point_id
    assert again.point_id != office.batch.point_id
    assert office.batch.point.mode == "paper"


def test_a_batch_is_opened_by_choosing_a_survey_and_a_place(app: Flask) -> None:
    office = open_office()
    visitor = clerk(app, office, RoleName.SURVEY_ADMINISTRATOR)
    found = visitor.get("/manage/paper/new?q=quay+7").html
    assert "Quầy số 7" in found
    (address,) = re.findall(r"/manage/paper/points/\d+/[^/]+/begin", found)
    html = visitor.get(address).html
    value = html[html.index("narrow") :].split('value="')[1].split('"')[0]
    form = {"csrf_token": value, "version": office.survey.version_id, "language": "en"}
    page = visitor.post(address, data=form, follow_redirects=True).html
    assert "Nhập một phiếu" in page
    assert "Waiting seats" in page


def test_whoever_works_elsewhere_sees_no_batch_of_this_office(app: Flask) -> None:
    office, other = open_office(), open_office()
    visitor = clerk(app, other)
    listed = visitor.get("/manage/paper/").html
    assert f"/manage/paper/batches/{other.batch.id}" in listed
    assert f"/manage/paper/batches/{office.batch.id}" not in listed
    assert visitor.client.get(f"/manage/paper/batches/{office.batch.id}").status_code == 404


def test_two_who_type_into_one_batch_never_share_a_number(app: Flask) -> None:
    office = open_office()
    store(office)
    db.session.add(
        PaperSheet(
            response_key=create_response(office.survey, {"overall": 4}).key,
            batch_id=office.batch.id,
            number=2,
            role=RoleName.COLLECTION_OFFICER,
            sheet_date=date(2026, 2, 1),
        )
    )
    db.session.commit()
    store(office)
    assert [sheet.number for sheet in sheets()] == [1, 2, 3]


def test_a_place_of_ones_own_shows_no_survey_of_somebody_else(app: Flask) -> None:
    office, other = open_office(), open_office()
    point = office.batch.point_id
    visitor = clerk(app, office)
    visitor.get(f"/manage/paper/points/{point}/{office.survey.code}/begin")
    visitor.get(f"/manage/paper/points/{point}/{other.survey.code}/begin", status=404)
