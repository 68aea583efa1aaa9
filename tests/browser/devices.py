"""The devices that the whole path is walked on."""

from dataclasses import dataclass
from typing import Any

from tests.browser.chromium import DESKTOP, HANDHELD


@dataclass(frozen=True)
class Device:
    """A window's shape, and how its owner points at things."""

    name: str
    choices: dict[str, Any]

    @property
    def has_touch(self) -> bool:
        """Whether a finger points, and not a mouse."""
        return bool(self.choices.get("has_touch"))

    def press(self, thing: Any) -> None:
        """Tap or click something, given as Playwright's locator."""
        if self.has_touch:
            thing.tap()
        else:
            thing.click()

    def press_twice(self, thing: Any) -> None:
        """Press something a second time before the first has had any effect.

        Not by two taps: Chromium acknowledges none while a page gives way to the next, and the test
        would wait for ever.
        """
        thing.evaluate("thing => { thing.click(); thing.click(); }")


DEVICES = [
    Device("phone", HANDHELD),
    Device("phone without JavaScript", {**HANDHELD, "java_script_enabled": False}),
    Device("desktop", {"viewport": DESKTOP}),
]
