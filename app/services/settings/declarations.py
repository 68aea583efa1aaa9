"""Every setting of the settings page: its kind, its bounds, its words, and its value until set.

To add one: a line in `SETTINGS`, and its words in the translations. What an operator sets before
the service starts (secrets, the database) stands in `app/config.py` instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext


class Kind(StrEnum):
    """What a setting holds."""

    TEXT = "text"
    LINK = "link"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    HOURS = "hours"


class Group(StrEnum):
    """Where a setting stands on the page."""

    SERVICE = "service"
    SURVEYS = "surveys"
    RETENTION = "retention"


@dataclass(frozen=True)
class Declared:
    """One setting.

    least, most : bounds of a number, or of the length of a text
    config : the field of `app.config.Settings` that gives the value until one is set
    choices : value and words of each choice
    """

    kind: Kind
    group: Group
    title: Any
    explanation: Any
    default: Any = ""
    least: int = 0
    most: int = 200
    config: str | None = None
    choices: Mapping[Any, Any] = field(default_factory=dict)


def days(title: Any, explanation: Any, *, default: int, least: int, most: int) -> Declared:
    """Declare how many days a kind of data is kept."""
    return Declared(Kind.WHOLE, Group.RETENTION, title, explanation, default, least, most)


SETTINGS: dict[str, Declared] = {
    "service_name": Declared(
        Kind.TEXT,
        Group.SERVICE,
        lazy_gettext("Name of the service"),
        lazy_gettext("Stands above every page of staff and in invitations."),
        default="Lắng Nghe",
        least=1,
        most=60,
    ),
    "province_name": Declared(
        Kind.TEXT,
        Group.SERVICE,
        lazy_gettext("Name of the province"),
        lazy_gettext(
            "As it stands on official papers, for instance “Tỉnh Phú Thọ”. Citizens read it on the "
            "first page and in the privacy notice, staff above every page."
        ),
        most=100,
    ),
    "complaint_url": Declared(
        Kind.LINK,
        Group.SERVICE,
        lazy_gettext("Address for complaints"),
        lazy_gettext("Where a citizen can complain properly. Linked from every questionnaire."),
        config="COMPLAINT_URL",
        most=300,
    ),
    "contact": Declared(
        Kind.TEXT,
        Group.SERVICE,
        lazy_gettext("Who answers for personal data"),
        lazy_gettext("Office, address and telephone, as citizens read them in the privacy notice."),
        most=300,
    ),
    "second_person_publishing": Declared(
        Kind.YES_NO,
        Group.SURVEYS,
        lazy_gettext("A second person publishes"),
        lazy_gettext("Whoever drew up a questionnaire cannot publish it alone."),
        default=False,
    ),
    "second_person_signing": Declared(
        Kind.YES_NO,
        Group.SURVEYS,
        lazy_gettext("A second person signs reports"),
        lazy_gettext(
            "Whoever made a report cannot sign it off. Only where one person alone has this right "
            "is there a reason to switch it off: then a report bears the word of one person."
        ),
        default=True,
    ),
    "second_person_results": Declared(
        Kind.YES_NO,
        Group.SURVEYS,
        lazy_gettext("A second person makes results public"),
        lazy_gettext("Whoever chose the results cannot publish them alone."),
        default=False,
    ),
    "default_minimum_cell": Declared(
        Kind.WHOLE,
        Group.SURVEYS,
        lazy_gettext("Smallest group shown"),
        lazy_gettext("For new surveys. Results of fewer people are withheld."),
        default=5,
        least=3,
        most=20,
    ),
    "default_confidence_level": Declared(
        Kind.CHOICE,
        Group.SURVEYS,
        lazy_gettext("Confidence level"),
        lazy_gettext("For new surveys."),
        default=0.95,
        choices={0.90: "90 %", 0.95: "95 %", 0.99: "99 %"},
    ),
    "opening_hours": Declared(
        Kind.HOURS,
        Group.SURVEYS,
        lazy_gettext("Opening hours of counters"),
        lazy_gettext(
            "For example “T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30”. T2 is Monday, CN Sunday. "
            "Answers at a counter outside of them are looked at; units can have hours of their own."
        ),
        default="T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30",
        most=200,
    ),
    "keep_comments_days": days(
        lazy_gettext("Free text of citizens"),
        lazy_gettext("Counted from the answer. The ticked answers stay."),
        default=730,
        least=30,
        most=1825,
    ),
    "keep_left_accounts_days": days(
        lazy_gettext("Accounts of staff who have left"),
        lazy_gettext("Counted from the day the account was closed. Then name and address go."),
        default=365,
        least=30,
        most=1825,
    ),
    "keep_sessions_days": days(
        lazy_gettext("Sessions of staff"),
        lazy_gettext("Counted from the end of the session."),
        default=30,
        least=1,
        most=365,
    ),
    "keep_invitations_days": days(
        lazy_gettext("Invitations and links for a new password"),
        lazy_gettext("Counted from the day the link ran out."),
        default=30,
        least=1,
        most=365,
    ),
    "keep_audit_days": days(
        lazy_gettext("Audit events"),
        lazy_gettext("Who did what. The oldest ones go first; the rest can still be verified."),
        default=1825,
        least=730,
        most=7300,
    ),
    "keep_mails_days": days(
        lazy_gettext("Mails to heads of units"),
        lazy_gettext("That a mail was sent, and the files of mails if no host takes them."),
        default=90,
        least=30,
        most=365,
    ),
    "keep_task_runs_days": days(
        lazy_gettext("Runs of tasks"),
        lazy_gettext("What ran when, and how it ended."),
        default=90,
        least=7,
        most=730,
    ),
}
"""The settings, in the order of the page."""
