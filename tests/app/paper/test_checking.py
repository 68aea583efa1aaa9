"""The second typing: a tenth by lot, compared item by item, settled without changing an answer."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import (
    AuditEvent,
    CheckOutcome,
    Comment,
    PaperBatch,
    PaperCheck,
    PaperSheet,
    Response,
    ResponseCorrection,
    RoleName,
)
from app.queries.paper import batch_counts, next_to_settle, next_to_type_again
from app.services.paper.batches import close_batch, drawn_for_check
from app.services.paper.checking import check_sheet, compare, settle_sheet
from app.services.paper.errors import PaperRefused
from surveys.catalogue import load_catalogue_questionnaire
from tests.app.paper.office import (
    ITEMS,
    KEYS,
    SHORT,
    Office,
    clerk,
    hidden,
    open_office,
    responses,
    store,
    type_sheet,
)
from tests.factories import NOW, create_staff
from tests.pages import Visitor
from tests.sign_in import form_token

CLERK = RoleName.COLLECTION_OFFICER


def closed_office(sheets: int = 1, **first: object) -> Office:
    """An office with a closed batch of sheets, all answered alike unless `first` says otherwise."""
    office = open_office()
    for _ in range(sheets):
        store(office, dict.fromkeys(ITEMS, 4) | first)
    close_batch(office.batch, actor=actor(), now=NOW)
    return office


def actor() -> Actor:
    """Somebody who settles."""
    user = create_staff(CLERK)
    return Actor.person(user.id, user.email)


@pytest.mark.parametrize(
    ("sheets", "drawn"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (100, 10), (101, 11)]
)
def test_a_tenth_is_drawn_rounded_up(app: Flask, sheets: int, drawn: int) -> None:
    keys = [uuid.uuid4() for _ in range(sheets)]
    found = drawn_for_check(keys)
    assert len(found) == drawn
    assert set(found) <= set(keys)
    assert sorted(found) == sorted(drawn_for_check(keys[::-1]))


def test_the_lot_depends_on_our_secret_and_falls_evenly(app: Flask) -> None:
    keys = [uuid.UUID(int=number) for number in range(1000)]
    before = drawn_for_check(keys)
    assert before != keys[:100]
    # 1000 keys in ten tens: each ten holds about ten drawn; six standard deviations either way.
    for ten in range(10):
        assert 0 < sum(key in before for key in keys[ten * 100 : ten * 100 + 100]) < 28
    app.config["SECRET_KEY"] = "another secret, known to nobody at all"
    assert drawn_for_check(keys) != before


def test_nothing_is_added_to_a_closed_batch_and_it_is_closed_once(app: Flask) -> None:
    office = closed_office(3)
    with pytest.raises(PaperRefused):
        store(office)
    with pytest.raises(PaperRefused):
        close_batch(office.batch, actor=actor(), now=NOW)
    assert len(responses()) == 3


def test_alike_typings_agree_and_need_nothing_more(app: Flask) -> None:
    office = closed_office()
    drawn = next_to_type_again(office.batch.id)
    assert drawn is not None
    second = dict.fromkeys(ITEMS, 4)
    assert check_sheet(drawn.check, second, role=CLERK, version_id=office.batch.version_id) == []
    counts = batch_counts([office.batch.id])[office.batch.id]
    assert (counts.agreement, counts.unsettled, counts.to_type_again) == (1.0, 0, 0)
    assert next_to_settle(office.batch.id) is None


def differing_office() -> tuple[Office, PaperCheck]:
    """An office whose one sheet was typed as 4 throughout, then with two items otherwise."""
    office = closed_office(comment="Đông quá")
    drawn = next_to_type_again(office.batch.id)
    assert drawn is not None
    second = dict.fromkeys(ITEMS, 4) | {"time": 2, "outcome": "na"}
    found = check_sheet(drawn.check, second, role=CLERK, version_id=office.batch.version_id)
    assert [(d.item, d.first, d.second) for d in found] == [("time", 4, 2), ("outcome", 4, "na")]
    return office, drawn.check


def test_the_agreement_is_the_share_of_items_read_alike(app: Flask) -> None:
    office, _ = differing_office()
    counts = batch_counts([office.batch.id])[office.batch.id]
    assert (counts.compared, counts.differing, counts.unsettled) == (9, 2, 1)
    assert counts.agreement == pytest.approx(7 / 9)


def test_a_right_first_typing_stays_as_it_is(app: Flask) -> None:
    office, check = differing_office()
    outcome = settle_sheet(
        office.batch, check, {"time": "4", "outcome": "4"}, role=CLERK, actor=actor(), now=NOW
    )
    assert outcome is CheckOutcome.KEPT
    assert len(responses()) == 1
    assert db.session.scalars(select(ResponseCorrection)).all() == []
    assert check.answers is None


def test_a_wrong_first_typing_is_excluded_and_stored_anew(app: Flask) -> None:
    office, check = differing_office()
    before = responses()[0]
    old, stored_before = before.key, dict(before.answers)
    who = actor()
    outcome = settle_sheet(
        office.batch, check, {"time": "3", "outcome": "na"}, role=CLERK, actor=who, now=NOW
    )
    assert outcome is CheckOutcome.REPLACED
    first, second = responses()
    assert (first.key, first.answers) == (old, stored_before)
    assert second.answers == stored_before | {"time": 3, "outcome": "na"}
    assert (second.mode, second.answered_at) == ("paper", first.answered_at)
    (correction,) = db.session.scalars(select(ResponseCorrection)).all()
    assert (correction.response_key, correction.kind, correction.actor_id) == (
        old,
        "exclusion",
        who.id,
    )
    sheet = db.session.get_one(PaperSheet, second.key)
    assert (sheet.number, sheet.replaces) == (1, old)
    comments = select(Comment.text).where(Comment.response_key == second.key)
    assert db.session.scalars(comments).all() == ["Đông quá"]
    counts = batch_counts([office.batch.id])[office.batch.id]
    assert (counts.sheets, counts.replaced, counts.unsettled) == (1, 1, 0)


def test_settling_cut_off_after_the_answer_was_stored_is_completed_the_next_time(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, check = differing_office()
    right = {"time": "3", "outcome": "na"}

    def cut_off(*args: object, **keywords: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("app.services.paper.checking.replace_sheet", cut_off)
        with pytest.raises(SystemExit):
            settle_sheet(office.batch, check, right, role=CLERK, actor=actor(), now=NOW)
    db.session.rollback()
    settle_sheet(office.batch, check, right, role=CLERK, actor=actor(), now=NOW)
    assert len(responses()) == 2
    assert len(db.session.scalars(select(ResponseCorrection)).all()) == 1


def test_a_sheet_is_settled_once(app: Flask) -> None:
    office, check = differing_office()
    again = {"time": "4", "outcome": "4"}
    settle_sheet(office.batch, check, again, role=CLERK, actor=actor(), now=NOW)
    with pytest.raises(PaperRefused):
        settle_sheet(office.batch, check, again, role=CLERK, actor=actor(), now=NOW)


def test_items_that_only_one_typing_was_asked_are_compared_too() -> None:
    form = load_catalogue_questionnaire("refusal_or_completion")
    first = {"overall": 2, "outcome_slip": "refused", "other_ways": 1}
    second = {"overall": 2, "outcome_slip": "to_complete", "missing_papers": 1, "all_at_once": 5}
    _, differences = compare(form, first, second)
    assert {d.item for d in differences} == {
        "outcome_slip",
        "other_ways",
        "missing_papers",
        "all_at_once",
    }


def post_keys(visitor: Visitor, address: str, keys: dict[str, str]) -> str:
    """Type into the form of a page; give the page that follows."""
    form = hidden(visitor.get(address).html) | {f"a_{item}": key for item, key in keys.items()}
    return visitor.post(address, data=form, follow_redirects=True).html


def test_the_pages_lead_from_the_drawn_sheet_to_the_settled_one(app: Flask) -> None:
    office = closed_office(3)
    visitor = clerk(app, office)
    batch = f"/manage/paper/batches/{office.batch.id}"
    assert "Nhập lần hai" in visitor.get(batch).html
    keys = {item: key for item, key in KEYS.items() if item != "comment"}
    typed = visitor.get(f"{batch}/check").html
    assert 'value="4"' not in typed, "the second typing must not see the first"
    page = post_keys(visitor, f"{batch}/check", keys | {"overall": "1"})
    assert "hai lần nhập khác nhau" in page
    assert "Giải quyết chỗ khác nhau" in page
    assert "Lần nhập đầu: 4, lần hai: 1." in visitor.get(f"{batch}/settle").html
    assert "Chưa nhập" in post_keys(visitor, f"{batch}/settle", {"overall": ""})
    done = post_keys(visitor, f"{batch}/settle", {"overall": "1"})
    assert "đã sửa" in done
    assert "Lô này đã xong." in done
    assert db.session.scalars(select(Response.answers)).all()[-1]["overall"] == 1


def test_whoever_typed_a_batch_is_asked_for_somebody_else_to_type_it_again(app: Flask) -> None:
    office = open_office()
    typist = clerk(app, office)
    type_sheet(typist, office)
    batch = f"/manage/paper/batches/{office.batch.id}"
    close_batch(db.session.get_one(PaperBatch, office.batch.id), actor=actor(), now=NOW)
    asked = typist.client.get(f"{batch}/check")
    assert asked.headers["Location"] == f"{batch}/alone"
    assert "lần hai cần người khác nhập" in typist.get(f"{batch}/alone").html
    clerk(app, office).get(f"{batch}/check")
    sent = {"csrf_token": form_token(typist.get(f"{batch}/alone").html)}
    typist.client.post(f"{batch}/alone", data=sent)
    assert "như lần đầu" in typist.get(f"{batch}/check").html
    acts = select(AuditEvent.act).order_by(AuditEvent.id.desc()).limit(1)
    assert db.session.scalar(acts) == "paper.check_alone"


def test_a_form_about_a_sheet_that_somebody_else_did_changes_no_other(app: Flask) -> None:
    office = closed_office(11)
    visitor = clerk(app, office)
    address = f"/manage/paper/batches/{office.batch.id}/check"
    keys = {item: key for item, key in KEYS.items() if item != "comment"}
    form = hidden(visitor.get(address).html) | {f"a_{item}": key for item, key in keys.items()}
    visitor.post(address, data=form, follow_redirects=True)
    page = visitor.post(address, data=form, follow_redirects=True).html
    assert "Phiếu này vừa được người khác xử lý." in page
    counts = batch_counts([office.batch.id])[office.batch.id]
    assert (counts.drawn, counts.typed_twice) == (2, 1)


def test_the_whole_form_is_typed_again_but_for_the_words(app: Flask) -> None:
    office = closed_office()
    html = clerk(app, office).get(f"/manage/paper/batches/{office.batch.id}/check").html
    assert "a_comment" not in html
    assert all(f'name="a_{question.code}"' in html for question in list(SHORT)[:-1])
