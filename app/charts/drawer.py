"""Vega as a program of its own: specifications come in, pictures go out.

`python -I drawer.py < orders > pictures`. Orders are a JSON list of pairs: what is wanted of a
specification, and the specification as a text. Each picture comes as its length in eight bytes and
its bytes. It knows nothing of the service.

Fonts are the packaged ones, so that every machine measures and draws alike. A browser shows no
font of the page inside an `<img>`: an SVG for browsers carries the letters that it needs.
"""

import base64
import io
import json
import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from struct import pack
from typing import Any

import vl_convert
from fontpkg_be_vietnam_pro import ROOT as FONT_PACKAGE
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

VEGA_LITE = "6.4"
FONTS = Path(FONT_PACKAGE) / "files"
FAMILY, FACES = "Be Vietnam Pro", {400: "Regular", 700: "Bold"}
SHARPNESS, LONG, SHARPNESS_OF_LONG = 2.0, 2_000, 1.5
"""How many pixels a point of a picture takes; of one more than `LONG` points high, fewer."""
COLOURS, ALMOST_WHITE = 96, 253
"""Flat colours and their edges: what a picture needs, in a quarter of the bytes."""


def main() -> None:
    """Draw what stands on standard input; nothing is fetched from anywhere."""
    vl_convert.register_font_directory(str(FONTS))
    drawn: dict[str, str] = {}
    for wanted, written in json.load(sys.stdin):
        if written not in drawn:
            drawn[written] = vl_convert.vegalite_to_svg(
                written, vl_version=VEGA_LITE, allowed_base_urls=[]
            )
        picture = MAKERS[wanted](drawn[written])
        sys.stdout.buffer.write(pack(">Q", len(picture)) + picture)


def with_letters(svg: str) -> bytes:
    """Put the letters that an SVG uses into it."""
    texts = "".join(unescape(text) for text in re.findall(r">([^<]+)</t", svg))
    weights = [400, *([700] if 'font-weight="bold"' in svg else [])]
    faces = "".join(_face(weight, texts) for weight in weights)
    end = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:end]}<style>{faces}</style>{svg[end:]}".encode()


def _face(weight: int, texts: str) -> str:
    font = TTFont(FONTS / f"BeVietnamPro-{FACES[weight]}.ttf", recalcTimestamp=False)
    cut = subset.Subsetter(subset.Options(hinting=False, notdef_outline=True))
    cut.populate(text=texts)
    cut.subset(font)
    file = io.BytesIO()
    font.save(file)
    letters = base64.b64encode(file.getvalue()).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("data:font/ttf;base64,{letters}")}}'
    )


def as_png(svg: str) -> bytes:
    """Draw an SVG in pixels, sharp enough for a printed report."""
    height = float(_attribute(svg, "height"))
    scale = SHARPNESS_OF_LONG if height > LONG else SHARPNESS
    pixels = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
    flat = pixels.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # The tree of colours takes means: white would come out as 254.
    flat.putpalette([255 if part >= ALMOST_WHITE else part for part in flat.getpalette() or ()])
    file = io.BytesIO()
    flat.save(file, "PNG")
    return file.getvalue()


def _attribute(svg: str, name: str) -> Any:
    found = re.search(rf'<svg[^>]*\s{name}="([\d.]+)"', svg)
    return found.group(1) if found else 0


MAKERS: dict[str, Callable[[str], bytes]] = {
    "svg": with_letters,
    "plain": str.encode,
    "png": as_png,
}


if __name__ == "__main__":
    main()
