"""The audit's pages: searching, one event, the export, and who sees which line.

Truth leaned on: events made here; the digests computed anew from the downloaded file.
"""

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, AuditEvent, RoleName
from app.services.auditing import record_event, verify_chain
from tests.factories import ACTOR, NOW, create_event, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

AUDIT = "/manage/audit/"


@pytest.fixture
def auditor(app: Flask) -> Visitor:
    """An auditor of everything."""
    return Visitor(sign_in(app.test_client(), role=RoleName.AUDITOR))


def numbers(page: Page) -> list[int]:
    """The numbers of the events listed."""
    return [int(cell.text) for cell in page.all("th", scope="row")]


def newest() -> AuditEvent:
    """The event recorded last."""
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def acts_found(page: Page) -> set[str]:
    """The acts of the events listed, in words."""
    return {cell.text for cell in page.all("td", data_label="Hành động")}


def test_events_are_listed_the_newest_first_and_reading_is_one(auditor: Visitor) -> None:
    create_event()
    listed = numbers(auditor.get(AUDIT))
    assert listed == sorted(listed, reverse=True)
    event = newest()
    assert (event.act, event.id) == ("audit.read", listed[0] + 1)


def test_events_are_searched_by_act_actor_thing_unit_and_day(app: Flask, auditor: Visitor) -> None:
    unit = create_unit(name="Xã Hy Cương", code="x-17")
    create_event(unit)
    record_event(
        "survey.create",
        actor=Actor.person(99, "lan.nguyen@example.vn"),
        thing="survey:5",
        unit_id=None,
        now=NOW - timedelta(days=9),
    )
    db.session.commit()
    revoked, created = "Thu hồi mã truy cập", "Tạo đợt khảo sát"
    for query, wanted in (
        ("?act=survey.create", {created}),
        ("?actor=LAN.nguyen", {created}),
        ("?thing=survey:5", {created}),
        ("?unit=x-17", {revoked}),
        ("?unit=Hy+Cương", {revoked}),
        ("?from=2026-02-20&to=2026-02-25", {created}),
        ("?from=2026-03-02&to=2026-03-02&thing=point", {revoked}),
    ):
        assert acts_found(auditor.get(AUDIT + query)) == wanted, query


@pytest.mark.parametrize("query", ["?unit=%25", "?actor=%25", "?thing=_", "?unit=x%00", "?act=x"])
def test_odd_characters_are_searched_for_as_they_are(auditor: Visitor, query: str) -> None:
    create_event(create_unit())
    auditor.get(AUDIT + query)


@pytest.mark.parametrize("query", ["?from=hom-qua", "?to=0001-01-01", "?before=x", "?to=99999-1"])
def test_a_value_that_cannot_be_is_a_bad_request(auditor: Visitor, query: str) -> None:
    auditor.get(AUDIT + query, status=400)


def test_older_events_follow_by_keyset(auditor: Visitor) -> None:
    for _ in range(120):
        create_event()
    first = auditor.get(f"{AUDIT}?act=code.revoke")
    second = auditor.get(first.one("a", rel="next").get("href"))
    third = auditor.get(second.one("a", rel="next").get("href"))
    found = numbers(first) + numbers(second) + numbers(third)
    assert (len(found), len(set(found)), found) == (120, 120, sorted(found, reverse=True))
    assert third.all("a", rel="next") == []


def test_an_event_shows_its_details_and_its_seal(auditor: Visitor) -> None:
    event = record_event(
        "setting.change",
        actor=Actor.command("tests"),
        thing="setting:contact",
        unit_id=None,
        now=NOW,
        after="<b>Sở</b>",
    )
    number, digest = event.id, event.digest
    db.session.commit()
    shown = auditor.get(f"{AUDIT}{number}")
    assert "<b>Sở</b>" in shown.text
    assert digest in shown.text
    assert newest().thing == f"audit:{number}"
    auditor.get(f"{AUDIT}99999999", status=404)


def test_an_auditor_of_a_unit_sees_only_lines_of_units_below_it(app: Flask) -> None:
    here, elsewhere = create_unit(kind="commune"), create_unit(kind="commune")
    below = create_unit(parent=here)
    mine, others = create_event(below).id, create_event(elsewhere).id
    whole = create_event().id
    page = Visitor(sign_in(app.test_client(), role=RoleName.AUDITOR, unit=here))
    assert numbers(page.get(f"{AUDIT}?thing=point")) == [mine]
    page.get(f"{AUDIT}{mine}")
    for number in (others, whole):
        page.get(f"{AUDIT}{number}", status=404)
    assert [row["Số"] for row in downloaded(page, "?thing=point")] == [str(mine)]


def downloaded(page: Visitor, query: str = "") -> list[dict[str, str]]:
    """The rows of the exported file."""
    answer = page.client.get(f"{AUDIT}events.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_from_the_export_anybody_can_compute_the_digests(auditor: Visitor) -> None:
    create_event(create_unit(name="=cmd()"))
    rows = downloaded(auditor)
    assert len(rows) >= 2
    for before, row in zip([None, *rows], rows, strict=False):
        document = {
            "number": int(row["Số"]),
            "at": row["Thời điểm (UTC)"],
            "act": row["Hành động"],
            "actor": row["Mã người thực hiện"],
            "thing": row["Đối tượng"],
            "unit": int(row["Số của đơn vị"]) if row["Số của đơn vị"] else None,
            "details": row["Chi tiết"],
        }
        line = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        sealed = f"{row['Mã băm liền trước']}\n{line}".encode()
        assert hashlib.sha256(sealed).hexdigest() == row["Mã băm"]
        assert before is None or row["Mã băm liền trước"] == before["Mã băm"]
    assert "'=cmd()" in {row["Đơn vị"] for row in rows}
    assert newest().act == "audit.export"


def test_an_erased_name_is_shown_as_erased(auditor: Visitor) -> None:
    create_event()
    db.session.scalars(select(AuditActor).where(AuditActor.name == ACTOR.name)).one().name = None
    db.session.commit()
    assert "đã xóa tên" in auditor.get(f"{AUDIT}?act=code.revoke").text
    assert verify_chain().holds


def test_verification_is_asked_for_and_its_result_shown(app: Flask, auditor: Visitor) -> None:
    token = form_token(auditor.get(AUDIT).html)
    answer = auditor.client.post(f"{AUDIT}verify", data={"csrf_token": token})
    assert answer.status_code == 302
    app.test_cli_runner().invoke(args=["tasks", "run", "audit.verify"])
    assert "Nhật ký còn nguyên vẹn" in auditor.get(AUDIT).text
