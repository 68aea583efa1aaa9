"""The values in force, remembered for some seconds, in every process alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from app.extensions import db
from app.models import SettingValue
from app.services.settings.declarations import SETTINGS
from app.short_cache import ShortCache

SECONDS = 5.0
"""How old a value may be: a change reaches every process within this time."""


@dataclass(frozen=True)
class InForce:
    """A setting's value and the moment it was set, None for the value it has until then."""

    value: Any
    since: datetime | None


def setting(name: str) -> Any:
    """Give the value of a setting. An unknown name is a mistake of ours: `KeyError`."""
    return remembered()[name].value


def remembered() -> Mapping[str, InForce]:
    """Give every setting's value in force, at most some seconds old."""
    return cache().get("settings", settings_in_force)


def cache() -> ShortCache[str, Mapping[str, InForce]]:
    """Give this application's memory of its settings."""
    found: ShortCache[str, Mapping[str, InForce]] = current_app.extensions.setdefault(
        "setting_values", ShortCache(seconds=SECONDS, largest=1)
    )
    return found


def forget() -> None:
    """Forget what is remembered, after a change."""
    current_app.extensions.pop("setting_values", None)


def settings_in_force() -> dict[str, InForce]:
    """Read every setting's value in force from the database."""
    last = select(func.max(SettingValue.id)).group_by(SettingValue.name)
    rows = db.session.execute(
        select(SettingValue.name, SettingValue.value, SettingValue.set_at).where(
            SettingValue.id.in_(last)
        )
    )
    stored = {row.name: InForce(row.value, row.set_at) for row in rows}
    return {name: stored.get(name) or InForce(value_until_set(name), None) for name in SETTINGS}


def value_until_set(name: str) -> Any:
    """Give the value of a setting nobody has set: the operator's, or ours."""
    declared = SETTINGS[name]
    if declared.config is None:
        return declared.default
    return getattr(current_app.extensions["settings"], declared.config)
