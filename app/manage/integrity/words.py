"""Chances and bands in words: "about 1 in 2,000" is read where "p = 0.0005" is not."""

from math import floor, log10

from flask_babel import gettext

from app.filters import percent, whole
from app.services.integrity.withheld import Band

RAREST = 1e-6
OFTEN = 0.1
"""A larger chance is no rarity: it is told in per cent."""


def chance_in_words(p_value: float) -> str:
    """Say how often chance alone shows as much, with one figure that counts."""
    if p_value < RAREST:
        return str(gettext("less than 1 in %(times)s", times=whole(int(1 / RAREST))))
    if p_value > OFTEN:
        return str(gettext("about %(share)s", share=percent(p_value, 0)))
    times = 1 / p_value
    step = 10 ** floor(log10(times))
    return str(gettext("about 1 in %(times)s", times=whole(int(times / step + 0.5) * step)))


def band_words(band: Band) -> str:
    """Write the band of a count; a dash where it is not told."""
    least, below = band
    if least is None:
        return "–"
    return f"{whole(least)}–{whole(below - 1)}" if below else f"≥ {whole(least)}"
