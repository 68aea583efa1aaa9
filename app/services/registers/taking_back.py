"""A dossier count of the wrong unit, period or channel is taken back: then it counts nowhere.

Corrected to 0 instead it would still stand for its days, and a half-year of 0 dossiers would hide
the months it holds.
"""

from datetime import datetime

from flask_babel import gettext

from app.actor import Actor
from app.extensions import db
from app.models import EnteredVia, Population
from app.queries.populations import KEY, list_entries_of_count
from app.services.auditing import record_event


def take_count_back(entry: Population, *, actor: Actor, now: datetime) -> None:
    """Add the row that takes a count back, in one transaction; one taken back stays as it is."""
    if list_entries_of_count(entry)[0].taken_back:
        return
    what = {column.key: getattr(entry, column.key) for column in KEY}
    db.session.add(
        Population(
            **what,
            received=None,
            handled=0,
            on_time=0,
            late=0,
            refused=0,
            source=gettext("taken back"),
            entered_at=now,
            via=EnteredVia.FORM,
            taken_back=True,
        )
    )
    record_event(
        "population.take_back",
        actor=actor,
        thing=f"unit:{entry.unit_id}",
        unit_id=entry.unit_id,
        now=now,
        first=entry.period_start.isoformat(),
        last=entry.period_end.isoformat(),
    )
    db.session.commit()
