"""Good documents with random damage, for Hypothesis."""

import json
from functools import cache

from hypothesis import strategies as st

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.documents import canonical_json
from surveys.question_types import QUESTION_TYPES
from surveys.routing import OPERATORS
from tests.surveys.building import SAMPLES as FOLDER

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
# Words of the format itself make random documents go deeper than random letters do.
KEYS = st.sampled_from(
    [
        *("code", "type", "text", "vi", "options", "sections", "questions", "shown_if", "item"),
        *("all", "any", "satisfied", "scale", "factor", "role", "minimum", "formulas", "na_if"),
        *("matrix", "earliest", "latest", "help", "na_allowed", "max_choices", *OPERATORS),
    ]
)
VALUES = st.sampled_from(
    [
        *("a", "vi", "en", "na", "five", "", "overall", "item", "2025-01-01", *QUESTION_TYPES),
        *(0, 4, 1.5, True, [], {}, [4, 5], {"vi": "{item}"}, {"item": "a", "is": 1}, {"any": []}),
        {"item": "overall", "at_most": 3},
    ]
)
SAMPLES = [
    *(f"catalogue:{entry.code}" for entry in list_catalogue()),
    *(path.stem for path in sorted(FOLDER.glob("*.json"))),
]


@cache
def written(name):
    """Return a catalogue questionnaire or a sample as JSON."""
    if name.startswith("catalogue:"):
        return canonical_json(load_catalogue_questionnaire(name.removeprefix("catalogue:")))
    return (FOLDER / f"{name}.json").read_bytes()


def places(node):
    """List every container of a document with each of its keys."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    found = [(node, key) for key in keys]
    for key in keys:
        if isinstance(node[key], dict | list):
            found += places(node[key])
    return found


def damaged(data, name):
    """Return a document with up to four values replaced or renamed."""
    changed = json.loads(written(name))
    for _ in range(data.draw(st.integers(1, 4))):
        node, key = data.draw(st.sampled_from(places(changed)))
        if data.draw(st.booleans()) or isinstance(node, list):
            node[key] = data.draw(VALUES | JSON)
        else:
            node[data.draw(KEYS)] = node.pop(key)
    return changed
