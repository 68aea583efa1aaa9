"""Mails to heads of units: who gets what, once, and never more than the pages show.

Truth leaned on: the files of the mailbox, a real SMTP conversation, the page a mail links to.
"""

import email
import email.policy
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.access.doors import DOORS
from app.extensions import db
from app.models import AuditEvent, MailKind, MailLog, RoleGrant, RoleName, Survey, Unit, User
from app.services.digests import Choice, choose_mails, send_digests
from app.services.digests.claiming import claim_mail
from app.services.digests.recipients import REVIEWERS
from app.services.digests.sending import MailsFailed
from app.services.personal_data.retention import remove_mails
from tests.app.mailing.host import running_host
from tests.app.results.one_stop import one_stop_survey
from tests.factories import (
    ACTOR,
    NOW,
    create_answers,
    create_point,
    create_staff,
    create_target,
    create_unit,
)
from tests.pages import Visitor
from tests.sign_in import sign_in

DAY = timedelta(days=1)
SATISFIED, UNSATISFIED = {"overall": 5}, {"overall": 1}
COMMENT = "Ông Nguyễn Văn An ở quầy 3 rất chậm"


@pytest.fixture
def unit(app: Flask) -> Unit:
    """A counter where 40 of 45 people are satisfied; NOW is a Monday."""
    return counter("Quầy Vĩnh Yên", 40, 5)


def counter(name: str, satisfied: int, unsatisfied: int) -> Unit:
    survey = db.session.scalar(select(Survey)) or new_survey()
    unit = create_unit(name=name)
    given = [SATISFIED] * satisfied + [UNSATISFIED] * unsatisfied
    create_answers(survey, unit, given, answered_at=NOW - 3 * DAY)
    return unit


def new_survey() -> Survey:
    create_target(0.8)
    return one_stop_survey()


def head(unit: Unit | None, *more: RoleName) -> User:
    return create_staff(RoleName.UNIT_HEAD, *more, unit=unit)


def mails(app: Flask) -> list[email.message.EmailMessage]:
    """What lies in the file mailbox."""
    files = Path(app.instance_path, "mail").glob("*.eml")
    files = sorted(files, key=lambda file: file.stat().st_mtime_ns)
    return [
        email.message_from_string(file.read_text(), policy=email.policy.default) for file in files
    ]


def text_of(mail: email.message.EmailMessage, kind: str = "plain") -> str:
    return mail.get_body((kind,)).get_content()


def test_a_head_gets_one_mail_a_week_with_the_figures_of_the_page(
    app: Flask, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    person = head(unit)
    for days in (0, 1, 6):
        send_digests(NOW + days * DAY)
    (mail,) = mails(app)
    assert mail["To"] == person.email
    words = text_of(mail)
    link = re.search(r"http\S+(/results/\S+)", words)
    page = sign_in(app.test_client(), person).get(link[1]).text
    figures = re.findall(r"\d+,\d%", words)
    assert len(figures) >= 3
    assert all(figure in page for figure in figures)
    assert "n = 45" in words
    send_digests(NOW + 7 * DAY)
    assert len(mails(app)) == 2


def test_what_is_small_and_what_people_wrote_is_not_in_it(app: Flask) -> None:
    small = counter("Quầy nhỏ", 4, 0)
    head(small)
    send_digests(NOW)
    (mail,) = mails(app)
    for kind in ("plain", "html"):
        assert "Không công bố" in text_of(mail, kind)
        assert "n = " not in text_of(mail, kind)
        assert "100" not in text_of(mail, kind)


def test_a_head_of_many_units_gets_one_mail_and_others_none(app: Flask, unit: Unit) -> None:
    other = counter("Quầy Tam Đảo", 20, 5)
    person = head(unit)
    db.session.add(
        RoleGrant(
            user_id=person.id,
            role=RoleName.UNIT_HEAD,
            unit_id=other.id,
            valid_from=date(2026, 1, 1),
            granted_at=NOW,
        )
    )
    create_staff(RoleName.EVALUATOR)
    shut = head(unit)
    shut.active = False
    db.session.commit()
    send_digests(NOW)
    (mail,) = mails(app)
    assert unit.name_vi in text_of(mail)
    assert other.name_vi in text_of(mail)
    assert db.session.scalar(select(MailLog)).unit_id is None


def test_a_choice_of_no_mails_or_of_a_language_is_kept(app: Flask, unit: Unit) -> None:
    silent, english = head(unit), head(unit)
    choose_mails(silent, Choice(weekly=False, alarms=False), actor=ACTOR, now=NOW)
    choose_mails(english, Choice(language="en"), actor=ACTOR, now=NOW)
    send_digests(NOW)
    (mail,) = mails(app)
    assert mail["To"] == english.email
    assert "may be read every day" in text_of(mail)
    assert "?lang=en" in text_of(mail)


def test_a_fall_is_told_the_next_morning_and_once_and_stands_on_the_overview(
    app: Flask, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = head(unit)
    send_digests(NOW)
    survey = db.session.scalar(select(Survey))
    create_answers(survey, unit, [UNSATISFIED] * 12, answered_at=NOW + DAY)
    send_digests(NOW + DAY)
    assert len(mails(app)) == 1
    send_digests(NOW + 2 * DAY)
    create_answers(survey, unit, [UNSATISFIED] * 12, answered_at=NOW + 2 * DAY)
    send_digests(NOW + 3 * DAY)
    logged = db.session.scalars(select(MailLog).order_by(MailLog.day)).all()
    assert [row.kind for row in logged] == ["weekly", "alarm"]
    alarm = text_of(mails(app)[-1])
    assert "03/03/2026" in alarm
    assert "12" not in re.sub(r"\d\d/\d\d/\d{4}", "", alarm).split("n = ")[0].split("http")[0]
    monkeypatch.setattr(clock, "now", lambda: NOW + 3 * DAY)
    page = Visitor(sign_in(app.test_client(), person)).get("/results/overview")
    (told,) = (line.text for line in page.all("li") if line.text.startswith(f"{unit.name_vi}:"))
    assert "Dấu hiệu giảm" in told
    assert "03/03/2026" in told
    assert page.one("a", href="#alarms")


def test_a_fall_of_few_people_is_not_told(app: Flask, unit: Unit) -> None:
    head(unit)
    send_digests(NOW)
    survey = db.session.scalar(select(Survey))
    create_answers(survey, unit, [UNSATISFIED] * 9, answered_at=NOW + DAY)
    send_digests(NOW + 2 * DAY)
    assert len(mails(app)) == 1


def test_points_without_answers_are_told_and_the_review_list_only_to_who_may_open_it(
    app: Flask, unit: Unit
) -> None:
    create_point(db.session.scalar(select(Survey)), place=unit, mode="kiosk", touchpoint="kiosk")
    head(unit)
    send_digests(NOW)
    assert "1 trong 2 điểm thu thập" in text_of(mails(app)[0])
    assert DOORS["integrity.index"].roles == REVIEWERS


def with_host(app: Flask, port: int) -> None:
    """Let the application send through a host on this machine."""
    app.extensions["settings"] = replace(
        app.extensions["settings"], MAIL_HOST="127.0.0.1", MAIL_PORT=port, MAIL_SECURITY="none"
    )


def test_a_refused_mail_is_tried_once_more_and_the_others_go(app: Flask, unit: Unit) -> None:
    head(unit)
    with running_host() as host:
        with_host(app, host.port)
        host.refused["RCPT"] = "550 no"
        for _ in range(2):
            with pytest.raises(MailsFailed):
                send_digests(NOW)
        host.refused.clear()
        send_digests(NOW)
        assert not host.mails
        send_digests(NOW + DAY)
        assert len(host.mails) == 1


def test_a_silent_host_is_tried_until_it_answers(app: Flask, unit: Unit) -> None:
    head(unit)
    with running_host() as host:
        with_host(app, host.port)
    for _ in range(3):
        with pytest.raises(MailsFailed):
            send_digests(NOW)
    with running_host() as host:
        with_host(app, host.port)
        send_digests(NOW)
        assert len(host.mails) == 1


def test_a_mail_that_may_have_arrived_is_not_sent_again(app: Flask, unit: Unit) -> None:
    head(unit)
    with running_host() as host:
        with_host(app, host.port)
        host.breaks_off = True
        with pytest.raises(MailsFailed):
            send_digests(NOW)
        host.breaks_off = False
        send_digests(NOW)
        assert not host.mails


def test_of_two_processes_one_has_the_claim(app: Flask, unit: Unit) -> None:
    person = head(unit)
    claims = [
        claim_mail(person.id, NOW.date(), MailKind.WEEKLY, unit_id=unit.id, now=NOW)
        for _ in range(2)
    ]
    assert claims == [True, False]
    send_digests(NOW)  # the one that died with its claim
    assert not mails(app)


def test_sending_is_audited_and_goes_after_its_time(app: Flask, unit: Unit) -> None:
    head(unit)
    send_digests(NOW)
    assert "digest.send" in db.session.scalars(select(AuditEvent.act))
    later = datetime.now(tz=NOW.tzinfo) + DAY
    assert remove_mails(later, later) == 1
    assert not mails(app)
