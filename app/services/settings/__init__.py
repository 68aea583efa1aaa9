"""Settings an administrator may change while the service runs: `setting("service_name")`."""

from app.services.settings.changing import InvalidSettings, change_settings
from app.services.settings.declarations import SETTINGS, Declared, Group, Kind
from app.services.settings.reading import InForce, setting, settings_in_force

__all__ = [
    "SETTINGS",
    "Declared",
    "Group",
    "InForce",
    "InvalidSettings",
    "Kind",
    "change_settings",
    "setting",
    "settings_in_force",
]
