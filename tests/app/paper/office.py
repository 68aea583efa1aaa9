"""An office where sheets of the short one-stop form come back, and a clerk who types them."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import PaperBatch, PaperSheet, Response, RoleName, Survey, Unit
from app.services.paper.sheets import FilledIn, store_sheet
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.validation import check_answers
from tests.factories import (
    NOW,
    create_batch,
    create_point,
    create_survey,
    create_unit,
    create_version,
)
from tests.pages import Visitor
from tests.sign_in import sign_in

SHORT = load_catalogue_questionnaire("one_stop_short")
ITEMS = [question.code for question in SHORT][:-1]
"""Every question but the comment."""

KEYS = dict.fromkeys(ITEMS, "4") | {"comment": ""}


@dataclass(frozen=True)
class Office:
    """A counter, the survey that asks there, and an open batch."""

    counter: Unit
    survey: Survey
    batch: PaperBatch


def open_office(**survey: object) -> Office:
    """An office whose survey has been open for years and will be for as many more."""
    counter = create_unit(name="Quầy số 7")
    period = {"opens_on": date(2020, 1, 1), "closes_on": date(2099, 12, 31)} | survey
    asked = create_survey(version=create_version(to_document(SHORT)), **period)
    return Office(counter, asked, create_batch(asked, create_point(asked, place=counter)))


def clerk(app: Flask, office: Office, role: RoleName = RoleName.COLLECTION_OFFICER) -> Visitor:
    """Somebody who types for the office, checking each page."""
    return Visitor(sign_in(app.test_client(), role=role, unit=office.counter))


def type_sheet(visitor: Visitor, office: Office, **changed: str) -> str:
    """Type one sheet through the page as the browser would; give the page that follows."""
    address = f"/manage/paper/batches/{office.batch.id}/sheet"
    form = hidden(visitor.get(address).html)
    form |= {f"a_{item}": key for item, key in {**KEYS, **changed}.items()}
    return visitor.post(address, data=form, follow_redirects=True).html


def hidden(html: str) -> dict[str, str]:
    """The hidden fields and the day of the first form that types."""
    form = html[html.index('class="entry"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="hidden"' in tag or name[1] == "day"):
            found[name[1]] = value[1] if value else ""
    return found


def store(office: Office, answers: Mapping[str, object] | None = None) -> uuid.UUID:
    """Store a sheet without any page; give the key of its response."""
    key = uuid.uuid4()
    given = check_answers(SHORT, answers or dict.fromkeys(ITEMS, 4))
    sheet = FilledIn(date(2026, 2, 1), given, RoleName.COLLECTION_OFFICER)
    store_sheet(office.batch, sheet, key=key, now=NOW)
    return key


def responses() -> list[Response]:
    """Every response, in the order stored."""
    return list(db.session.scalars(select(Response).order_by(Response.sequence)))


def sheets() -> list[PaperSheet]:
    """Every sheet, in the order of its number."""
    return list(db.session.scalars(select(PaperSheet).order_by(PaperSheet.number)))
