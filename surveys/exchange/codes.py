"""Names of other programs as codes: small letters without marks, digits and underscores."""

import re
import unicodedata

_LONGEST = 40
_RESERVED = {"na": "item_na"}


def code_of(name: str) -> str:
    """Return the code that a name becomes; an empty string when nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    code = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:_LONGEST].rstrip("_")
    return _RESERVED.get(code, code)
