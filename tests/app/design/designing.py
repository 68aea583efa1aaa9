"""A designer at work: signed in, with a unit to design for, and ways to begin and fill a draft."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import QuestionnaireDraft, RoleName, Unit, User
from tests.factories import create_staff, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in


@dataclass
class Designer:
    """Somebody who designs through the pages, as a browser without scripts does."""

    client: FlaskClient
    user: User

    def page(self, path: str, *, status: int = 200) -> Page:
        """Look at a page, which is checked."""
        return Visitor(self.client).get(path, status=status)

    def send(self, path: str, *, status: int = 302, **form: Any) -> TestResponse:
        """Send a form to an address, with the token of the room's first page."""
        token = form_token(self.client.get("/design/new").text)
        data = {"csrf_token": token, **form}
        answer = self.client.post(path, data=data)
        assert answer.status_code == status, f"{answer.status}: {answer.text[:3000]}"
        return answer

    def fill(self, path: str, *, status: int = 302, **changes: Any) -> TestResponse:
        """Load a page, change some fields of its last form as loaded, and send it."""
        page = self.page(path)
        form = {**filled_in(page), **{k.replace("__", "-"): v for k, v in changes.items()}}
        form = {name: value for name, value in form.items() if value is not None}
        answer = self.client.post(path, data=form)
        assert answer.status_code == status, f"{answer.status}: {answer.text[:3000]}"
        return answer

    def begin(self, title: str = "Phiếu hỏi một cửa", source: str = "blank") -> QuestionnaireDraft:
        """Begin a questionnaire."""
        unit = db.session.scalar(select(Unit)) or create_unit(name="Tỉnh", kind="province")
        self.send("/design/new", title=title, owner=unit.id, source=source)
        return latest_draft()


def filled_in(page: Page) -> dict[str, Any]:
    """Read the fields of a page's design form as a browser would send them."""
    form = next(f for f in page.all("form") if "design-form" in f.get("class"))
    sent: dict[str, Any] = {}
    for field in page.all("input"):
        inside = field.has_parent("form") is form
        ticked = field.get("type") not in ("checkbox", "radio") or "checked" in field.attributes
        if inside and ticked and field.get("name"):
            sent.setdefault(field.get("name"), []).append(field.get("value"))
    for area in page.all("textarea"):
        if area.has_parent("form") is form:
            sent[area.get("name")] = [area.text]
    for option in page.all("option"):
        chooser = option.has_parent("select")
        if chooser and option.has_parent("form") is form and "selected" in option.attributes:
            sent[chooser.get("name")] = [option.get("value")]
    return sent


def latest_draft() -> QuestionnaireDraft:
    """The draft begun last, as it is stored."""
    db.session.expire_all()
    query = select(QuestionnaireDraft).order_by(QuestionnaireDraft.id.desc())
    draft = db.session.scalars(query).first()
    assert draft is not None
    return draft


def designer(client: FlaskClient) -> Designer:
    """Sign a new designer in."""
    user = create_staff(RoleName.SURVEY_ADMINISTRATOR)
    return Designer(sign_in(client, user), user)
