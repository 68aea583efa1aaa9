"""A form that is only a button."""

from flask_wtf import FlaskForm


class PlainForm(FlaskForm):
    """A button and its token."""
