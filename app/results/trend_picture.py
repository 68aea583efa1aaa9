"""The picture of a trend: the points of its page, drawn."""

from app.charts.picture import Caption, Picture
from app.charts.trend import trend_line
from app.filters import day, name_of
from app.results.trend_sheet import marks_of
from app.services.reporting.trend import Trend
from app.words import FORMULAS, say


def picture_of_trend(trend: Trend) -> Picture:
    """Draw a trend; its caption says of what and of when, because a picture leaves its page."""
    first, last = trend.points[0], trend.points[-1]
    told = [
        name_of(trend.unit),
        str(FORMULAS[trend.formula.id]),
        f"{day(first.first)} – {day(last.last)}",
    ]
    made_up = trend.unit.demonstration or any(p.survey.demonstration for p in trend.points)
    lines = (" · ".join(told), *([say("Demonstration data")] if made_up else []))
    return trend_line(trend, marks_of(trend), Caption(say("Over time"), lines))
