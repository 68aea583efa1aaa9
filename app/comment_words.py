"""The words around what people wrote: what was taken out of it, and its months."""

from typing import Any

from flask_babel import lazy_gettext

from app.services.comments.marks import Personal, parts
from app.services.comments.preparing import first_of_month

PERSONAL: dict[Personal, Any] = {
    Personal.NAME: lazy_gettext("name"),
    Personal.PHONE: lazy_gettext("phone number"),
    Personal.EMAIL: lazy_gettext("e-mail address"),
    Personal.LINK: lazy_gettext("link"),
    Personal.DOSSIER: lazy_gettext("dossier number"),
    Personal.IDENTITY: lazy_gettext("identity paper"),
    Personal.PLATE: lazy_gettext("number plate"),
    Personal.BIRTH: lazy_gettext("date of birth"),
    Personal.NUMBER: lazy_gettext("number"),
    Personal.BY_HAND: lazy_gettext("taken out by hand"),
}


def in_words(masked: str) -> str:
    """Write a masked text as a file shows it: "[name]" where one was taken out."""
    return "".join(
        f"[{PERSONAL[part.personal]}]" if part.personal else part.text for part in parts(masked)
    )


def month_words(months: range) -> str:
    """Write the months that a comment is of as mm/yyyy, or mm/yyyy – mm/yyyy."""
    ends = dict.fromkeys(first_of_month(n).strftime("%m/%Y") for n in (months[0], months[-1]))
    return " – ".join(ends)
