"""Who is to get a mail on a day, of which units, and why."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.config import LANGUAGES
from app.models import MailKind, RoleName
from app.queries.digests import HeadOfUnit, last_mails, list_heads, list_units_held
from app.queries.units import list_units, parents_on
from app.services.digests.claiming import had_mail
from app.services.rights.deciding import scope_on, units_below

WEEK = timedelta(days=7)
REVIEWERS = frozenset({RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR, RoleName.AUDITOR})
"""Who may open the review list; a test holds this to the door of that page."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who may get a mail today.

    is_weekly : the mail of this week is due; else only a fresh alarm is a reason
    wants_alarms : whether alarms are told
    alarms_since : alarms of earlier days were told before
    reviewed : those of the units whose review list the person may open
    """

    user_id: int
    email: str
    language: str
    unit_ids: tuple[int, ...]
    is_weekly: bool
    wants_alarms: bool
    alarms_since: date
    reviewed: frozenset[int]

    @property
    def kind(self) -> MailKind:
        """Why the mail is sent."""
        return MailKind.WEEKLY if self.is_weekly else MailKind.ALARM

    @property
    def unit_id(self) -> int | None:
        """The unit the mail speaks of, None for several."""
        return self.unit_ids[0] if len(self.unit_ids) == 1 else None


def recipients_on(today: date) -> list[Recipient]:
    """List whoever may get a mail today; a fixed number of queries."""
    heads = list_heads(today, language=next(iter(LANGUAGES)))
    done = had_mail(today)
    by_person: dict[int, list[HeadOfUnit]] = {}
    for head in heads:
        if head.user_id not in done and (head.weekly or head.alarms):
            by_person.setdefault(head.user_id, []).append(head)
    if not by_person:
        return []
    last, last_weekly = last_mails(by_person), last_mails(by_person, MailKind.WEEKLY)
    monday = today - timedelta(days=today.weekday())
    tops, reviewed = top_units(today), reviewed_units(by_person, today)
    found = []
    for user_id, held in by_person.items():
        person = held[0]
        units = [u for head in held for u in (tops if head.unit_id is None else [head.unit_id])]
        is_weekly = person.weekly and last_weekly.get(user_id, date.min) < monday
        if not is_weekly and not person.alarms:
            continue
        found.append(
            Recipient(
                user_id=user_id,
                email=person.email,
                language=person.language,
                unit_ids=tuple(dict.fromkeys(units)),
                is_weekly=is_weekly,
                wants_alarms=person.alarms,
                # A mail of the morning tells the days before it.
                alarms_since=max(last.get(user_id, date.min), today - WEEK),
                reviewed=reviewed.get(user_id, frozenset()) & frozenset(units),
            )
        )
    return found


def top_units(today: date) -> list[int]:
    """List the units above which there is none."""
    parents = parents_on(today)
    return [
        unit.id
        for unit in list_units()
        if unit.id not in parents and (unit.valid_to is None or unit.valid_to >= today)
    ]


def reviewed_units(user_ids: dict[int, list[HeadOfUnit]], today: date) -> dict[int, frozenset[int]]:
    """Tell of which units' review list each person may know."""
    held = list_units_held(user_ids, REVIEWERS, today)
    if not held:
        return {}
    below = units_below(today)
    every = frozenset(unit.id for unit in list_units())
    scopes = {user_id: scope_on(unit_ids, below) for user_id, unit_ids in held.items()}
    return {
        user_id: every if scope.unit_ids is None else scope.unit_ids
        for user_id, scope in scopes.items()
    }
