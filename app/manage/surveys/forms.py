"""Forms of surveys."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.manage.ticks import TicksField
from app.models import QuestionnaireVersion, Survey
from app.queries.targets import DatedTarget
from app.services.fielding import InvalidSurvey, NewSurvey
from app.services.fielding.checking import LONGEST_CODE, LONGEST_TITLE
from app.services.settings import setting
from app.words import FORMULAS, SECTORS
from surveys.catalogue import notes_on
from surveys.definitions import Questionnaire as Document
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")
LEVELS = {"0.9": "90 %", "0.95": "95 %", "0.99": "99 %"}
SHORTEST_PERIOD = timedelta(days=30)


def tidy(text: str | None) -> str:
    """Take stray spaces out of a line of text."""
    return one_line(text or "")


class TitlesForm(FlaskForm):
    """What may be changed at any time."""

    title_vi = StringField(
        lazy_gettext("Title in Vietnamese"),
        [InputRequired(NEEDED), Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[tidy],
    )
    title_en = StringField(
        lazy_gettext("Title in English"),
        [InputRequired(NEEDED), Length(max=LONGEST_TITLE, message=TOO_LONG)],
        filters=[tidy],
    )


class PlanForm(TitlesForm):
    """A survey that is planned."""

    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(NEEDED), Length(max=LONGEST_CODE, message=TOO_LONG)],
        filters=[tidy],
        description=lazy_gettext("Stands in addresses and files; short and without spaces."),
    )
    sector = SelectField(
        lazy_gettext("Sector"), choices=[SelectChoice(*pair) for pair in SECTORS.items()]
    )
    opens_on = DateField(lazy_gettext("Opens on"), [InputRequired(NEEDED)])
    closes_on = DateField(
        lazy_gettext("Closes on"),
        [InputRequired(NEEDED)],
        description=lazy_gettext("Included. The verdicts are final after it."),
    )
    formulas = TicksField(
        lazy_gettext("Indices"),
        description=lazy_gettext("The first one is shown first. None ticked means all of them."),
    )
    confidence_level = SelectField(
        lazy_gettext("Confidence level"),
        choices=[SelectChoice(*pair) for pair in LEVELS.items()],
        default="0.95",
    )
    minimum_cell = IntegerField(
        lazy_gettext("Smallest group shown"),
        [
            InputRequired(NEEDED),
            NumberRange(3, 20, message=lazy_gettext("From 3 to 20.")),
        ],
        default=5,
        description=lazy_gettext("Figures of fewer answers are withheld."),
    )
    target_ids = TicksField(
        lazy_gettext("Targets"),
        coerce=int,
        description=lazy_gettext("None ticked means every target in force."),
    )

    def offer(self, document: Document, targets: list[DatedTarget], name_of: Any) -> None:
        """Set what can be ticked: the questionnaire's formulas and the targets there are."""
        self.formulas.choices = [
            SelectChoice(formula.id, FORMULAS.get(formula.id, formula.id))
            for formula in document.formulas
        ]
        self.target_ids.choices = [
            SelectChoice(
                target.id, f"{round(100 * target.value, 1):g} % – {name_of(target, 'source')}"
            )
            for target in targets
        ]

    def wanted(self, version: QuestionnaireVersion, unit_ids: list[int]) -> NewSurvey:
        """Give what is to be stored."""
        return NewSurvey(
            code=self.code.data,
            title_vi=self.title_vi.data,
            title_en=self.title_en.data,
            sector=self.sector.data,
            questionnaire=version.questionnaire.code,
            version_id=version.id,
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            formulas=tuple(self.formulas.data or ()),
            confidence_level=float(self.confidence_level.data),
            minimum_cell=self.minimum_cell.data,
            target_ids=tuple(self.target_ids.data or ()),
            unit_ids=tuple(unit_ids),
        )


class ExtendForm(FlaskForm):
    """A later last day."""

    closes_on = DateField(lazy_gettext("New last day"), [InputRequired(NEEDED)])


def first_values(version: QuestionnaireVersion, document: Document, today: date) -> dict[str, Any]:
    """Propose a survey of a questionnaire: from today to the end of a half-year."""
    closes_on = end_of_half_year(today)
    code = version.questionnaire.code.replace("_", "-")
    notes = notes_on(version.questionnaire.code)
    return {
        "sector": notes.sector if notes else None,
        "title_vi": document.title.get("vi"),
        "title_en": document.title.get("en"),
        "code": f"{code}-{closes_on.year}-{1 if closes_on.month == 6 else 2}",
        "opens_on": today,
        "closes_on": closes_on,
        "minimum_cell": setting("default_minimum_cell"),
        "confidence_level": f"{setting('default_confidence_level'):g}",
    }


def stored_values(survey: Survey, target_ids: set[int]) -> dict[str, Any]:
    """Give the values of a survey that is there."""
    names = ("title_vi", "title_en", "code", "sector", "opens_on", "closes_on", "formulas")
    return {
        **{name: getattr(survey, name) for name in names},
        "minimum_cell": survey.minimum_cell,
        "confidence_level": f"{survey.confidence_level:g}",
        "target_ids": sorted(target_ids),
    }


def end_of_half_year(today: date) -> date:
    """Give the last day of the half-year, or of the next one if this one is nearly over."""
    ends = [date(today.year + y, m, d) for y in (0, 1) for m, d in ((6, 30), (12, 31))]
    return next(end for end in ends if end - today >= SHORTEST_PERIOD)


def refuse(form: Any, refused: InvalidSurvey) -> None:
    """Put each mistake beside its field; one of no field of the form stands at the units."""
    for mistake in refused.mistakes:
        field = getattr(form, mistake.field, None)
        if field is None:
            form.unit_errors = [*getattr(form, "unit_errors", []), capital(str(mistake))]
        else:
            field.errors = [*field.errors, capital(str(mistake))]


def capital(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def read_unit_ids(sent: Mapping[str, Any]) -> list[int]:
    """Read the ticked units; what is no number was not ticked on our page."""
    texts = sent.getlist("units")  # type: ignore[attr-defined]
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= 9]
