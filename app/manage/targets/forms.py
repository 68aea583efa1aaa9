"""Forms of targets."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from app.filters import number
from app.models import Place, Target
from app.services.targets import TargetEntry
from app.words import FORMULAS, SECTORS, UNIT_KINDS
from surveys.formulas import FORMULAS as KNOWN
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")
LONGEST_SOURCE = 300
PERCENT = re.compile(r"(\d{1,2})(?:[.,](\d{1,4}))?\s*%?")

PLACES = {
    Place.FIRST: lazy_gettext("First: it gives the verdict"),
    Place.SECOND: lazy_gettext("Second: it stands beside the first"),
}


def with_all(words: str, choices: dict[Any, Any]) -> list[SelectChoice]:
    """Offer everything first, then each."""
    return [SelectChoice("", words), *(SelectChoice(str(k), v) for k, v in choices.items())]


class TargetForm(FlaskForm):
    """A target: how high, for what, since when, by which document."""

    percent = StringField(
        lazy_gettext("Target in per cent"),
        [InputRequired(NEEDED)],
        description=lazy_gettext(
            "For instance 80 or 92,5. For means: per cent of the scale's length."
        ),
    )
    place = SelectField(
        lazy_gettext("Place"), choices=[SelectChoice(str(k.value), v) for k, v in PLACES.items()]
    )
    sector = SelectField(
        lazy_gettext("Sector"), choices=with_all(lazy_gettext("All sectors"), SECTORS)
    )
    unit_kind = SelectField(
        lazy_gettext("Kind of unit"), choices=with_all(lazy_gettext("All kinds"), UNIT_KINDS)
    )
    formula = SelectField(
        lazy_gettext("Index"),
        choices=with_all(
            lazy_gettext("Every share of satisfied people or answers"),
            {name: FORMULAS[name] for name, kind in KNOWN.items() if not kind.by_factor},
        ),
    )
    valid_from = DateField(
        lazy_gettext("Holds from"), [DataRequired(lazy_gettext("Please give a day."))]
    )
    valid_to = DateField(
        lazy_gettext("Holds until"),
        [Optional()],
        description=lazy_gettext("This day included; blank until another target takes over."),
    )
    source_vi = StringField(
        lazy_gettext("Source document, in Vietnamese"),
        [InputRequired(NEEDED), Length(max=LONGEST_SOURCE, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext("Number, date and who issued it; it stands beside every verdict."),
    )
    source_en = StringField(
        lazy_gettext("Source document, in English"),
        [InputRequired(NEEDED), Length(max=LONGEST_SOURCE, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
    )

    def validate_percent(self, field: Any) -> None:
        """Take a number above 0 and below 100."""
        if share_of(field.data) is None:
            raise ValidationError(gettext("Please give a number above 0 and below 100."))

    def entry(self) -> TargetEntry:
        """Give what is to be stored."""
        return TargetEntry(
            value=share_of(self.percent.data) or 0.0,
            place=int(self.place.data),
            sector=self.sector.data or None,
            unit_kind=self.unit_kind.data or None,
            formula=self.formula.data or None,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            source_vi=self.source_vi.data,
            source_en=self.source_en.data,
        )


class EndForm(FlaskForm):
    """The last day of a target."""

    valid_to = DateField(
        lazy_gettext("Last day"), [DataRequired(lazy_gettext("Please give a day."))]
    )


def share_of(text: str | None) -> float | None:
    """Read a percentage as a share; None if it is none between 0 and 100."""
    found = PERCENT.fullmatch((text or "").strip())
    if found is None:
        return None
    # As text first: 92.5 / 100 in floating point would not be the 0.925 that was meant.
    share = float(f"0.{int(found[1]):02d}{found[2] or ''}")
    return share if share > 0 else None


def filled_from(target: Target) -> dict[str, object]:
    """Fill the form with what is stored."""
    return {
        "percent": number(100 * target.value, 4).rstrip("0").rstrip(",."),
        "place": str(target.place),
        "sector": target.sector or "",
        "unit_kind": target.unit_kind or "",
        "formula": target.formula or "",
        "valid_from": target.valid_from,
        "valid_to": target.valid_to,
        "source_vi": target.source_vi,
        "source_en": target.source_en,
    }
