"""The months that a publication can be made of, as choices of a form."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from wtforms.fields.choices import SelectChoice

from app.filters import day
from app.models import Survey
from app.services.reporting.readable_periods import Period, months_of


def months_over(survey: Survey, today: date) -> list[Period]:
    """List the months of a survey that are over, cut at its ends."""
    return [month for month in months_of(survey.opens_on, survey.closes_on) if month[1] < today]


def month_choices(months: Sequence[Period], end: int) -> list[SelectChoice]:
    """Offer months by their first (`end` 0) or last day (1)."""
    return [SelectChoice(month[end].isoformat(), month_name(month)) for month in months]


def month_name(month: Period) -> str:
    """Name a month; of one that the survey cuts, its days too."""
    first, last = month
    name, days = f"{first:%m/%Y}", monthrange(first.year, first.month)[1]
    is_whole = (first.day, last.day) == (1, days)
    return name if is_whole else f"{name} ({day(first)} – {day(last)})"


def day_chosen(text: object) -> date | None:
    """Read a choice; None where it is no day."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
