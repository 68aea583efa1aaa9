"""Changing settings: all of what was sent, or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import SettingValue
from app.services.auditing import record_event
from app.services.settings.checking import WrongValue, checked_value
from app.services.settings.declarations import SETTINGS
from app.services.settings.reading import forget, settings_in_force


class InvalidSettings(LangNgheError):
    """Some values cannot be; `mistakes` has a sentence for each setting's name."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in mistakes.items()))
        self.mistakes = dict(mistakes)


def change_settings(raw: Mapping[str, object], *, actor: Actor, now: datetime) -> list[str]:
    """Set what differs from the values in force, in one transaction; give the names.

    Raises `InvalidSettings` with every mistake; nothing is changed then.
    """
    values = checked_values(raw)
    in_force = settings_in_force()
    changed = [name for name, value in values.items() if value != in_force[name].value]
    for name in changed:
        db.session.add(SettingValue(name=name, value=values[name], set_at=now))
    for name in changed:
        record_event(
            "setting.change",
            actor=actor,
            thing=f"setting:{name}",
            unit_id=None,
            now=now,
            before=in_force[name].value,
            after=values[name],
        )
    db.session.commit()
    forget()
    return changed


def checked_values(raw: Mapping[str, object]) -> dict[str, Any]:
    """Check every value; raise `InvalidSettings` with all that is wrong."""
    values, mistakes = {}, {}
    for name, text in raw.items():
        try:
            values[name] = checked_value(SETTINGS[name], text)
        except WrongValue as error:
            mistakes[name] = str(error)
    if mistakes:
        raise InvalidSettings(mistakes)
    return values
