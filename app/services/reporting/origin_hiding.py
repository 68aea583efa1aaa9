"""Of which units the figure of an origin is hidden: the rule of every division (`Parts`).

An origin too small to show goes together with the smallest one beside it; the others are shown.
All indices are divided alike, for nearly the same people stand behind them.
"""

from collections.abc import Iterable, Mapping, Set

import numpy as np

from analysis.disclosure.parts import Parts, hidden_alike
from analysis.tallies.tally import A, B, N, Tally
from app.services.reporting.lineage import Lineage
from app.services.reporting.part_counts import counted_parts
from app.services.reporting.people_counts import people_in
from app.services.reporting.records import Origin
from app.services.reporting.scope import Scope
from app.services.reporting.two_trees import told_anew

HiddenOrigins = Mapping[Origin, frozenset[int]]
Divided = Mapping[str, Mapping[Origin, Tally]]
"""The tallies by origin of each measure."""


def hidden_origins(
    scope: Scope, divided: Divided, hidden: Set[int], *, minimum: int
) -> HiddenOrigins:
    """Decide for each origin of which units it is hidden.

    Parameters
    ----------
    scope
        The tree of the survey.
    divided
        What is tallied of each measure.
    hidden
        Units whose figures are hidden: so are all their parts.
    minimum
        The survey's minimum cell.
    """
    measures = [_parts(scope, found, name) for name, found in divided.items() if found]
    units = np.array(list(scope.units))
    unseen = np.isin(units, list(hidden))
    if not measures:
        return {}
    table = hidden_alike(measures, minimum=minimum, hidden_units=unseen)
    columns = zip(Origin, table.T, strict=True)
    return {origin: frozenset({*hidden, *units[column].tolist()}) for origin, column in columns}


def hidden_origins_today(
    lineage: Lineage, then: HiddenOrigins, divided: Divided, hidden: frozenset[int]
) -> HiddenOrigins:
    """Find for each origin the units of today that do not follow from figures of the survey."""
    return {
        origin: hidden.union(
            *(
                told_anew(lineage, unseen, people_in(found[origin], name))
                for name, found in divided.items()
                if origin in found
            )
        )
        for origin, unseen in then.items()
    }


def _parts(scope: Scope, found: Mapping[Origin, Tally], measure: str) -> Parts:
    places = [(list(Origin).index(origin), tally) for origin, tally in found.items()]
    units = _joined(tally.cells.astype(np.int64) for _, tally in places)
    parts = _joined(np.full(tally.cells.size, place) for place, tally in places)
    sums = _joined(
        tally.sums[:, tally.plan.position(measure), :][:, [N, A, B]] for _, tally in places
    )
    return counted_parts(scope, units, parts, sums, len(Origin))


def _joined(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate(list(arrays))
