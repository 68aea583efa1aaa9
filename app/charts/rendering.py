"""From a specification to SVG and PNG, by Vega in a process of its own.

Vega's engine holds Python's lock as long as it draws, 0.1 to 1.4 s, and takes 150 MB. In this
process every other thread, citizens' too, would wait for it. So it is run beside, one order at
a time, and what was drawn is kept.
"""

import json
import subprocess  # our own program, with arguments of our own
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from struct import unpack
from threading import Lock
from typing import Any

DRAWER = Path(__file__).with_name("drawer.py")
LONGEST = 120
"""Seconds after which an order is given up."""
KEPT = 24 * 2**20
"""How many bytes of drawn pictures are kept; one is 30 to 900 kB."""
SVG, PLAIN, PNG = "svg", "plain", "png"
"""What can be ordered: with the letters inside, without them for programs that have the font,
and pixels."""
Order = tuple[dict[str, Any], str]
_one_at_a_time = Lock()
_kept: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()


def to_json(spec: dict[str, Any]) -> bytes:
    """Write a specification; the same picture is the same bytes."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, indent=1).encode()


def to_svg(spec: dict[str, Any]) -> bytes:
    """Draw a picture as SVG with the letters that it uses."""
    return draw([(spec, SVG)])[0]


def to_png(spec: dict[str, Any]) -> bytes:
    """Draw a picture as PNG, sharp enough for a printed report."""
    return draw([(spec, PNG)])[0]


def draw(orders: Sequence[Order]) -> list[bytes]:
    """Draw several pictures by one start of Vega; what was drawn before is not drawn again."""
    keys = [(wanted, to_json(spec)) for spec, wanted in orders]
    found = [_kept.get(key) for key in keys]
    if all(picture is not None for picture in found):
        return [picture for picture in found if picture is not None]
    with _one_at_a_time:
        drawn = {key: _kept[key] for key in keys if key in _kept}
        missing = [key for key in dict.fromkeys(keys) if key not in drawn]
        drawn |= zip(missing, _run(missing) if missing else (), strict=True)
        _keep(drawn)
    return [drawn[key] for key in keys]


def _keep(drawn: dict[tuple[str, bytes], bytes]) -> None:
    _kept.update(drawn)
    while sum(map(len, _kept.values())) > KEPT:
        _kept.popitem(last=False)


def _run(keys: Sequence[tuple[str, bytes]]) -> list[bytes]:
    done = subprocess.run(  # noqa: S603
        # Isolated: a module of this folder must not stand in for one of Python's own.
        [sys.executable, "-I", str(DRAWER)],
        input=json.dumps([(wanted, written.decode()) for wanted, written in keys]).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=LONGEST,
    )
    return list(_pictures(done.stdout, len(keys)))


def _pictures(written: bytes, count: int) -> list[bytes]:
    """Take the pictures apart: each comes behind its length."""
    pictures, at = [], 0
    for _ in range(count):
        (length,) = unpack(">Q", written[at : at + 8])
        pictures.append(written[at + 8 : at + 8 + length])
        at += 8 + length
    return pictures


FORMATS: dict[str, tuple[str, str, Callable[[dict[str, Any]], bytes]]] = {
    "svg": ("image/svg+xml", ".svg", to_svg),
    "png": ("image/png", ".png", to_png),
    "json": ("application/json", ".vl.json", to_json),
}
"""Media type, ending and maker of every file a picture can be had as."""
