"""Query arguments: a name that no function knows is an error and not a wider answer."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from marshmallow import Schema, ValidationError, pre_load


class QueryArguments(Schema):
    """Base of every query: a misspelled filter would otherwise give more than was asked for."""

    @pre_load
    def know_every_name(self, data: Mapping[str, Any], **_more: Any) -> Mapping[str, Any]:
        """Refuse names that are no field, and those that stand twice; raises `ValidationError`."""
        wrong = {name: [advice(name, self.fields)] for name in data if name not in self.fields}
        wrong |= {name: [TWICE] for name in data if name in self.fields and _times(data, name) > 1}
        if wrong:
            raise ValidationError(wrong)
        return data


TWICE = "Given more than once; a function takes one value."


def _times(data: Mapping[str, Any], name: str) -> int:
    """Count how often an address gives an argument; only its first value would be read."""
    return len(data.getlist(name)) if hasattr(data, "getlist") else 1


def advice(name: str, known: Iterable[str]) -> str:
    """Say that an argument is unknown, and which known one is meant or could be."""
    names = sorted(known)
    nearest = get_close_matches(name, names, n=1)
    meant = f"did you mean {nearest[0]!r}?" if nearest else f"known are {', '.join(names)}."
    return f"There is no argument {name!r}; {meant}"
