"""How high a picture comes out, so that a page keeps its room before it has arrived.

Vega measures while it draws; here the parts of its layout are added up, in CSS pixels. The tests
hold the sums to the drawn pictures.
"""

from collections.abc import Sequence

from app.charts.marks import line_height
from app.charts.picture import Caption
from app.charts.theme import ROW_HEIGHT

PADDING, TITLE, SUBTITLE = 28, 28, 17
AXIS_WITH_TITLE, TICKS, TICKS_LINE, LINE = 36, 9, 15, 14
LEGEND, LEGEND_LINE = 8, 16
HEADINGS_AND_SHADES = 109
"""Headings of three lines above cells, and a legend of shades above them."""
RATING_STEP, RATING_LEGEND_LINES = ROW_HEIGHT + 10, 2
TREND_HEIGHT, TREND_LABEL_LINES = 280, 2


def whole_height(plot: int, around: int, caption_lines: int) -> int:
    """Add to a plot what stands around it: axis and legend, the caption, the padding."""
    return PADDING + TITLE + SUBTITLE * caption_lines + around + plot


def plot_height(plot: int, caption: Caption, legend_lines: int = 1) -> int:
    """Give the height of a plot with a titled axis and a legend above it."""
    around = AXIS_WITH_TITLE + LEGEND + LEGEND_LINE * legend_lines
    return whole_height(plot, around, len(caption.lines))


def lines_height(names: Sequence[str], caption: Caption, usual: int) -> int:
    """Give the height of a picture with one line a name, `usual` high, an axis and a legend."""
    return plot_height(lines_plot(names, usual), caption)


def lines_plot(names: Sequence[str], usual: int) -> int:
    """Give the height of the lines themselves; equal names share one."""
    return len(set(names)) * line_height(names, usual)


def ratings_height(questions: int, caption_lines: int) -> int:
    """Give the height of the picture of answers by level."""
    around = AXIS_WITH_TITLE + LEGEND + LEGEND_LINE * RATING_LEGEND_LINES
    return whole_height(RATING_STEP * questions, around, caption_lines)


def trend_height(caption_lines: int, label_lines: int = TREND_LABEL_LINES) -> int:
    """Give the height of the picture of an index over time: the same for any number of points."""
    return whole_height(TREND_HEIGHT, TICKS + TICKS_LINE * label_lines, caption_lines)
