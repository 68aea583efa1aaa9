"""The decision about answers on the review list, and taking back what was left out."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.services.integrity.deciding import EXCLUDE, KEEP


class TakeBackForm(FlaskForm):
    """Why answers are taken back; `shown` is the digest of those that stood on the page."""

    shown = HiddenField()
    reason = TextAreaField(
        lazy_gettext("Reason"),
        description=lazy_gettext("Others read it in the audit: what was checked, and with whom."),
        validators=[InputRequired(lazy_gettext("Please fill this in.")), Length(max=500)],
    )

    @property
    def chosen(self) -> str:
        """What becomes of the answers."""
        return KEEP


class DecisionForm(TakeBackForm):
    """What becomes of the answers in question, and why."""

    decision = RadioField(
        lazy_gettext("What becomes of these answers"),
        choices=[
            SelectChoice(KEEP, lazy_gettext("Keep them: there is a good explanation")),
            SelectChoice(
                EXCLUDE, lazy_gettext("Leave them out of the index; they stay stored and visible")
            ),
        ],
        validators=[InputRequired(lazy_gettext("Please choose."))],
    )

    @property
    def chosen(self) -> str:
        """What becomes of the answers."""
        return str(self.decision.data)
