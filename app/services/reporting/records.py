"""The frozen rows that every page, file and report of results takes, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from analysis.quality.price import Price
from analysis.verdict import Doubt
from app.queries.units import UnitFacts
from app.services.reporting.readable_periods import Readable


class Outcome(StrEnum):
    """What can be said of a unit against its target; the first four are those of `analysis`."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    WITHHELD = "withheld"
    NO_ANSWERS = "no_answers"
    NO_TARGET = "no_target"


class Weighting(StrEnum):
    """How the answers of several units became one figure."""

    ONE_UNIT = "one_unit"
    DOSSIERS = "dossiers"
    FRAMES = "frames"  # by the lists that a sample of dossiers was drawn from
    POOLED = "pooled"  # for want of dossier counts; a data check more than a result


class Origin(StrEnum):
    """How an answer came about; the three are strata, shown apart and together."""

    VERIFIED = "verified"
    OPEN = "open"
    ASSISTED = "assisted"


class Kept(StrEnum):
    """Which answers a figure rests on."""

    COUNTED = "counted"
    WITH_EXCLUDED = "with_excluded"
    WITHOUT_FLAGGED = "without_flagged"


@dataclass(frozen=True, slots=True)
class FormulaFacts:
    """The formula of an index, as it stands in every output.

    `low` and `high` are the ends of its scale: 0 and 1 for a share, 0 and 100, 1 and 5.
    """

    id: str
    version: int
    factor: str | None
    counted: str
    low: float
    high: float

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share, to be shown in percent."""
        return self.high == 1.0

    def at(self, share: float) -> float:
        """Give the value on the formula's scale that a share of its length stands for."""
        return self.low + (self.high - self.low) * share


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target, as a share of the scale's length, and the document that sets it."""

    value: float
    source_vi: str
    source_en: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An index of one unit on its formula's scale, with its interval; nothing is rounded.

    `n` counts the people behind it, `weight_effect` is Kish's design effect of the weights.
    `share` is the index from 0 to 1, as intervals and targets see it; `share_low` and
    `share_high` are its limits.

    `variance` of the share and `df` of n_eff serve comparisons; they are not written into files
    (`UNWRITTEN`) and None in a figure that is read from one.
    """

    value: float
    low: float
    high: float
    share: float
    share_low: float
    share_high: float
    n: int
    n_eff: float
    weight_effect: float
    method: str
    doubts: tuple[Doubt, ...]
    variance: float | None = field(default=None, compare=False)
    df: float | None = field(default=None, compare=False)


UNWRITTEN = frozenset({"variance", "df"})


def written(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dict of a record's fields for `asdict`, without those that are not written."""
    return {name: value for name, value in pairs if name not in UNWRITTEN}


@dataclass(frozen=True, slots=True)
class Silent:
    """What those who did not answer could change (statistics.md 13); shares from 0 to 1.

    `worst_low` and `worst_high` bound the level of all dossiers. `tipping_share` is the level
    among the silent at which the whole stands exactly at the target, None where that cannot be.
    """

    worst_low: float
    worst_high: float
    tipping_share: float | None


@dataclass(frozen=True, slots=True)
class Population:
    """Dossiers behind a unit's answers; rates are shares, None where they cannot be known.

    `response_rate` counts the answers given on the days whose dossiers were counted; it can be
    above 1, and then something is wrong with one of the two counts.
    """

    dossiers: int
    first: date
    last: date
    on_time_rate: float | None
    response_rate: float | None
    coverage: float | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers received and what became of them.

    `responses` are people, without the withdrawn and the excluded. `missing` are those among them
    who answered too few items to count. `skipped` and `not_applicable` count answers, over all
    items of the formula.
    """

    responses: int
    missing: int
    skipped: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same figure from other answers: with the excluded ones, or without the flagged ones.

    Where no answer makes a difference it is the figure itself. `figure` is None where so few do
    that they would be given away (`outcome` withheld), and where no answer is left.
    """

    kept: Kept
    figure: Figure | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class OriginFigure:
    """The same figure from the answers of one origin alone.

    `figure` is None (`outcome` withheld) where it goes together with others: it is too small, or
    would give one away. `coverage` is the share of the unit's dossiers that belong to units with
    such answers: a sample at six counters of sixteen says nothing of the other ten.
    """

    origin: Origin
    figure: Figure | None
    outcome: Outcome
    weighting: Weighting | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A second target beside the first, and what the same figure says against it."""

    target: TargetFacts
    outcome: Outcome


class PartKind(StrEnum):
    """What a part of a unit's answers is."""

    VALUE = "value"
    MISSING = "missing"  # without a value: no service named, no answer given
    TOGETHER = "together"  # parts that are too small alone, or would give one away


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a unit's answers: those of one value of a dimension.

    dimension : its id; id : of the value, for addresses and files
    names : in Vietnamese and English, None where a table of words has them
    values : how many parts it puts together
    coverage : share of the unit's dossiers that belong to units with such answers
    """

    dimension: str
    id: str
    kind: PartKind
    names: tuple[str, str | None] | None
    values: int
    coverage: float | None


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One unit's line of results.

    Where `outcome` is withheld or no_answers, `figure`, `counts`, `silent` and `answers_needed`
    are None and the response rate is gone: whoever gets the row cannot show what must be hidden.
    `price` is how many invented answers would change the verdict, None where there is no verdict or
    where answers weigh differently, so that it depends on where they are invented.
    `origins` divides the figure by how the answers came about; None where no part may be shown.
    `tree_of` is the day whose tree of units it stands in; None is that of the survey itself, whose
    last day is `survey_last`.
    `readable` says where the unit can be read, if it is withheld only because the period is too
    short. Of a part of a survey there are no `alternatives` and no `origins`.
    `part` says of which of the unit's answers alone the row speaks; None is all of them.
    """

    unit: UnitFacts
    parent: UnitFacts | None
    formula: FormulaFacts
    first: date
    last: date
    confidence_level: float
    minimum_cell: int
    outcome: Outcome
    target: TargetFacts | None
    figure: Figure | None
    counts: Counts | None
    population: Population | None
    weighting: Weighting
    silent: Silent | None
    answers_needed: int | None
    alternatives: tuple[Alternative, ...]
    beside: Beside | None
    demonstration: bool
    tree_of: date | None = None
    origins: tuple[OriginFigure, ...] | None = ()
    price: Price | None = None
    part: Part | None = None
    readable: Readable | None = None
    survey_last: date | None = None

    @property
    def tree_day(self) -> date:
        """The day on which units stood as they do here: parts of a survey have the tree of all."""
        return self.tree_of or self.survey_last or self.last

    @property
    def is_above_but_unproven(self) -> bool:
        """Whether to add "point estimate above the target" to "not enough evidence"."""
        return (
            self.outcome is Outcome.NOT_ENOUGH_EVIDENCE
            and self.figure is not None
            and self.target is not None
            and self.figure.share >= self.target.value
        )
