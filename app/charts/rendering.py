"""From a specification to SVG and PNG, by Vega itself inside this process; nothing is fetched.

The first picture of a process starts Vega's engine, about a second and 90 MB; until then nothing
is loaded, so that a process which only serves citizens stays small.
"""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import vl_convert
from fontpkg_be_vietnam_pro import ROOT as FONT_PACKAGE

VEGA_LITE = "6.4"
SHARPNESS = 2.0
KEPT = 64
"""How many drawn pictures are kept; one is 20 to 200 kB."""


@cache
def register_fonts() -> None:
    """Tell Vega where Be Vietnam Pro is, whose stacked marks are designed."""
    vl_convert.register_font_directory(str(FONT_PACKAGE / "files"))


def to_json(spec: dict[str, Any]) -> bytes:
    """Write a specification; the same picture is the same bytes."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, indent=1).encode()


def to_svg(spec: dict[str, Any]) -> bytes:
    """Draw a picture as SVG."""
    return _svg(to_json(spec)).encode()


def to_png(spec: dict[str, Any]) -> bytes:
    """Draw a picture as PNG, sharp enough for a printed report."""
    return _png(to_json(spec))


@lru_cache(maxsize=KEPT)
def _svg(written: bytes) -> str:
    register_fonts()
    svg: str = vl_convert.vegalite_to_svg(
        written.decode(), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    return svg


@lru_cache(maxsize=KEPT // 4)
def _png(written: bytes) -> bytes:
    png: bytes = vl_convert.svg_to_png(_svg(written), scale=SHARPNESS)
    return png


FORMATS: dict[str, tuple[str, str, Callable[[dict[str, Any]], bytes]]] = {
    "svg": ("image/svg+xml", ".svg", to_svg),
    "png": ("image/png", ".png", to_png),
    "json": ("application/json", ".vl.json", to_json),
}
"""Media type, ending and maker of every file a picture can be had as."""
