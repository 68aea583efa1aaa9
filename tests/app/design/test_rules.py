"""When a question is asked: every kind of condition is put together, stored and said in words.

Truth leaned on: the stored draft, and Vietnamese sentences written by hand.
"""

import pytest

from app.services.drafting.documents import question_of
from tests.app.design.designing import Designer, latest_draft

SAID = {
    "is": "là “Hài lòng”",
    "is_not": "khác “Hài lòng”",
    "at_least": "từ “Hài lòng” trở lên",
    "at_most": "từ “Hài lòng” trở xuống",
    "answered": "đã được trả lời",
    "not_answered": "bị bỏ trống",
}
STORED = {
    "answered": {"item": "overall", "answered": True},
    "not_answered": {"item": "overall", "answered": False},
}


@pytest.mark.parametrize("relation", SAID)
def test_a_condition_of_every_kind_is_said_in_words(mai: Designer, relation: str) -> None:
    home = f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"
    rule = f"{home}/questions/waiting_seats/shown_if"
    mai.send(rule, item="overall", relation=relation, answer="4", number="4", do="add")
    stored = question_of(latest_draft().document, "waiting_seats")["shown_if"]
    assert stored == STORED.get(relation, {"item": "overall", relation: 4})
    assert SAID[relation] in mai.page(rule).text
    assert SAID[relation] in mai.page(f"{home}/questions/waiting_seats").text
    mai.page(home)
