"""Stored answers, each a small document of JSON, as columns of places in dictionaries.

Most sheets of a survey differ in digits alone. Those that do are laid under each other as one table
of bytes, and a column of it is looked up at once; the others are read as JSON, all at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int32]

LEAST_ALIKE = 64
"""Fewer sheets of one layout are quicker to read as JSON."""
DIGITS = bytes(48 if 48 <= byte < 58 else byte for byte in range(256))


class Dictionary(dict[Any, int]):
    """The place of every stored answer to one item; a new one gets the next place."""

    def __init__(self) -> None:
        super().__init__()
        self.values_in_order: list[Any] = []

    def __missing__(self, stored: Any) -> int:
        self[stored] = len(self.values_in_order)
        self.values_in_order.append(stored)
        return self[stored]

    def places(self, stored: Sequence[Any]) -> Places:
        """Look up a column; several choices are kept as tuples, which can be looked up."""
        try:
            return np.fromiter(map(self.__getitem__, stored), np.int32, len(stored))
        except TypeError:
            hashable = [tuple(s) if isinstance(s, list) else s for s in stored]
            return np.fromiter(map(self.__getitem__, hashable), np.int32, len(stored))


class ExactDictionary(Dictionary):
    """Tells 1, 1.0 and true apart, as a file of answers must."""

    def __missing__(self, typed: tuple[type, Any]) -> int:
        self[typed] = len(self.values_in_order)
        self.values_in_order.append(typed[1])
        return self[typed]

    def places(self, stored: Sequence[Any]) -> Places:
        """Look up a column by types and values."""
        hashable = [tuple(s) if isinstance(s, list) else s for s in stored]
        typed = zip(map(type, hashable), hashable, strict=True)
        return np.fromiter(map(self.__getitem__, typed), np.int32, len(hashable))


def read_sheets(
    texts: Sequence[bytes], dictionaries: Mapping[str, Dictionary]
) -> dict[str, Places]:
    """Look up the answers to some items in sheets; an item that a sheet has not is None."""
    found = {item: np.empty(len(texts), np.int32) for item in dictionaries}
    left: list[NDArray[np.intp]] = []
    for rows, sheets in _alike(texts):
        aligned = _aligned(sheets) if rows.size >= LEAST_ALIKE else None
        if aligned is None:
            left.append(rows)
            continue
        left.append(rows[~aligned.fits])
        for item, places in aligned.places(dictionaries):
            found[item][rows[aligned.fits]] = places
    _read_as_json(texts, np.concatenate(left or [np.empty(0, np.intp)]), dictionaries, found)
    return found


def _read_as_json(
    texts: Sequence[bytes],
    rows: NDArray[np.intp],
    dictionaries: Mapping[str, Dictionary],
    found: Mapping[str, Places],
) -> None:
    """Read the remaining sheets: one call for all of them."""
    sheets = json.loads(b"[%b]" % b",".join([texts[row] for row in rows.tolist()]))
    for item, dictionary in dictionaries.items():
        found[item][rows] = dictionary.places([sheet.get(item) for sheet in sheets])


def _alike(sheets: Sequence[bytes]) -> Iterator[tuple[NDArray[np.intp], list[bytes]]]:
    """Group the sheets that differ in digits alone."""
    groups: dict[bytes, list[int]] = {}
    for row, sheet in enumerate(sheets):
        groups.setdefault(sheet.translate(DIGITS), []).append(row)
    for rows in groups.values():
        yield np.array(rows, dtype=np.intp), [sheets[row] for row in rows]


@dataclass(frozen=True, slots=True, eq=False)
class _Aligned:
    """Sheets under each other, rows × bytes; `fits` tells which have the first one's items."""

    table: NDArray[np.uint8]
    fits: NDArray[np.bool_]
    spans: Mapping[str, tuple[int, int]]

    def places(self, dictionaries: Mapping[str, Dictionary]) -> Iterator[tuple[str, Places]]:
        """Look up item by item, each different text of an answer once."""
        rows = int(self.fits.sum())
        for item, dictionary in dictionaries.items():
            if item not in self.spans:
                yield item, np.repeat(dictionary.places([None]), rows)
                continue
            begin, end = self.spans[item]
            texts, which = _different(np.ascontiguousarray(self.table[:, begin:end][self.fits]))
            yield item, dictionary.places([json.loads(text) for text in texts])[which]


def _different(tokens: NDArray[np.uint8]) -> tuple[list[bytes], NDArray[np.intp]]:
    """Give the different rows of a table of bytes, and which of them each row is."""
    if tokens.shape[1] == 1:
        column = tokens[:, 0]
        present = np.flatnonzero(np.bincount(column, minlength=256))
        place = np.zeros(256, np.intp)
        place[present] = np.arange(present.size)
        return [bytes([byte]) for byte in present.tolist()], place[column]
    texts, which = np.unique(tokens.view(f"S{tokens.shape[1]}")[:, 0], return_inverse=True)
    return texts.tolist(), which


def _aligned(sheets: Sequence[bytes]) -> _Aligned | None:
    """Lay sheets of one layout under each other; None where the first cannot be taken apart."""
    spans = _spans(sheets[0])
    if spans is None:
        return None
    table = np.frombuffer(b"".join(sheets), np.uint8).reshape(len(sheets), -1)
    around = np.ones(table.shape[1], np.bool_)
    for begin, end in spans.values():
        around[begin:end] = False
    fits = (table[:, around] == table[0, around]).all(axis=1)
    return _Aligned(table, fits, spans)


def _spans(sheet: bytes) -> dict[str, tuple[int, int]] | None:
    """Find where the answer to each item stands in a sheet of ASCII."""
    if not sheet.isascii():
        return None
    text, spans = sheet.decode(), dict[str, tuple[int, int]]()
    for item, begin, end in _members(text):
        if item in spans:
            return None
        spans[item] = (begin, end)
    return spans


def _members(text: str) -> Iterable[tuple[str, int, int]]:
    """Go through the members of an object, with both ends of each value."""
    read = json.JSONDecoder().raw_decode
    at = _past(text, 0, "{")
    while text[at] != "}":
        item, at = read(text, at)
        begin = _past(text, at, ":")
        _, at = read(text, begin)
        yield item, begin, at
        at = _past(text, at, ",")


def _past(text: str, at: int, mark: str) -> int:
    """Step over spaces, a mark if it is there, and spaces."""
    while text[at].isspace():
        at += 1
    at += text[at] == mark
    while text[at].isspace():
        at += 1
    return at
