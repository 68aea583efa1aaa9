"""The one place that rounds and formats what a page shows."""

from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal

from analysis.rounding import rounded_beside
from app.languages import page_language


def init_app(app: Flask) -> None:
    """Give every template these filters."""
    app.add_template_filter(percent)
    app.add_template_filter(beside)
    app.add_template_filter(number)
    app.add_template_filter(whole)
    app.add_template_filter(day)
    app.add_template_filter(moment)
    app.add_template_filter(name_of)


def percent(share: float, digits: int = 1) -> str:
    """Show a share from 0 to 1 as a percentage in the page's way of writing numbers."""
    return f"{format_decimal(100 * share, format='0.' + '0' * digits)}%"


def beside(
    share: float, target: float | None = None, digits: int = 1, second: float | None = None
) -> str:
    """Show 100 × a share without a sign, on the side of the target where it lies.

    79.96 against 80 is not "80.0": no rounding may contradict a verdict. Of two targets the nearer
    one counts, for no rounding reaches the other.
    """
    targets = [t for t in (target, second) if t is not None]
    if not targets:
        return str(format_decimal(100 * share, format="0." + "0" * digits))
    nearer = min(targets, key=lambda t: abs(t - share))
    rounded = rounded_beside(share, nearer, decimals=digits)
    return str(format_decimal(rounded, format="0." + "0" * digits))


def number(value: float, digits: int = 2) -> str:
    """Show a number with a fixed count of decimals."""
    return str(format_decimal(value, format="0." + "0" * digits))


def whole(number: int) -> str:
    """Show a count with its thousands apart."""
    return str(format_decimal(number))


def day(value: date) -> str:
    """Show a day as dd/mm/yyyy, in every language alike."""
    return str(format_date(value, "dd/MM/yyyy"))


def moment(value: datetime) -> str:
    """Show a moment as dd/mm/yyyy HH:MM in the local zone."""
    return str(format_datetime(value, "dd/MM/yyyy HH:mm"))


def name_of(thing: Any, field: str = "name") -> str:
    """Give a unit's, service's or survey's name in the page's language, else in Vietnamese."""
    name: str = getattr(thing, f"{field}_{page_language()}") or getattr(thing, f"{field}_vi")
    return name
