"""What every picture is: a chart, the sentence that says it, and the table of its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

Value = Mapping[str, Any]
"""One row as the chart has it: names of columns and plain values."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a picture, so that it can leave the page: of what, of whom, of when."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a picture as people read them; the first column names the line."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart without its theme, the sentence read out in its place, and its table.

    `chart` is None where there is nothing to draw; the sentence says why. `notes` say how to read
    the picture; `height` is the room that a page keeps for it, in CSS pixels.
    """

    caption: Caption
    sentence: str
    chart: alt.TopLevelMixin | None
    table: DataTable
    notes: tuple[str, ...] = ()
    height: int = 0


def data(values: Sequence[Value]) -> alt.InlineData:
    """Put rows into the chart itself: a picture reads nothing from elsewhere."""
    return alt.InlineData(values=[dict(value) for value in values])
