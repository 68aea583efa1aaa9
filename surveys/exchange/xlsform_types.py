"""The question types of an XLSForm, and what they become here."""

import re
from dataclasses import dataclass

# What pyxform takes for one and the same.
_SELECTS = {
    **dict.fromkeys(
        ("select_one", "select one", "select_one_from", "select one from"), "select_one"
    ),
    **dict.fromkeys(
        ("select_multiple", "select multiple", "select all that apply from"), "select_multiple"
    ),
    "rank": "rank",
}
_WORDS = "|".join(sorted(_SELECTS, key=len, reverse=True))
_SELECT = re.compile(
    rf"(?P<word>{_WORDS})\s+(?P<list>\S+)(?P<other>\s+or[_ ]other)?", re.IGNORECASE
)
GROUPS = {
    **dict.fromkeys(("begin_group", "begin group", "begin"), "begin"),
    **dict.fromkeys(("end_group", "end group", "end"), "end"),
}
_PLAIN = {
    **dict.fromkeys(("text", "string"), "short_text"),
    **dict.fromkeys(("integer", "int", "decimal", "range"), "number"),
    **{"note": "statement", "date": "date"},
}
#: What a device notes by itself; nobody is asked, and here nobody is noted.
METADATA = frozenset(
    {
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "device_id",
            "subscriberid",
            "simserial",
            "phonenumber",
        ),
        *(
            "username",
            "email",
            "audit",
            "start-geopoint",
            "background-audio",
            "background-geopoint",
        ),
    }
)


@dataclass(frozen=True)
class XlsType:
    """A type as it was read: our type, the word, the list it names, the parts to be told about."""

    kind: str
    word: str
    list: str = ""
    or_other: bool = False


def read_type(cell: str) -> XlsType | None:
    """Read a type; None where nothing here corresponds to it."""
    words = " ".join(cell.split())
    found = _SELECT.fullmatch(words)
    if found:
        word = _SELECTS[found["word"].lower()]
        kinds = {
            "select_one": "single_choice",
            "select_multiple": "several_choices",
            "rank": "ranking",
        }
        return XlsType(kinds[word], word, found["list"], bool(found["other"]))
    word = words.lower()
    return XlsType(_PLAIN[word], word) if word in _PLAIN else None
