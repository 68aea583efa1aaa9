"""How many answers a review list tells of: nothing of units that results withhold, bands of others.

Results give exact counts. Counts of other answers beside them, or of a unit's points, could be
subtracted from these; bands cannot.
"""

from app.models import Survey
from app.services.reporting.hours import BANDS, band
from app.services.reporting.report import open_report
from app.services.reporting.withheld import withheld_units

WIDER = (*BANDS, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)

Band = tuple[int | None, int | None]


def withheld_places(survey: Survey) -> frozenset[int]:
    """Give the units whose figures of the whole survey are hidden."""
    return withheld_units(open_report(survey, survey.opens_on, survey.closes_on))


def answers_told(n: int, unit_id: int, withheld: frozenset[int], minimum: int) -> Band:
    """Give the band of a count; nothing of a unit that is withheld, nor of a few answers."""
    return (None, None) if unit_id in withheld else count_told(n, minimum)


def count_told(n: int, minimum: int) -> Band:
    """Give the band of a count that belongs to no single unit."""
    return band(n, minimum, WIDER)
