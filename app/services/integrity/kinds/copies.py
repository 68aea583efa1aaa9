"""Answer sheets that repeat each other item by item."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext

from analysis.quality.copies import LEAST_ANSWERED, repeated_sheets
from app.filters import number, whole
from app.flag_rules import REPEATED_SHEET
from app.services.integrity.kinds.kind import LEVEL, Kind, at_each_point
from app.services.integrity.sheets import Found, PointSheets


def find_copies(point: PointSheets) -> tuple[Found, ...] | None:
    """Look for one sheet found several times; each sheet of the point could have been the one."""
    if point.scores.shape[1] < LEAST_ANSWERED or point.n < 2:
        return None
    found = repeated_sheets(point.scores.astype(np.float64), level=LEVEL / point.n)
    in_order_of_arrival = sorted(found, key=lambda copies: copies.respondents)
    return tuple(
        Found(
            label=str(number),
            p_value=min(1.0, copies.p_value * point.n),
            answers=copies.respondents,
            figures={
                "n": len(copies.respondents),
                "items": int(point.answered[copies.respondents[0]]),
                "expected": copies.expected + 1,
            },
        )
        for number, copies in enumerate(in_order_of_arrival, 1)
    )


def in_words(figures: Mapping[str, Any]) -> str:
    """Say how many sheets are the same, and how many chance would give."""
    text: str = gettext(
        "%(n)s sheets have the same answer to each of %(items)s questions; given such a sheet, "
        "about %(expected)s of them would be usual.",
        n=whole(figures["n"]),
        items=whole(figures["items"]),
        expected=number(figures["expected"], 1),
    )
    return text


COPIES = Kind(
    REPEATED_SHEET,
    lazy_gettext("Sheets that are the same, question by question"),
    lazy_gettext(
        "Sheets that tick one answer nearly all along are left out of this, for many people do so; "
        "people who filled in a sheet together can still explain it."
    ),
    at_each_point(find_copies),
    in_words,
    least_ratings=LEAST_ANSWERED,
)
