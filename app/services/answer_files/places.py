"""Units as they were on a day and as they are today, and where the codes hang."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.queries.answer_places import FormerName, PointFacts, list_former_names, point_facts
from app.queries.units import UnitFacts, list_units
from app.services.reporting.lineage import History


@dataclass(frozen=True, slots=True)
class Places:
    """What is said of where an answer was given."""

    history: History
    units: Mapping[int, UnitFacts]
    former: Mapping[int, list[FormerName]]
    points: Mapping[int, PointFacts]

    @classmethod
    def of_survey(cls, survey_id: int, today: date) -> "Places":
        """Read everything once."""
        units = {unit.id: unit for unit in list_units()}
        return cls(History.until(today), units, list_former_names(), point_facts(survey_id))

    def then(self, unit_id: int, day: date) -> FormerName | UnitFacts:
        """Give what has the code and the names of a unit on a day."""
        former = (name for name in self.former.get(unit_id, ()) if name.last_day >= day)
        return next(former, None) or self.units[unit_id]

    def today(self, unit_id: int) -> UnitFacts | None:
        """Give the one unit of today that has all of a unit; None where it was divided or ended."""
        heir = self.history.whole_heir(unit_id)
        return None if heir is None else self.units[heir]
