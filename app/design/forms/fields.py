"""What the designer's fields have in common: how texts and numbers are read."""

from typing import Any

from flask_babel import format_decimal, lazy_gettext
from wtforms import Form, StringField, ValidationError

from surveys.plain_text import clean


def clean_text(text: str | None) -> str:
    """Store texts in one way: composed letters, no control characters, no outer spaces."""
    return clean(text or "")


LARGEST = 1e12


class OptionalNumber(StringField):
    """A number that may be left out; a decimal comma and a decimal point are both read."""

    def process_data(self, value: float | None) -> None:
        """Show a number as it is written here."""
        self.data = "" if value is None else str(format_decimal(value))

    def pre_validate(self, form: Form) -> None:
        """Refuse what is no number."""
        if self.data and self.number is None:
            raise ValidationError(lazy_gettext("Enter a number in digits, for example 10."))

    @property
    def number(self) -> float | int | None:
        """The number, or None."""
        text = (self.data or "").strip().replace(",", ".")
        try:
            found = float(text)
        except ValueError:
            return None
        if not abs(found) <= LARGEST:  # NaN is not either
            return None
        return int(found) if found == int(found) else found


def code_is_free(taken: frozenset[str], own: str) -> Any:
    """Make a validator of codes: of the right letters, and nobody else's."""

    def validate(_form: Form, field: StringField) -> None:
        code = (field.data or "").strip()
        right = code.isascii() and code.replace("_", "a").isalnum() and code == code.lower()
        if not right or code.startswith("_") or len(code) > 40:
            raise ValidationError(
                lazy_gettext(
                    "A code has only small letters without marks, digits and _, at most 40 of them."
                )
            )
        if code == "na" or (code in taken and code != own):
            raise ValidationError(lazy_gettext("This code is taken; choose another one."))

    return validate
