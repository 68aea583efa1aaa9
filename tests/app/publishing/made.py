"""Publications of a survey of half a year, made at once."""

from datetime import UTC, date, datetime

from app.models import Publication
from app.services.publishing import Wanted, plan_publication, publish
from tests.factories import ACTOR

NOW = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)
JANUARY, MAY = datetime(2026, 1, 15, 3, tzinfo=UTC), datetime(2026, 5, 15, 3, tzinfo=UTC)


def wanted(survey, first=date(2026, 1, 1), last=date(2026, 6, 30), level="counter") -> Wanted:
    """Results of the counters in a period."""
    return Wanted(survey, first, last, level, "people_top2")


def made(choice: Wanted, reason: str = "") -> Publication:
    """Publish at once."""
    return publish(plan_publication(choice, today=TODAY), reason=reason, actor=ACTOR, now=NOW)
