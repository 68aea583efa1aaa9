"""A citizen's whole way over HTTP: scan, correct a mistake, get the receipt, think again."""

from sqlalchemy import select

from app.extensions import db
from app.models import Comment, Response, ResponseCorrection
from tests.app.respond.citizen import fill, new_code, receipt_code
from tests.pages import Visitor


def test_a_citizen_answers_corrects_and_takes_back(page: Visitor) -> None:
    code = new_code()
    questionnaire = page.get(f"/s/{code}")
    action = questionnaire.one("form").get("action")

    forgotten = fill(questionnaire, {"attitude": "2", "comment": "Phải chờ lâu"})
    again = page.post(action, data=forgotten, status=422)
    corrected = page.client.post(action, data=fill(again, {"overall": "3"}))
    thanks = page.get(corrected.location)
    receipt = receipt_code(thanks)

    pressed_twice = page.client.post(action, data=fill(again, {"overall": "3"}))
    assert receipt_code(page.get(pressed_twice.location)) == receipt
    response = db.session.scalars(select(Response)).one()
    assert response.answers == {"overall": 3, "attitude": 2}
    assert db.session.scalars(select(Comment)).one().text == "Phải chờ lâu"

    way_back = page.get(next(a.get("href") for a in thanks.all("a") if "Rút lại" in a.text))
    taken = page.client.post(way_back.one("form").get("action"), data={"receipt-code": receipt})
    assert "đã được rút lại" in page.get(taken.location).text
    db.session.expire_all()
    assert db.session.scalars(select(Comment)).all() == []
    correction = db.session.scalars(select(ResponseCorrection)).one()
    assert (correction.kind, correction.response_key) == ("withdrawal", response.key)
