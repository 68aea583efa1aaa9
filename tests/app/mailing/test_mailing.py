"""Mail: what travels, what a failure means, and settings that cannot be.

Truth leaned on: a real SMTP conversation on a socket (`host.py`), Python's own reader of messages.
"""

import email
import email.policy
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings, checked_settings
from app.errors import InvalidSetting
from app.services.mailing import MailNotTaken, MailUnsure
from app.services.mailing.carriers import FileMailbox, MailHost
from app.services.mailing.letters import Letter, message_of
from tests.app.mailing.host import Host, running_host
from tests.conftest import SECRET, settings
from tests.factories import NOW

LETTER = Letter("truong@example.vn", "Kết quả: Phường Vĩnh Yên", "Đạt.\n", "<p>Đạt.</p>")
GOOD = {"SECRET_KEY": SECRET, "SECURITY_PASSWORD_SALT": SECRET}


def message():
    return message_of(LETTER, sender="ln@example.vn", sender_name="Lắng Nghe", now=NOW)


def local(port: int) -> Settings:
    """Settings of a host on this machine."""
    return settings(MAIL_HOST="127.0.0.1", MAIL_PORT=port, MAIL_SECURITY="none")


def sent_to(host: Host, **changes: str) -> None:
    MailHost(replace(local(host.port), **changes)).deliver(message())


def read(raw: str) -> email.message.EmailMessage:
    return email.message_from_string(raw, policy=email.policy.default)


def test_a_mail_arrives_with_the_same_words_as_text_and_html() -> None:
    with running_host() as host:
        sent_to(host)
    (raw,) = host.mails
    mail = read(raw)
    assert mail["From"] == "Lắng Nghe <ln@example.vn>"
    assert (mail["To"], mail["Subject"]) == (LETTER.to, LETTER.subject)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("plain",)).get_content().strip() == "Đạt."
    assert mail.get_body(("html",)).get_content().strip() == "<p>Đạt.</p>"
    assert max(map(len, raw.splitlines())) < 999


@pytest.mark.parametrize(
    ("word", "answer", "for_all"),
    [
        ("RCPT", "550 nobody of that name", False),
        ("MAIL", "553 not from you", False),
        ("DATA", "554 no", False),
        ("EHLO", "421 busy", True),
    ],
)
def test_a_mail_that_was_refused_was_surely_not_taken(
    word: str, answer: str, for_all: bool
) -> None:
    with running_host() as host:
        host.refused[word] = answer
        if word == "EHLO":
            host.refused["HELO"] = answer
        with pytest.raises(MailNotTaken) as caught:
            sent_to(host)
    assert caught.value.for_all is for_all
    assert not host.mails
    assert LETTER.to not in str(caught.value)


def test_a_mail_whose_connection_broke_off_may_have_arrived() -> None:
    with running_host() as host:
        host.breaks_off = True
        with pytest.raises(MailUnsure):
            sent_to(host)


def test_a_host_that_is_not_there_fails_for_all() -> None:
    with running_host() as host:
        port = host.port
    with pytest.raises(MailNotTaken) as caught:
        MailHost(local(port)).deliver(message())
    assert caught.value.for_all


def test_a_host_without_encryption_gets_nothing_where_it_is_asked_for() -> None:
    with running_host() as host, pytest.raises(MailNotTaken):
        sent_to(host, MAIL_SECURITY="starttls")
    assert not host.mails


def test_the_file_mailbox_keeps_one_private_file_a_mail(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    for _ in range(2):
        FileMailbox(folder).deliver(message())
    files = list(folder.iterdir())
    assert len(files) == 2
    assert {file.suffix for file in files} == {".eml"}
    assert read(files[0].read_text())["Subject"] == LETTER.subject
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(MailNotTaken):
        FileMailbox(tmp_path / "mail").deliver(message())


@pytest.mark.parametrize(
    "wrong",
    [
        {"MAIL_FROM": "nobody"},
        {"MAIL_FROM": "a b@example.vn"},
        {"MAIL_FROM": "a@b@c"},
        {"MAIL_SECURITY": "ssl"},
        {"MAIL_PORT": "smtp"},
        {"MAIL_PORT": "0"},
        {"MAIL_USER": "ln"},
        {"MAIL_PASSWORD": "x"},
        {"MAIL_USER": "ln", "MAIL_PASSWORD": "mật khẩu"},
        {
            "MAIL_HOST": "mail.example.vn",
            "MAIL_USER": "a",
            "MAIL_PASSWORD": "x",
            "MAIL_SECURITY": "none",
        },
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidSetting, match="MAIL_"):
        checked_settings({**GOOD, **wrong})


def test_good_settings_pass() -> None:
    good = {"MAIL_HOST": "mail.example.vn", "MAIL_PORT": "465", "MAIL_SECURITY": "tls"}
    found = checked_settings({**GOOD, **good, "MAIL_USER": "ln", "MAIL_PASSWORD": "x"})
    assert found.MAIL_PORT == 465
