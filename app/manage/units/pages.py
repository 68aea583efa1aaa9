"""The tree on a day, and one unit."""

from collections.abc import Mapping
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.access.subjects import numbers
from app.errors import InvalidFilter
from app.manage.arguments import read_page_number, read_search
from app.manage.units.blueprint import blueprint
from app.manage.units.deeds import DEEDS
from app.manage.units.words import SUCCESSIONS
from app.queries.unit_browsing import browse, units_on
from app.queries.units import is_demonstration
from app.services.organisation.dependents import unit_dependents
from app.services.organisation.lives import life_of
from app.services.organisation.reading import read_tree
from app.words import SECTORS, UNIT_KINDS


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the units of a day under one of them, or those that fit some words."""
    today = clock.local_day(clock.now())
    text, day = read_search(request.args), read_day(request.args, today)
    under = next(iter(numbers([request.args.get("under", "")])), None)
    found = units_on(day, current_scope())
    arguments = {
        "q": text,
        "on": "" if day == today else day.isoformat(),
        "under": "" if under is None or text else under,
    }
    return render_template(
        "manage/units/index.html",
        page=browse(found, text=text, under=under, number=read_page_number(request.args)),
        trail=found.trail(under) if under is not None and not text else [],
        total=len(found.units),
        text=text,
        day=day,
        today=today,
        arguments={name: value for name, value in arguments.items() if value != ""},
        kinds=UNIT_KINDS,
    )


@blueprint.get("/<int:unit_id>")
def unit(unit_id: int) -> ResponseReturnValue:
    """Tell a unit's life, what hangs on it, and what can be done."""
    life = life_of(read_tree(), unit_id)
    today = clock.local_day(clock.now())
    below = units_on(today, current_scope())
    return render_template(
        "manage/units/unit.html",
        unit_id=unit_id,
        life=life,
        demonstration=is_demonstration(unit_id),
        dependents=unit_dependents([unit_id]),
        trail=below.trail(unit_id)[:-1],
        below=len(below.children.get(unit_id, ())),
        deeds=DEEDS if life.record.last is None else {},
        kinds=UNIT_KINDS,
        sectors=SECTORS,
        successions=SUCCESSIONS,
    )


def read_day(arguments: Mapping[str, str], default: date) -> date:
    """Read `on`, the day whose tree is wanted; raises `InvalidFilter`."""
    text = arguments.get("on", "")
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidFilter(f"{text!r} is not a day like 2026-01-31", name="on") from error
