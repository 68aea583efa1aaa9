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
        """Press something a second time before the first has had any effect."""
        if self.has_touch:
            thing.scroll_into_view_if_needed()
            box = thing.bounding_box()
            middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            thing.page.touchscreen.tap(*middle)
            thing.page.touchscreen.tap(*middle)
        else:
            thing.dblclick(no_wait_after=True)


DEVICES = [
    Device("phone", HANDHELD),
    Device("phone without JavaScript", {**HANDHELD, "java_script_enabled": False}),
    Device("desktop", {"viewport": DESKTOP}),
]
