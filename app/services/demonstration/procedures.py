"""Procedures of the demonstration, and the counters that hand out result slips for each.

Their names are those of the national list, some of them shortened; codes are the demonstration's
own. In a ward the first counter is for civil status and certification, the second for business,
building and land, the third for social protection.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from app.extensions import db
from app.models import Service
from app.services.demonstration.institutions import PROVINCE_CODE
from app.services.demonstration.organisation import Place

PROCEDURES = Path(__file__).parent / "procedures.csv"
COUNTERS_IN_A_WARD = 3


def store_services() -> dict[str, list[Service]]:
    """Store the procedures; give those with result slips by where these are handed out."""
    at: dict[str, list[Service]] = defaultdict(list)
    with PROCEDURES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            where = row.pop("at")
            service = Service(**row, demonstration=True)
            db.session.add(service)
            if where:
                at[where].append(service)
    db.session.flush()
    return at


def counters_of(places: Sequence[Place]) -> dict[str, list[Place]]:
    """Sort counters by what they are for: `2` is the provincial one, `ward-2` is in every ward."""
    found: dict[str, list[Place]] = defaultdict(list)
    wards = {
        place.body.code for place in places if place.unit.code.endswith(f"-{COUNTERS_IN_A_WARD:02}")
    }
    for place in places:
        centre, _, number = place.unit.code.rpartition("-")
        if centre == f"{PROVINCE_CODE}-HCC":
            found[str(int(number))].append(place)
        elif place.body.code in wards:
            found[f"ward-{int(number)}"].append(place)
    return found
