"""What a declaration says of a table, and the words that several of them share."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app.models import RoleName

TASK_OF_OFFICE = lazy_gettext("the agency’s task of measuring and improving its service")
DUTY_TO_ACCOUNT = lazy_gettext("the duty to account for who had access to what")
WORK = lazy_gettext("the person’s work for the agency")
CONSENT = lazy_gettext("consent: answering is voluntary, told before sending")
SECOND_FACTOR = lazy_gettext("to prove who signs in by a second factor")
WITH_THE_ACCOUNT = lazy_gettext("until the account is erased")


@dataclass(frozen=True)
class Kept:
    """What is kept in a table.

    columns : those that hold personal data
    setting : the setting with the days after which it goes, or None
    how_long : the rule in words, where no setting counts days
    seen_by : roles that can read it
    """

    title: Any
    what: Any
    columns: tuple[str, ...]
    purpose: Any
    basis: Any
    seen_by: tuple[RoleName, ...]
    setting: str | None = None
    how_long: Any = ""
