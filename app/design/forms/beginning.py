"""The form with which a questionnaire begins."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from app.design.forms.fields import clean_text, code_is_free
from app.models import UnitKind
from app.queries.drafts import list_drafts, list_published
from app.queries.units import UnitFacts, list_units
from app.scope import Scope
from app.services.drafting.codes import proposed_code
from app.services.drafting.documents import title_of, words
from surveys.catalogue import list_catalogue

PARTS = frozenset({UnitKind.COUNTER, UnitKind.COURSE, UnitKind.HOSPITAL_DEPARTMENT})
"""Kinds of units that are parts of another one and have no questionnaires of their own."""


class BeginningForm(FlaskForm):
    """What to begin with, what it is called, and to whom it belongs."""

    title = StringField(
        lazy_gettext("Title of the questionnaire, in Vietnamese"),
        [
            DataRequired(lazy_gettext("Give the questionnaire a title.")),
            Length(max=300, message=lazy_gettext("At most 300 characters.")),
        ],
        filters=[clean_text],
    )
    owner = SelectField(lazy_gettext("Unit it belongs to"), coerce=int)
    source = RadioField(lazy_gettext("Begin with"), default="blank")
    code = StringField(lazy_gettext("Code (proposed from the title if left empty)"))

    @property
    def wanted_code(self) -> str:
        """The code typed, or one proposed from the title."""
        typed: str = (self.code.data or "").strip()
        return typed or proposed_code(self.title.data, taken_codes(), fallback="bo_cau_hoi")


def beginning_form(scope: Scope, source: str = "blank") -> BeginningForm:
    """Make the form with the choices there are for somebody with this scope.

    `source` is chosen beforehand.
    """
    form = BeginningForm(data={"source": source})
    form.owner.choices = [SelectChoice(unit.id, unit.name_vi) for unit in owners(scope)]
    form.source.choices = list(sources(scope))
    if form.code.data:
        form.code.validators = (code_is_free(frozenset(taken_codes()), ""),)
    return form


def owners(scope: Scope) -> list[UnitFacts]:
    """List the units inside a scope that a questionnaire can belong to."""
    return [unit for unit in list_units() if unit.kind not in PARTS and scope.covers(unit.id)]


def taken_codes() -> set[str]:
    """Give the codes of all questionnaires and drafts."""
    return {d.code for d in list_drafts()} | {listed.code for listed in list_published()}


def sources(scope: Scope) -> Iterable[Any]:
    """List what a questionnaire can begin with."""
    yield SelectChoice("blank", gettext("Nothing: a blank questionnaire with the usual scales"))
    for entry in list_catalogue():
        words_of_choice = gettext("Catalogue: %(title)s", title=entry.title.get("vi"))
        yield SelectChoice(f"catalogue:{entry.code}", words_of_choice)
    for draft in list_drafts(scope):
        title = title_of(draft.document)
        yield SelectChoice(f"draft:{draft.id}", gettext("Copy of: %(title)s", title=title))
    for listed in list_published():
        title = words(listed.title)
        words_of_choice = gettext(
            "Copy of: %(title)s (version %(number)s)", title=title, number=listed.number
        )
        yield SelectChoice(f"version:{listed.version_id}", words_of_choice)
