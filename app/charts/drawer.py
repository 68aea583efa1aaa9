"""Vega as a program of its own: a specification comes in, a picture goes out.

`python -I drawer.py svg < specification > picture`. It knows nothing of the service.
"""

import sys

import vl_convert
from fontpkg_be_vietnam_pro import ROOT as FONT_PACKAGE

VEGA_LITE = "6.4"
SHARPNESS = 2.0


def main(wanted: str) -> None:
    """Draw what stands on standard input; nothing is fetched from anywhere."""
    vl_convert.register_font_directory(str(FONT_PACKAGE / "files"))
    written = sys.stdin.buffer.read().decode()
    svg: str = vl_convert.vegalite_to_svg(written, vl_version=VEGA_LITE, allowed_base_urls=[])
    drawn = vl_convert.svg_to_png(svg, scale=SHARPNESS) if wanted == "png" else svg.encode()
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main(sys.argv[1])
