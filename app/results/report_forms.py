"""Forms of reports."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

LONGEST_REASON = 500


class CorrectionForm(FlaskForm):
    """Why a signed report has to be corrected."""

    reason = TextAreaField(
        lazy_gettext("Why it has to be corrected"),
        [
            DataRequired(lazy_gettext("Please fill this in.")),
            Length(max=LONGEST_REASON, message=lazy_gettext("This is too long.")),
        ],
        filters=[lambda text: (text or "").strip()],
        description=lazy_gettext("It is printed in the new report. Name no person."),
    )
