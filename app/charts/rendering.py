"""From a specification to SVG and PNG, by Vega in a process of its own.

Vega's engine holds Python's lock as long as it draws, 0.1 to 1.4 s, and takes 150 MB. In this
process every other thread, citizens' too, would wait for it. So it is run beside, one picture at
a time, and what was drawn is kept.
"""

import json
import subprocess  # our own program, with arguments of our own
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

DRAWER = Path(__file__).with_name("drawer.py")
LONGEST = 60
"""Seconds after which a drawing is given up."""
KEPT = 64
"""How many drawn pictures are kept; one is 20 to 400 kB, a PNG of a long table 5 MB."""
_one_at_a_time = Lock()


def to_json(spec: dict[str, Any]) -> bytes:
    """Write a specification; the same picture is the same bytes."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, indent=1).encode()


def to_svg(spec: dict[str, Any]) -> bytes:
    """Draw a picture as SVG."""
    return _svg(to_json(spec))


def to_png(spec: dict[str, Any]) -> bytes:
    """Draw a picture as PNG, sharp enough for a printed report."""
    return _png(to_json(spec))


@lru_cache(maxsize=KEPT)
def _svg(written: bytes) -> bytes:
    return _draw(written, "svg")


@lru_cache(maxsize=KEPT // 8)
def _png(written: bytes) -> bytes:
    return _draw(written, "png")


def _draw(written: bytes, wanted: str) -> bytes:
    with _one_at_a_time:
        done = subprocess.run(  # noqa: S603
            # Isolated: a module of this folder must not stand in for one of Python's own.
            [sys.executable, "-I", str(DRAWER), wanted],
            input=written,
            stdout=subprocess.PIPE,
            check=True,
            timeout=LONGEST,
        )
    return done.stdout


FORMATS: dict[str, tuple[str, str, Callable[[dict[str, Any]], bytes]]] = {
    "svg": ("image/svg+xml", ".svg", to_svg),
    "png": ("image/png", ".png", to_png),
    "json": ("application/json", ".vl.json", to_json),
}
"""Media type, ending and maker of every file a picture can be had as."""
