"""The pages around mails: what one gets, where mails go, and the command that tries it.

Truth leaned on: the rows stored and the files of the mailbox.
"""

from pathlib import Path

from flask import Flask

from app.extensions import db
from app.models import MailChoice, RoleName
from app.services.digests import Choice, choice_of
from app.services.personal_data.erasing import erase_own_account
from tests.app.digests.test_digests import with_host
from tests.app.mailing.host import running_host
from tests.app.test_commands import run
from tests.factories import ACTOR, NOW, create_staff
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in


def test_mails_are_chosen_on_the_own_account_and_the_choice_goes_with_it(app: Flask) -> None:
    user = create_staff(RoleName.UNIT_HEAD)
    client = sign_in(app.test_client(), user)
    assert choice_of(user) == Choice(weekly=True, alarms=True, language="vi")
    token = form_token(client.get("/account/mails").text)
    data = {"csrf_token": token, "alarms": "y", "language": "en"}
    client.post("/account/mails", data=data)
    db.session.expire_all()
    assert choice_of(user) == Choice(weekly=False, alarms=True, language="en")
    wrong = client.post("/account/mails", data={**data, "language": "xx"})
    assert "invalid-feedback" in wrong.text
    erase_own_account(user, actor=ACTOR, now=NOW)
    assert db.session.get(MailChoice, user.id) is None


def test_the_page_of_tasks_says_where_mails_go_and_tries_it(app: Flask) -> None:
    user = create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    client = sign_in(app.test_client(), user)
    page = Visitor(client)
    assert "instance/mail/" in page.get("/manage/tasks/").text
    data = {"csrf_token": form_token(client.get("/manage/tasks/").text)}
    client.post("/manage/tasks/mail", data=data)
    assert len(list(Path(app.instance_path, "mail").glob("*.eml"))) == 1
    with running_host() as host:
        with_host(app, host.port)
    client.post("/manage/tasks/mail", data=data)
    assert "Không kết nối được với máy chủ thư" in page.get("/manage/tasks/").text


def test_the_command_tries_an_address(app: Flask) -> None:
    status, told = run(app, "mail", "try", "ai@example.vn")
    assert (status, "instance/mail/" in told) == (0, True)
