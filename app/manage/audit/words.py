"""What the audit's pages call actors, things and details."""

import json
from typing import Any

from flask_babel import lazy_gettext

from app.models import AuditActor, AuditEvent
from app.words import say

ACTOR_KINDS = {
    "person": lazy_gettext("Member of staff"),
    "service": lazy_gettext("Program"),
    "command": lazy_gettext("Command on the machine"),
    "system": lazy_gettext("The service itself"),
}

THINGS = {
    "account": lazy_gettext("Account"),
    "audit": lazy_gettext("Audit"),
    "demonstration": lazy_gettext("Demonstration"),
    "draft": lazy_gettext("Draft"),
    "kind": lazy_gettext("Kind of data"),
    "notice": lazy_gettext("Notice"),
    "page": lazy_gettext("Page"),
    "point": lazy_gettext("Collection point"),
    "questionnaire": lazy_gettext("Questionnaire"),
    "register": lazy_gettext("Register of personal data"),
    "service": lazy_gettext("Administrative procedure"),
    "setting": lazy_gettext("Setting"),
    "survey": lazy_gettext("Survey"),
    "target": lazy_gettext("Target"),
    "task": lazy_gettext("Task"),
    "unit": lazy_gettext("Unit"),
}
"""Kinds of things that pages have a word for; another one is shown by its short name."""


def actor_name(actor: AuditActor) -> str:
    """Name an actor; one whose name was erased is still told from the others by its id."""
    return actor.name or say("name erased (%(id)s)", id=actor.id)


def thing_name(thing: str) -> str:
    """Name what an event is about."""
    kind, _, number = thing.partition(":")
    words = str(THINGS.get(kind, kind))
    return f"{words} {number}".strip()


def details_of(event: AuditEvent) -> list[tuple[str, str]]:
    """Give the details of an event, one name and value each."""
    found: dict[str, Any] = json.loads(event.details)
    return [(name, shown(value)) for name, value in found.items()]


def shown(value: object) -> str:
    """Write a detail so that a reader sees what it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
