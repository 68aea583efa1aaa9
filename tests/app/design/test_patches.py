"""The history of a draft: any change of any document can be done and undone.

Truth leaned on: the two documents themselves, whatever Hypothesis makes of them.
"""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.services.drafting.patches import changes_between, done, undone

CODES = st.sampled_from("abc")
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 3), CODES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["code", "text", "more"]), inner, max_size=3),
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["sections", "title", "code"]), VALUES, max_size=3)


@given(DOCUMENTS, DOCUMENTS)
def test_changes_lead_there_and_back(old: dict, new: dict) -> None:
    changes = json.loads(json.dumps(changes_between(old, new)))
    assert done(old, changes) == new
    assert undone(new, changes) == old


def test_one_changed_word_is_a_small_change() -> None:
    questions = [{"code": f"q{n}", "text": {"vi": f"Câu {n}"}} for n in range(200)]
    changed = [dict(question) for question in questions]
    changed[100] = {"code": "q100", "text": {"vi": "Khác"}}
    changes = changes_between({"questions": questions}, {"questions": changed})
    place = ["questions", 100, "text", "vi"]
    assert changes == [{"at": place, "old": "Câu 100", "new": "Khác"}]
