"""Forms of what is made public."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app import clock
from app.filters import day
from app.manage.publications.months import day_chosen, month_choices, months_over
from app.manage.unit_search_field import UnitSearchField
from app.models import ProposedPublication, Survey, UnitKind
from app.queries.publications import Listed
from app.words import FORMULAS, UNIT_KINDS
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
NO_MONTH = lazy_gettext("Please choose a month.")
TOO_LONG = lazy_gettext("This is too long.")
LONGEST_REASON, LONGEST_TITLE, LONGEST_TEXT = 500, 200, 2000


def cleaned(text: str | None) -> str:
    """Take a line without what cannot be seen."""
    return one_line(text or "")


class PublishForm(FlaskForm):
    """Which results; `looked` is the digest of what was looked at before it is published."""

    # What does not fit is refused where the publication is planned, in words of its own.
    first = SelectField(
        lazy_gettext("First month"),
        [DataRequired(NO_MONTH)],
        coerce=day_chosen,
        validate_choice=False,
    )
    last = SelectField(
        lazy_gettext("Last month"),
        [DataRequired(NO_MONTH)],
        coerce=day_chosen,
        validate_choice=False,
        description=lazy_gettext("Months of the survey that are over can be published."),
    )
    level = SelectField(lazy_gettext("Units"))
    formula = SelectField(lazy_gettext("Index"))
    reason = StringField(
        lazy_gettext("Why it is corrected"),
        [Length(max=LONGEST_REASON, message=TOO_LONG)],
        filters=[cleaned],
        description=lazy_gettext(
            "Only where the same results are public already; it stands on the public page."
        ),
    )
    looked = HiddenField()

    @classmethod
    def of(
        cls,
        survey: Survey,
        levels: Sequence[str],
        formulas: Sequence[str],
        proposal: ProposedPublication | None = None,
    ) -> "PublishForm":
        """Offer the levels and formulas of a survey, and its months that are over.

        What somebody proposed is chosen already.
        """
        months = months_over(survey, clock.local_day(clock.now()))
        given: dict[str, Any] = {"first": survey.opens_on, "last": months[-1][1]} if months else {}
        if proposal is not None:
            given = {"first": proposal.first_day, "last": proposal.last_day}
            given |= {name: getattr(proposal, name) for name in ("level", "formula", "reason")}
        form = cls(data=given)
        form.first.choices, form.last.choices = (month_choices(months, end) for end in (0, 1))
        form.level.choices = [SelectChoice(kind, UNIT_KINDS[UnitKind(kind)]) for kind in levels]
        form.formula.choices = [SelectChoice(name, FORMULAS[name]) for name in formulas]
        return form


class WithdrawForm(FlaskForm):
    """Why a publication is taken back."""

    because = StringField(
        lazy_gettext("Why it is withdrawn"),
        [InputRequired(NEEDED), Length(max=LONGEST_REASON, message=TOO_LONG)],
        filters=[cleaned],
        description=lazy_gettext("It stands on the public page."),
    )


class ImprovementForm(FlaskForm):
    """What people said, what was changed, and which publications show what came of it."""

    unit = UnitSearchField(lazy_gettext("Unit"))
    title = StringField(
        lazy_gettext("In one line"),
        [InputRequired(NEEDED), Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[cleaned],
        description=lazy_gettext("For instance: a second counter on Monday mornings."),
    )
    said = TextAreaField(
        lazy_gettext("What people said"),
        [InputRequired(NEEDED), Length(max=LONGEST_TEXT, message=TOO_LONG)],
        description=lazy_gettext(
            "In your own words: no names, no quotation by which one is known."
        ),
    )
    done = TextAreaField(
        lazy_gettext("What was changed"),
        [InputRequired(NEEDED), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )
    title_en = StringField(
        lazy_gettext("In one line, in English"),
        [Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[cleaned],
        description=lazy_gettext(
            "English may be left out: the English page then shows the Vietnamese words."
        ),
    )
    said_en = TextAreaField(
        lazy_gettext("What people said, in English"), [Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    done_en = TextAreaField(
        lazy_gettext("What was changed, in English"), [Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    done_on = DateField(lazy_gettext("Since when"), [InputRequired(NEEDED)])
    before = SelectField(lazy_gettext("Published results of before"))
    after = SelectField(
        lazy_gettext("Published results of after"),
        description=lazy_gettext(
            "With both, the page shows how the unit’s published index moved, with its interval."
        ),
    )

    @classmethod
    def of(cls, listed: Sequence[Listed], names: Sequence[str]) -> "ImprovementForm":
        """Offer the publications in force, in the words of `names`."""
        form = cls()
        nothing = SelectChoice("", lazy_gettext("none"))
        choices = [
            SelectChoice(str(one.publication.id), name)
            for one, name in zip(listed, names, strict=True)
        ]
        form.before.choices = form.after.choices = [nothing, *choices]
        return form


def publication_name(listed: Listed) -> str:
    """Name a publication in a list of choices."""
    made = listed.publication
    kind, formula = UNIT_KINDS[UnitKind(made.level)], FORMULAS[made.formula]
    days = f"{day(made.first_day)} – {day(made.last_day)}"
    return f"{made.id}: {listed.survey.title_vi}, {days}, {kind}, {formula}"
