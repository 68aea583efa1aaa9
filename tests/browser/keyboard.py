"""The keyboard on a page: Tab reaches each control, in reading order, and one sees where.

Truth leaned on: where Chromium puts the focus, and what it draws there.
"""

from typing import Any

MOST_STOPS = 40
"""Further down are more links of long tables, alike."""

FROM_THE_TOP = """() => {
  // Where a field was focused, Tab would go on from there; from the body it begins anew.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""

PREPARE = """most => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe,"
    + " [tabindex='0']";
  const controls = [...document.querySelectorAll(wanted)]
    .filter(one => one.checkVisibility() && !one.matches(":disabled"));
  // All rows of a question are one stop: arrow keys move among them.
  const first = one => one.type !== "radio" ? one
    : controls.find(other => other.type === "radio" && other.name === one.name);
  const look = one => [one, one.closest("label") || one].map(getComputedStyle)
    .map(style => [style.outline, style.boxShadow, style.borderColor, style.position].join())
    .join();
  const unfocused = new Map(controls.map(one => [one, look(one)]));
  const stops = controls.filter(one => first(one) === one).slice(0, most);
  window.whereIsTheFocus = () => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    return {
      stop: stops.indexOf(first(at)),
      // In a frame the focus is on a control of the page inside, which is looked at by itself.
      isSeen: (at.tagName === "IFRAME" || look(at) !== unfocused.get(at))
        && box.bottom > 0 && box.top < innerHeight,
      html: at.outerHTML.slice(0, 120),
    };
  };
  return stops.length;
}"""


def walk_by_keyboard(page: Any) -> None:
    """Go through a page by Tab alone, and hold it to where the focus goes and is seen."""
    page.evaluate(FROM_THE_TOP)
    count = page.evaluate(PREPARE, MOST_STOPS)
    reached: list[int] = []
    while len(reached) < count:
        page.keyboard.press("Tab")
        at = page.evaluate("whereIsTheFocus()")
        if reached and at["stop"] == reached[-1]:
            continue  # the parts of a date
        assert at["stop"] == len(reached), at["html"]
        assert at["isSeen"], at["html"]
        reached.append(at["stop"])
