"""Forms of collection points."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.manage.points.choices import service_choices, survey_choices, unit_choices
from app.manage.ticks import TicksField
from app.models import Mode, Touchpoint, UnitKind
from app.scope import EVERYTHING, Scope
from app.services.points.creating import PointEntry, usual_mode
from app.services.points.rules import Body, PointRule
from app.words import MODES, TOUCHPOINTS, UNIT_KINDS

NEEDED = lazy_gettext("Please fill this in.")
MADE_BY_HAND = [SelectChoice(t, w) for t, w in TOUCHPOINTS.items() if t is not Touchpoint.IMPORT]
ANSWERED = [SelectChoice(m, w) for m, w in MODES.items() if m is not Mode.IMPORTED]
EVERY_OUTCOME = (
    Touchpoint.DESK_POSTER,
    Touchpoint.RECEIPT_SLIP,
    Touchpoint.SUPPLEMENT_SLIP,
    Touchpoint.REFUSAL_SLIP,
    Touchpoint.RESULT_SLIP,
)
"""Asking only those who got what they wanted inflates satisfaction (ux.md)."""


class SurveysForm(FlaskForm):
    """Which surveys a point collects for."""

    surveys = TicksField(lazy_gettext("Surveys it collects for"), coerce=int)

    def offer_surveys(self, scope: Scope, now: datetime) -> None:
        """Set the surveys that can be ticked: those of the person that are not over."""
        self.surveys.choices = [SelectChoice(*pair) for pair in survey_choices(scope, now)]

    @property
    def offered(self) -> list[int]:
        """The surveys that could be ticked."""
        return [choice.value for choice in self.surveys.choices]


class MoveForm(FlaskForm):
    """Place and answerable body of a point."""

    place_id = SelectField(lazy_gettext("Place"), [InputRequired(NEEDED)])
    body_id = SelectField(
        lazy_gettext("Answerable body"),
        description=lazy_gettext("Who answers for the service; mostly the place itself."),
    )

    def offer_units(self, scope: Scope, day: date) -> None:
        """Set the units: places of the person's own, bodies from the whole tree."""
        places = unit_choices(day, scope)
        self.place_id.choices = [SelectChoice(*pair) for pair in places]
        itself = ("", str(gettext("the place itself")))
        bodies = [itself, *unit_choices(day, EVERYTHING)]
        self.body_id.choices = [SelectChoice(*pair) for pair in bodies]

    @property
    def units(self) -> tuple[int, int]:
        """The place and the body chosen."""
        place = int(self.place_id.data)
        return place, int(self.body_id.data) if self.body_id.data else place


class PointForm(MoveForm, SurveysForm):
    """A new point."""

    service_id = SelectField(lazy_gettext("Service"))
    touchpoint = SelectField(lazy_gettext("Where the code is met"), choices=MADE_BY_HAND)
    mode = SelectField(
        lazy_gettext("How it is answered"),
        choices=[SelectChoice("", lazy_gettext("as usual there")), *ANSWERED],
    )
    last_day = DateField(
        lazy_gettext("Works until"),
        [Optional()],
        description=lazy_gettext("Blank: without an end. A printed code outlives its surveys."),
    )

    def offer(self, scope: Scope, now: datetime, day: date) -> None:
        """Set everything that can be chosen."""
        self.offer_units(scope, day)
        self.offer_surveys(scope, now)
        self.service_id.choices = [SelectChoice(*pair) for pair in service_choices()]

    def entry(self) -> PointEntry:
        """Give what is to be made."""
        place, body = self.units
        service = int(self.service_id.data) if self.service_id.data else None
        mode = self.mode.data or usual_mode(self.touchpoint.data).value
        return PointEntry(place, body, service, self.touchpoint.data, mode)


class RuleForm(SurveysForm):
    """Points for every unit of a kind below another one."""

    under = SelectField(lazy_gettext("At and below"), [InputRequired(NEEDED)])
    kind = SelectField(
        lazy_gettext("For every"),
        choices=[SelectChoice(*pair) for pair in UNIT_KINDS.items()],
        default=UnitKind.COMMUNE_CENTRE,
    )
    touchpoints = TicksField(
        lazy_gettext("A code for each of"),
        [InputRequired(lazy_gettext("Tick at least one."))],
        choices=MADE_BY_HAND,
        default=EVERY_OUTCOME,
        description=lazy_gettext(
            "Whoever is refused or sent back must meet a code as well: asking only those who got "
            "what they wanted makes the figures too good."
        ),
    )
    body = SelectField(
        lazy_gettext("Answerable body"),
        choices=[
            SelectChoice(Body.PLACE, lazy_gettext("the place itself")),
            SelectChoice(Body.ABOVE, lazy_gettext("the unit above it")),
        ],
    )
    service_id = SelectField(lazy_gettext("Service"))
    last_day = DateField(
        lazy_gettext("Works until"),
        [Optional()],
        description=lazy_gettext("Blank: without an end. A printed code outlives its surveys."),
    )

    def offer(self, scope: Scope, now: datetime, day: date) -> None:
        """Set everything that can be chosen."""
        self.service_id.choices = [SelectChoice(*pair) for pair in service_choices()]
        self.under.choices = [SelectChoice(*pair) for pair in unit_choices(day, scope)]
        self.offer_surveys(scope, now)

    def rule(self) -> PointRule:
        """Give what is to be made."""
        return PointRule(
            under=int(self.under.data),
            kind=self.kind.data,
            touchpoints=tuple(self.touchpoints.data),
            body=Body(self.body.data),
            service_id=int(self.service_id.data) if self.service_id.data else None,
        )


class LimitForm(FlaskForm):
    """The last day on which the codes of a point work."""

    last_day = DateField(
        lazy_gettext("Works until"),
        [Optional()],
        description=lazy_gettext("The last day on which the code works; blank: without an end."),
    )


class LeadOnForm(FlaskForm):
    """The point that takes over from another one."""

    code = StringField(
        lazy_gettext("Code of the point that takes over"),
        [InputRequired(NEEDED), Length(max=40)],
        description=lazy_gettext("As it stands on its poster, such as BCFG-2345."),
    )


def refuse(form: Any, field: str, message: str) -> None:
    """Put what a service refused beside its field."""
    getattr(form, field).errors = [*getattr(form, field).errors, message]
