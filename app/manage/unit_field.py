"""A form field that takes one unit of the tree, or the whole service."""

from typing import Any

from flask_babel import gettext
from wtforms import Field
from wtforms.validators import StopValidation

from app import clock
from app.access import current_scope
from app.access.subjects import numbers
from app.queries.subjects import unit_exists
from app.queries.unit_tree import TreeNode, unit_tree

WHOLE = "whole"
"""What the field sends for the whole service."""


class UnitField(Field):
    """The number of a unit, or None for the whole service; `components/unit_tree.html` shows it."""

    data: int | None = None
    was_chosen = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was chosen."""
        ids = numbers(valuelist)
        self.was_chosen = bool(ids) or WHOLE in valuelist
        self.data = ids[0] if ids else None

    def pre_validate(self, form: Any) -> None:
        """Refuse nothing at all, which must not mean everything, and units of elsewhere."""
        if not self.was_chosen:
            raise StopValidation(gettext("Please choose a unit."))
        scope = current_scope()
        offered = (
            scope.is_everything
            if self.data is None
            else scope.covers(self.data) and unit_exists(self.data)
        )
        if not offered:
            raise StopValidation(gettext("Please choose one of the units shown."))

    def tree(self) -> list[TreeNode]:
        """Give the units that this person may choose among."""
        chosen = () if self.data is None else (self.data,)
        today = clock.local_day(clock.now())
        return unit_tree(today, chosen=chosen, offered=current_scope().unit_ids)

    def offers_whole(self) -> bool:
        """Tell whether this person may choose the whole service."""
        return current_scope().is_everything

    @property
    def is_whole(self) -> bool:
        """Whether the whole service was chosen."""
        return self.was_chosen and self.data is None
