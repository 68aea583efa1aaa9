"""What stands above a picture, so that it can leave its page: of what, of whom, of when."""

from app.charts.picture import Caption
from app.filters import day, name_of
from app.queries.units import UnitFacts
from app.results.selection import Selection
from app.words import say


def caption_of(selection: Selection, title: str, unit: UnitFacts | None) -> Caption:
    """Say of what survey, unit and period a picture is; `unit` is None for all of them."""
    named = [name_of(unit)] if unit else []
    period = f"{day(selection.first)} – {day(selection.last)}"
    told = " · ".join([name_of(selection.survey, "title"), *named, period])
    made_up = selection.survey.demonstration or (unit is not None and unit.demonstration)
    return Caption(title, (told, *([say("Demonstration data")] if made_up else [])))
