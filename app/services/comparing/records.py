"""The frozen records of a comparison."""

from dataclasses import dataclass
from enum import StrEnum

from analysis.change import Difference
from app.models import Survey
from app.queries.units import UnitFacts
from app.services.reporting.changes import Incomparable
from app.services.reporting.differences import Direction
from app.services.reporting.naming import Naming
from app.services.reporting.records import Figure, FormulaFacts, IndexRow, Origin, Part


@dataclass(frozen=True, slots=True)
class Shared:
    """What a comparison of two groups over the places they share rests on.

    by_dossiers : whether places weigh by their dossiers, or by the answers of both groups
    dossiers : share of the unit's dossiers that belong to these places, None where not known
    answers, other_answers : share of each group's people of the unit who answered there
    """

    places: int
    by_dossiers: bool
    dossiers: float | None
    answers: float
    other_answers: float


class Apart(StrEnum):
    """Why the difference of two groups over several places is not told.

    NO_SHARED_PLACE : no place shows both, so it could be one of places
    PUT_TOGETHER : one is several small ones together, at each place others
    """

    NO_SHARED_PLACE = "no_shared_place"
    PUT_TOGETHER = "put_together"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures: the one compared, the one it is compared with, and their difference.

    `difference` is None where one of the two is withheld or not there. `origin` and
    `other_origin` name the groups, where it is groups that are compared, `part` and `other_part`
    parts of a dimension.

    coverages : shares of the unit's dossiers that belong to places with answers of each group
    apart : why their difference is not told, though both figures are; None where it is told
    shared : both figures are those of the places that show both groups, weighed alike
    """

    unit: UnitFacts
    other_unit: UnitFacts
    formula: FormulaFacts
    figure: Figure | None
    other_figure: Figure | None
    difference: Difference | None
    direction: Direction
    origin: Origin | None = None
    other_origin: Origin | None = None
    part: Part | None = None
    other_part: Part | None = None
    coverages: tuple[float | None, float | None] | None = None
    apart: Apart | None = None
    shared: Shared | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why two things are not compared, and what can be compared in their place.

    survey : the survey nearest in time that measured this index in the same way
    formula : another index that both surveys measured in the same way
    whole : the same of the whole survey, in the tree of its time
    """

    reason: Incomparable
    survey: Survey | None = None
    formula: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A comparison pair by pair, or why there is none.

    other : the survey compared with
    candidates : units that fit what was asked for, where that is not clear yet
    """

    pairs: tuple[Pair, ...]
    refusal: Refusal | None = None
    other: Survey | None = None
    candidates: tuple[UnitFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit among many: the places that the answers cannot rule out, and the lists it is on.

    best, worst : 1 is the highest
    group : 1 surely in the upper half, 3 surely in the lower half, 2 neither
    named : it may be published by name as not meeting its target
    inspect : it is worth an inspection
    """

    row: IndexRow
    best: int
    worst: int
    group: int
    named: bool
    inspect: bool


@dataclass(frozen=True, slots=True)
class Placing:
    """Units with a figure in the order asked for, and those without one.

    `draws` is how many simulated tables the places rest on; None where there are so many units
    that a wider bound took their place. `naming` is None where no unit has a figure.
    """

    placed: tuple[Placed, ...]
    hidden: tuple[IndexRow, ...]
    draws: int | None
    naming: Naming | None
