"""A table as a system file: dictionary and compressed rows, as a stream of bytes."""

import struct
from collections.abc import Iterable, Iterator, Sequence

from app.exports.cells import Cell
from app.exports.spss.dictionary import (
    BIAS,
    LONGEST_SEGMENT,
    OCTET,
    Segment,
    dictionary,
    segments_of,
)
from app.exports.spss.variables import Variable, variable_of
from app.exports.table import Table

END, LITERAL, SPACES, NOTHING = 252, 253, 254, 255
"""What stands for an eight-byte place; smaller numbers are whole numbers with `BIAS` added."""
FULL = 64 * 1024
BLANK = b" " * OCTET

Place = tuple[int, bytes]
SMALL: dict[float, Place] = {float(n): (n + int(BIAS), b"") for n in range(1 - int(BIAS), 152)}
"""Numbers that need no place of their own."""


def write_system_file(table: Table, rows: int = -1) -> Iterator[bytes]:
    """Give a table as an SPSS file, in pieces; `rows` is how many there will be, if that is known.

    Codes become numbers with value labels, days become dates, an empty cell is system-missing.
    """
    variables = [variable_of(column) for column in table.columns]
    segments = segments_of(variables)
    notes = [f"{name}: {text}" for name, text in table.notes]
    yield b"".join(dictionary(table.title, segments, notes, rows))
    yield from _compressed(_places(table.rows, variables, segments))


def _places(
    rows: Iterable[Sequence[Cell]], variables: Sequence[Variable], segments: Sequence[Segment]
) -> Iterator[Place]:
    values = [variable.value for variable in variables]
    octets = [[s.octets for s in segments if s.of is variable] for variable in variables]
    sizes = [
        found if variable.width else () for found, variable in zip(octets, variables, strict=True)
    ]
    for row in rows:
        for cell, value, size in zip(row, values, sizes, strict=True):
            if size:
                yield from _text_places(value(cell), size)  # type: ignore[arg-type]
            else:
                yield _number_place(value(cell))  # type: ignore[arg-type]


def _number_place(number: float | None) -> Place:
    if number is None:
        return NOTHING, b""
    return SMALL.get(number) or (LITERAL, struct.pack("<d", number))


def _text_places(text: bytes, octets: Sequence[int]) -> Iterator[Place]:
    """Cut a text into eight-byte places; each segment, of so many of them, holds 255 bytes."""
    for segment, count in enumerate(octets):
        start = segment * LONGEST_SEGMENT
        piece = text[start : start + LONGEST_SEGMENT].ljust(count * OCTET)
        for place in range(0, count * OCTET, OCTET):
            octet = piece[place : place + OCTET]
            yield (SPACES, b"") if octet == BLANK else (LITERAL, octet)


def _compressed(places: Iterable[Place]) -> Iterator[bytes]:
    """Put eight codes before the literals that they announce; give pieces of some size."""
    piece, codes, literals = bytearray(), bytearray(), bytearray()
    for code, literal in places:
        codes.append(code)
        literals += literal
        if len(codes) == OCTET:
            piece += codes + literals
            codes.clear()
            literals.clear()
            if len(piece) >= FULL:
                yield bytes(piece)
                piece.clear()
    codes.append(END)
    yield bytes(piece + codes.ljust(OCTET, b"\0") + literals)
