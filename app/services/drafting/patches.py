"""The difference of two JSON documents as a few changes that can be done, undone, and stored.

A change is ``{"at": path, "old": value, "new": value}``, where a side that is missing is left out,
or, in a list, ``{"at": path, "from": place, "out": [items], "in": [items]}``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

Json = Any
Path = tuple[str | int, ...]
Change = dict[str, Any]


def changes_between(old: Json, new: Json, at: Path = ()) -> list[Change]:
    """List the changes that lead from one document to another, as small as they easily get."""
    if old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [*old, *(key for key in new if key not in old)]
        return [change for key in keys for change in _at_key(old, new, key, at)]
    if isinstance(old, list) and isinstance(new, list):
        return _in_list(old, new, at)
    return [{"at": [*at], "old": old, "new": new}]


def done(document: Json, changes: Iterable[Mapping[str, Json]]) -> Json:
    """Give a copy of the document with the changes made."""
    result = deepcopy(document)
    for change in changes:
        _make(result, change, "old", "new", "out", "in")
    return result


def undone(document: Json, changes: Sequence[Mapping[str, Json]]) -> Json:
    """Give a copy of the document with the changes taken back."""
    result = deepcopy(document)
    for change in reversed(changes):
        _make(result, change, "new", "old", "in", "out")
    return result


def _at_key(old: Json, new: Json, key: str, at: Path) -> Iterator[Change]:
    if key in old and key in new:
        yield from changes_between(old[key], new[key], (*at, key))
        return
    change: Change = {"at": [*at, key]}
    change |= {"old": old[key]} if key in old else {"new": new[key]}
    yield change


def _in_list(old: list[Json], new: list[Json], at: Path) -> list[Change]:
    """Leave alike ends alone; items that keep their code are compared, others exchanged."""
    first, shortest = 0, min(len(old), len(new))
    while first < shortest and old[first] == new[first]:
        first += 1
    last = 0
    while last < shortest - first and old[-1 - last] == new[-1 - last]:
        last += 1
    out, put = old[first : len(old) - last], new[first : len(new) - last]
    if len(out) == len(put) and all(map(_is_same_thing, out, put)):
        pairs = enumerate(zip(out, put, strict=True), start=first)
        return [c for place, (a, b) in pairs for c in changes_between(a, b, (*at, place))]
    return [{"at": [*at], "from": first, "out": out, "in": put}]


def _is_same_thing(old: Json, new: Json) -> bool:
    both = isinstance(old, dict) and isinstance(new, dict)
    return both and "code" in old and old["code"] == new.get("code")


def _make(result: Json, change: Mapping[str, Json], *sides: str) -> None:
    old, new, out, put = sides
    at = change["at"]
    if "from" in change:
        items, first = _inside(result, at), change["from"]
        items[first : first + len(change[out])] = deepcopy(change[put])
        return
    holder, key = _inside(result, at[:-1]), at[-1]
    if new in change:
        holder[key] = deepcopy(change[new])
    elif old in change:
        del holder[key]


def _inside(document: Json, path: Sequence[str | int]) -> Json:
    for key in path:
        document = document[key]
    return document
