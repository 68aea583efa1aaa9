"""The dictionary of a system file: what stands before the rows.

A text longer than 255 bytes takes several variables in a row ("segments"), which readers put
together again.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.exports.spss.variables import Variable

LONGEST_SEGMENT, SEGMENT_STEP = 255, 252
OCTET = 8
BIAS = 100.0
BYTECODE = 1
UTF_8 = 65_001
SYSTEM_MISSING = -1.7976931348623157e308
LOWEST = struct.unpack("<d", bytes.fromhex("feffffffffffefff"))[0]
LONGEST_LABEL, LONGEST_VALUE_LABEL, NOTE_LINE = 255, 120, 80
LEFT, RIGHT = 0, 1


@dataclass(frozen=True, slots=True)
class Segment:
    """One variable record: a variable, or a piece of a very long text."""

    short_name: str
    width: int
    of: Variable
    is_first: bool

    @property
    def octets(self) -> int:
        """How many eight-byte places it takes in a row."""
        return -(-self.width // OCTET) or 1


def segments_of(variables: Sequence[Variable]) -> list[Segment]:
    """Cut variables into segments, each with a short name of its own."""
    found: list[Segment] = []
    for variable in variables:
        count = 1 if variable.width <= LONGEST_SEGMENT else -(-variable.width // SEGMENT_STEP)
        for place in range(count):
            is_last = place == count - 1
            width = variable.width - place * SEGMENT_STEP if is_last else LONGEST_SEGMENT
            found.append(Segment(f"V{len(found):06d}", width, variable, is_first=place == 0))
    return found


def dictionary(
    title: str, segments: Sequence[Segment], notes: Sequence[str], rows: int
) -> Iterator[bytes]:
    """Give the records before the rows; `rows` is -1 where their number is not known yet."""
    yield _header(title, sum(segment.octets for segment in segments), rows)
    yield from (_variable_records(segment) for segment in segments)
    yield from _value_labels(segments)
    yield _documents(notes)
    yield _extension(3, 4, struct.pack("<8i", 27, 0, 0, -1, 1, BYTECODE, 2, UTF_8))
    yield _extension(4, 8, struct.pack("<3d", SYSTEM_MISSING, -SYSTEM_MISSING, LOWEST))
    yield _extension(11, 4, b"".join(_display(segment) for segment in segments))
    firsts = [segment for segment in segments if segment.is_first]
    long_names = "\t".join(f"{s.short_name}={s.of.name}" for s in firsts)
    yield _extension(13, 1, long_names.encode())
    very_long = [s for s in firsts if s.of.width > LONGEST_SEGMENT]
    if very_long:
        widths = "".join(f"{s.short_name}={s.of.width:05d}\0\t" for s in very_long)
        yield _extension(14, 1, widths.encode())
    yield _extension(20, 1, b"UTF-8")
    yield struct.pack("<2i", 999, 0)


def _header(title: str, octets: int, rows: int) -> bytes:
    product = b"@(#) SPSS DATA FILE Lang Nghe".ljust(60)
    # The moment of making is left out: the same rows give the same bytes.
    return struct.pack(
        "<4s60s5id9s8s64s3x",
        *(b"$FL2", product, 2, octets, BYTECODE, 0, rows, BIAS),
        *(b"01 Jan 70", b"00:00:00", cut(title, 64).ljust(64)),
    )


def _variable_records(segment: Segment) -> bytes:
    variable = segment.of
    label = cut(variable.label, LONGEST_LABEL) if segment.is_first else b""
    kind, width, decimals = variable.format
    form = kind << 16 | min(segment.width or width, LONGEST_SEGMENT) << 8 | decimals
    missing = variable.missing if segment.is_first else ()
    record = struct.pack(
        "<6i8s",
        *(2, segment.width, int(bool(label)), len(missing), form, form),
        segment.short_name.encode().ljust(OCTET),
    )
    if label:
        record += struct.pack("<i", len(label)) + padded(label, 4)
    record += struct.pack(f"<{len(missing)}d", *missing)
    rest = struct.pack("<6i8s", 2, -1, 0, 0, 0, 0, b" " * OCTET)
    return record + rest * (segment.octets - 1)


def _value_labels(segments: Sequence[Segment]) -> Iterator[bytes]:
    place = 1
    for segment in segments:
        if segment.of.labels:
            yield struct.pack("<2i", 3, len(segment.of.labels))
            for value, words in segment.of.labels.items():
                label = cut(words, LONGEST_VALUE_LABEL)
                yield struct.pack("<d", value) + padded(bytes([len(label)]) + label, OCTET)
            yield struct.pack("<3i", 4, 1, place)
        place += segment.octets


def _documents(notes: Sequence[str]) -> bytes:
    lines = [line for note in notes for line in note_lines(note)]
    return struct.pack("<2i", 6, len(lines)) + b"".join(lines) if lines else b""


def note_lines(note: str) -> Iterator[bytes]:
    """Break a note into lines of eighty bytes, between words."""
    line = b""
    for word in note.split():
        if line and len(line) + 1 + len(word.encode()) > NOTE_LINE:
            yield line.ljust(NOTE_LINE)
            line = b""
        line = cut(f"{line.decode()} {word}".strip(), NOTE_LINE)
    yield line.ljust(NOTE_LINE)


def _display(segment: Segment) -> bytes:
    is_text = segment.width > 0
    shown = min(segment.width, 32) if is_text else 12
    return struct.pack("<3i", segment.of.measure, shown, LEFT if is_text else RIGHT)


def _extension(subtype: int, size: int, content: bytes) -> bytes:
    return struct.pack("<4i", 7, subtype, size, len(content) // size) + content


def cut(text: str, most: int) -> bytes:
    """Give a text in at most so many bytes, cut between letters."""
    return text.encode()[:most].decode(errors="ignore").encode()


def padded(content: bytes, step: int) -> bytes:
    """Fill bytes up to a whole number of steps."""
    return content + bytes(-len(content) % step)
