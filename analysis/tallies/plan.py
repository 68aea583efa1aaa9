"""What is tallied: the items of a questionnaire and the measures wanted of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from analysis.answers import FIVE_POINTS, Scale
from analysis.arguments import choice, number
from analysis.errors import AnalysisError
from analysis.indices import INDICES
from analysis.indices.base import LEAST_ANSWERED, Index


@dataclass(frozen=True, slots=True)
class Measure:
    """One index over named items; `name` tells it from the others of a plan."""

    name: str
    formula: str
    items: tuple[str, ...]

    @property
    def index(self) -> Index:
        """The formula's definition."""
        return INDICES[self.formula]


@dataclass(frozen=True, slots=True)
class TallyPlan:
    """Items in the order of the answer sheet's columns, their scale, and the measures.

    Tallies can be merged only under equal plans. Build a plan with `of`.
    """

    items: tuple[str, ...]
    measures: tuple[Measure, ...]
    scale: Scale = FIVE_POINTS
    least_answered: float = LEAST_ANSWERED

    @classmethod
    def of(
        cls,
        items: Sequence[str],
        measures: Iterable[Measure] = (),
        *,
        scale: Scale = FIVE_POINTS,
        least_answered: float = LEAST_ANSWERED,
    ) -> Self:
        """Check and build a plan; the share of satisfied people per item is always in it.

        Raises
        ------
        AnalysisError
            If names repeat, an item or formula is unknown, or a formula does not fit its items.
        """
        number("least_answered", least_answered, low=0, high=1)
        every = (*(Measure(item, "people_top2", (item,)) for item in items), *measures)
        if not items or len({m.name for m in every}) < len(every):
            raise AnalysisError("items and measures need names, each its own")
        for measure in every:
            _check(measure, items, scale)
        return cls(tuple(items), every, scale, least_answered)

    @property
    def names(self) -> tuple[str, ...]:
        """The measures' names in order."""
        return tuple(measure.name for measure in self.measures)

    def position(self, name: str) -> int:
        """Place of a measure."""
        return self.names.index(choice("measure", name, self.names))


def standard_measures(
    items: Sequence[str],
    *,
    overall: str | None = None,
    factors: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Measure, ...]:
    """Every index of design.md section 4: over all `items`, the overall item, and each factor.

    Measures are named by their formula id, those of a factor ``factor_items_top2:<factor>``.
    `overall` is an item of the sheet that is not among `items`.
    """
    ids = ("items_top2", "all_items_top2", "mean_100", "mean_5")
    whole = [Measure(name, name, tuple(items)) for name in ids]
    if overall is not None:
        whole.insert(0, Measure("people_top2", "people_top2", (overall,)))
    parts = [
        Measure(f"factor_{name}:{factor}", f"factor_{name}", tuple(members))
        for factor, members in (factors or {}).items()
        for name in ids
    ]
    return (*whole, *parts)


def _check(measure: Measure, items: Sequence[str], scale: Scale) -> None:
    choice("formula", measure.formula, INDICES)
    unknown = set(measure.items) - set(items)
    if unknown or not measure.items or len(set(measure.items)) < len(measure.items):
        raise AnalysisError(f"{measure.name}: items must be different ones of the sheet")
    measure.index.check_items(len(measure.items))
    measure.index.ends(scale)
