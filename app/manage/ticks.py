"""A form field of several choices; `components/ticks.html` shows it."""

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget


class TicksField(SelectMultipleField):
    """Several choices as a list of checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
