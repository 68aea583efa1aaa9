"""Forms of signing in and of one's own account."""

from typing import Any

from flask_babel import lazy_gettext
from flask_security.forms import LoginForm
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from app import clock
from app.config import LANGUAGES
from app.models import User
from app.services.sign_in.attempts import is_locked, note_failure
from app.services.sign_in.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")


class SignInForm(LoginForm):
    """Address and password; every failure looks alike, and the fifth in a row locks."""

    remember = None

    def validate(self, **keywords: Any) -> bool:
        """Check the password, and count it if it is wrong; a locked account takes none."""
        passed = bool(super().validate(**keywords))
        if not isinstance(self.user, User):
            return passed
        now = clock.now()
        if is_locked(self.user, now):
            return False
        if not self.user_authenticated and self.password.data:
            note_failure(self.user, now=now)
        return passed


class CodeForm(FlaskForm):
    """A one-time code, or a recovery code."""

    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(NEEDED), Length(max=20, message=TOO_LONG)],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )


class AuthenticatorForm(CodeForm):
    """The first code of a new app."""

    code = StringField(
        lazy_gettext("The six digits that the app shows now"),
        [InputRequired(NEEDED), Length(max=20, message=TOO_LONG)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class CredentialForm(FlaskForm):
    """What a browser gives back when it has asked for a passkey."""

    credential = HiddenField(validators=[InputRequired(), Length(max=20_000)])


class NewPasskeyForm(CredentialForm):
    """A new passkey and what to call it."""

    name = StringField(
        lazy_gettext("What to call it"),
        [InputRequired(NEEDED), Length(max=80, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext("For instance: the office computer, my telephone."),
    )


class NewPasswordForm(FlaskForm):
    """A new password, typed twice."""

    new = PasswordField(
        lazy_gettext("New password"),
        [InputRequired(NEEDED), Length(min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD)],
        description=lazy_gettext(
            "At least %(count)s characters; a few words in a row are easy to remember.",
            count=SHORTEST_PASSWORD,
        ),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        lazy_gettext("The new password once more"),
        [EqualTo("new", message=lazy_gettext("The two are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(NewPasswordForm):
    """The present password, and a new one."""

    present = PasswordField(
        lazy_gettext("Present password"),
        [InputRequired(NEEDED)],
        render_kw={"autocomplete": "current-password"},
    )


class MailsForm(FlaskForm):
    """Which mails about one's units, and in which language."""

    weekly = BooleanField(
        lazy_gettext("The mail of the week"),
        description=lazy_gettext(
            "The verdict with its interval, what changed since the survey before, and what needs a "
            "look."
        ),
    )
    alarms = BooleanField(
        lazy_gettext("Signs of a fall"),
        description=lazy_gettext(
            "On the morning after answers pointed to a level ten points lower than before."
        ),
    )
    language = SelectField(
        lazy_gettext("Language of the mails"),
        choices=[SelectChoice(*pair) for pair in LANGUAGES.items()],
    )


class NameForm(FlaskForm):
    """What colleagues see instead of the address."""

    name = StringField(
        lazy_gettext("Name"),
        [Length(max=200, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
        render_kw={"autocomplete": "name"},
    )
