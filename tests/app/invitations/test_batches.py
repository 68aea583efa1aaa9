"""Making invitations: what is handed out works, and of the list nothing stays."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import func, select

from app.extensions import db
from app.models import AuditEvent, Base, Invitation, InvitationBatch, InvitationStratum, RoleName
from app.services.access_codes import new_access_code
from tests.app.respond.citizen import OPEN, document, fill
from tests.factories import create_point, create_survey, create_unit, create_version
from tests.pages import check_page
from tests.sign_in import form_token, sign_in

HOME = "/manage/invitations"
SLIPS = {"name": "Tuần 12", "count": "12", "last_day": "2099-12-30"}
SAMPLE = {"name": "Thư tháng 3", "total": "10", "rule": "proportional", "last_day": "2099-12-30"}


@pytest.fixture
def world(app: Flask):
    """A province, a centre with two counters that a survey asks at, and its access codes."""
    province = create_unit(name="Tỉnh", kind="province")
    centre = create_unit(name="Trung tâm", kind="commune_centre", parent=province)
    survey = create_survey(version=create_version(document()), **OPEN)
    counters = [create_unit(name=f"Quầy {n}", parent=centre) for n in (1, 2)]
    codes = [new_access_code() for _ in counters]
    points = [
        create_point(survey, place=place, code=code)
        for place, code in zip(counters, codes, strict=True)
    ]
    return province, centre, survey, counters, points, codes


def post(client: FlaskClient, address: str, **data: object):
    """Send a form with the token that a member of staff gets on any page."""
    token = form_token(client.get("/account/").text)
    return client.post(address, data={"csrf_token": token, **data})


def officer(app: Flask, unit) -> FlaskClient:
    return sign_in(app.test_client(), role=RoleName.COLLECTION_OFFICER, unit=unit)


def dossiers(counters, sizes=(60, 40), heading="dossier") -> bytes:
    """A list of dossiers as an office keeps it."""
    rows = [f"{heading};unit"]
    for place, size in zip(counters, sizes, strict=True):
        rows += [f"H25.{place.code}-{n:04};{place.code}" for n in range(size)]
    return "\n".join(rows).encode()


def uploaded(client: FlaskClient, survey, content: bytes, **changes: str):
    """Upload a list; give the page that shows what would be drawn, and its address."""
    data = {**SAMPLE, "survey": str(survey.id), **changes}
    data |= {"sheet": (io.BytesIO(content), "danh-sach.csv")}
    sent = post(client, f"{HOME}/upload", **data)
    assert sent.status_code == 302, sent.text
    return client.get(sent.location), sent.location


def test_slips_come_once_and_each_opens_the_questionnaire(app: Flask, world) -> None:
    province, _, _, _, points, codes = world
    client = officer(app, province)
    sent = post(client, f"{HOME}/slips/{points[0].id}", **SLIPS)
    assert sent.mimetype == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(sent.data)).pages)
    printed = [word for word in text.split() if word.count("-") == 2 and len(word) == 14]
    assert len(set(printed)) == 12
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 12
    address = f"/i/{codes[0]}/{printed[0]}"
    citizen = app.test_client()
    form = fill(check_page(citizen.get(address).text), {"overall": "5"})
    assert citizen.post(address, data=form).status_code == 303
    batch = db.session.scalars(select(InvitationBatch)).one()
    shown = client.get(f"{HOME}/{batch.id}").text
    assert "1 trên 12" in shown
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "invitations.make")).one()
    assert json.loads(event.details)["count"] == 12


def test_whoever_is_of_the_rated_office_makes_none(app: Flask, world) -> None:
    _, centre, survey, counters, points, _ = world
    client = officer(app, centre)
    refused = post(client, f"{HOME}/slips/{points[0].id}", **SLIPS)
    assert "cơ quan được đánh giá" in refused.text
    _, address = uploaded(client, survey, dossiers(counters))
    post(client, address)
    assert not db.session.scalar(select(func.count()).select_from(Invitation))


def test_a_sample_is_drawn_and_nothing_of_the_list_stays(app: Flask, world) -> None:
    province, _, survey, counters, _, codes = world
    client = officer(app, province)
    page, address = uploaded(client, survey, dossiers(counters))
    assert "10" in page.text
    assert "100" in page.text
    sent = post(client, address)
    assert sent.headers["Cache-Control"] == "no-store"
    rows = list(load_workbook(io.BytesIO(sent.data)).active.iter_rows(values_only=True))[1:]
    assert len({row[0] for row in rows}) == 10
    strata = db.session.scalars(select(InvitationStratum).order_by(InvitationStratum.id)).all()
    assert {(s.frame, s.drawn) for s in strata} == {(60, 6), (40, 4)}
    assert "H25." not in everything_kept(app)
    assert all(row[3].replace("-", "") not in everything_kept(app) for row in rows)
    path = rows[0][4].split("/i/")[1]
    assert path.startswith(tuple(codes))
    # It cannot be fetched again.
    assert client.get(address).status_code == 302
    assert post(client, address).status_code == 302


def everything_kept(app: Flask) -> str:
    """Every row of every table, and every file of the instance but the database itself."""
    rows = [
        repr(tuple(r)) for t in Base.metadata.sorted_tables for r in db.session.execute(select(t))
    ]
    files = [f for f in Path(app.instance_path).rglob("*") if f.is_file()]
    texts = [f.read_bytes().decode("latin-1") for f in files if ".sqlite" not in f.name]
    return "\n".join(rows + texts)


def test_a_list_with_mistakes_names_each_and_goes_at_once(app: Flask, world) -> None:
    province, _, survey, counters, _, _ = world
    code = counters[0].code
    rows = f"A1;{code};\nA1;{code};\n;{code};\nHS-2026-A4;nowhere;\nA5;{code};X"
    content = f"dossier;unit;service\n{rows}".encode()
    page, _ = uploaded(officer(app, province), survey, content)
    for line in ("3", "4", "5", "6"):
        assert f"</span>{line}</th>" in page.text
    assert "HS-2026-A4" not in everything_kept(app)


def test_a_list_under_its_own_headings(app: Flask, world) -> None:
    province, _, survey, counters, _, _ = world
    content = dossiers(counters, heading="Mã HS")
    page, _ = uploaded(officer(app, province), survey, content, dossier="Mã HS")
    assert "100" in page.text


def test_a_sample_larger_than_the_list_is_refused_in_words(app: Flask, world) -> None:
    province, _, survey, counters, _, _ = world
    page, _ = uploaded(officer(app, province), survey, dossiers(counters), total="101")
    assert "alert-info" in page.text


def test_revoked_invitations_stop_working_and_answers_stay(app: Flask, world) -> None:
    province, _, survey, counters, _, _ = world
    client = officer(app, province)
    _, address = uploaded(client, survey, dossiers(counters))
    post(client, address)
    batch = db.session.scalars(select(InvitationBatch)).one()
    assert client.get(f"{HOME}/{batch.id}/revoke").status_code == 200
    post(client, f"{HOME}/{batch.id}/revoke")
    db.session.expire_all()
    assert isinstance(batch.revoked_on, date)
    assert "đã thu hồi" in client.get(f"{HOME}/{batch.id}").text
