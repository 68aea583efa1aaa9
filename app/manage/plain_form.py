"""A form that is only a button."""

from flask_wtf import FlaskForm


class PlainForm(FlaskForm):  # type: ignore[misc]  # the library is untyped
    """A button and its token."""
