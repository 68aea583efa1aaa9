"""Reading what was typed for a setting, or saying in one sentence what is wrong with it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext

from app.errors import LangNgheError
from app.opening_hours import WrongHours, read_week
from app.services.settings.declarations import Declared, Kind
from surveys.plain_text import one_line


class WrongValue(LangNgheError):
    """A setting cannot have this value; the message says why, beside the field."""


def checked_value(declared: Declared, raw: object) -> Any:
    """Turn what was typed into the setting's value; raises `WrongValue`."""
    return CHECKS[declared.kind](declared, raw)


def checked_text(declared: Declared, raw: object) -> str:
    """Read a line of text within its bounds."""
    text = one_line(str(raw or ""))
    if len(text) < declared.least:
        raise WrongValue(gettext("Please fill this in."))
    if len(text) > declared.most:
        raise WrongValue(gettext("At most %(most)s characters.", most=declared.most))
    return text


def checked_link(declared: Declared, raw: object) -> str:
    """Read an address of the web; a citizen's browser follows it, so no other scheme."""
    text = checked_text(declared, raw)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in text:
        raise WrongValue(gettext("An address begins with https:// and names a site."))
    return text


def checked_whole(declared: Declared, raw: object) -> int:
    """Read a whole number within its bounds."""
    text = str(raw).strip()
    bounds = {"least": declared.least, "most": declared.most}
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise WrongValue(gettext("A whole number from %(least)s to %(most)s.", **bounds))
    if not declared.least <= int(text) <= declared.most:
        raise WrongValue(gettext("A whole number from %(least)s to %(most)s.", **bounds))
    return int(text)


def checked_yes_no(_declared: Declared, raw: object) -> bool:
    """Read a tick."""
    return raw in (True, "y", "yes", "true", "on", "1")


def checked_hours(declared: Declared, raw: object) -> str:
    """Read the opening hours of a week."""
    text = checked_text(declared, raw)
    try:
        read_week(text)
    except WrongHours as error:
        raise WrongValue(wrong_hours_in_words(error)) from error
    return text


def wrong_hours_in_words(error: WrongHours) -> str:
    """Say which part of the hours cannot be read, and how it is written."""
    return str(
        gettext(
            "“%(part)s” cannot be read. Write a day or days, then the hours in order: "
            "T2-T6 07:30-11:30 13:30-17:00.",
            part=str(error),
        )
    )


def checked_choice(declared: Declared, raw: object) -> Any:
    """Read one of the choices."""
    for value in declared.choices:
        if str(raw) == str(value):
            return value
    raise WrongValue(gettext("Please choose one of the list."))


CHECKS: dict[Kind, Callable[[Declared, object], Any]] = {
    Kind.TEXT: checked_text,
    Kind.LINK: checked_link,
    Kind.WHOLE: checked_whole,
    Kind.YES_NO: checked_yes_no,
    Kind.CHOICE: checked_choice,
    Kind.HOURS: checked_hours,
}
"""How each kind of setting is read."""
