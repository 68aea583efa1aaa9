"""A form field that takes one unit by words of its name or its code: no list of every unit."""

from typing import Any

from flask_babel import gettext
from wtforms.validators import StopValidation

from app import clock
from app.access import current_scope
from app.access.subjects import numbers
from app.manage.unit_field import UnitField
from app.queries.pages import Page
from app.queries.unit_browsing import ListedUnit, browse, units_on
from app.queries.units import UnitFacts

PICKED = "id:"
"""Before the number of a unit that was picked among several; a code can be a number too."""


class UnitSearchField(UnitField):
    """One unit: what was typed if one unit fits it, else the one picked of those that fit.

    text : what was typed
    fitting : the units that fit, of which one is to be picked; None before anything was typed
    """

    text = ""
    fitting: Page[ListedUnit] | None = None
    _picked: int | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed, and what was picked for these very words."""
        self.text = next((v for v in valuelist if not v.startswith(PICKED)), "").strip()[:200]
        picks = [v.removeprefix(PICKED).partition(":") for v in valuelist if v.startswith(PICKED)]
        ids = [number for number, _, words in picks if words == self.text]
        self._picked = next(iter(numbers(ids)), None)

    def pre_validate(self, form: Any) -> None:
        """Search; refuse nothing at all, what no unit fits, and several until one is picked."""
        if not self.text:
            raise StopValidation(gettext("Please choose a unit."))
        found = units_on(clock.local_day(clock.now()), current_scope())
        page = browse(found, text=self.text.replace("\0", ""))
        self.data = self._one_of(page, list(found.units.values()))
        self.was_chosen = self.data is not None
        if page.total == 0:
            raise StopValidation(gettext("No unit is called so. Try fewer words, or the code."))
        if self.data is None:
            raise StopValidation(gettext("Several units fit. Please pick one of them."))

    def _one_of(self, page: Page[ListedUnit], units: list[UnitFacts]) -> int | None:
        fits = [one.unit.id for one in page.things]
        exact = [u.id for u in units if self.text in (u.code, u.name_vi, u.name_en)]
        if len(exact) == 1 or page.total == 1:
            return (exact if len(exact) == 1 else fits)[0]
        self.fitting = page if page.total else None
        return self._picked if self._picked in fits else None

    def picked(self, unit_id: int) -> str:
        """What the form sends for a unit that is picked."""
        return f"{PICKED}{unit_id}:{self.text}"
