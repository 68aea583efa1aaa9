"""What an analysis returns: frozen records that carry their method and confidence level."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval for a share or mean.

    `low` and `high` are on the scale of the estimate (shares: 0 to 1), never rounded.
    """

    low: float
    high: float
    confidence_level: float
    method: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of a result must know, as data: a `code` and what it is about."""

    code: str
    about: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """An index of one domain with all that is needed to defend it.

    `value`, `se` and the interval share one scale; `n` counts respondents, unweighted;
    `n_eff` is the effective size, `deff` the design effect against a simple random sample with
    replacement, `dispersion` is φ = n v_wr / (R(1 − R)) of statistics.md 3.5. A quantity that is
    undefined (a design effect at zero variance) is None, never NaN.

    `source` is the claim the figure can carry, `drawn` or `voluntary` (section 1); `counted` is
    the unit counted, `person` or `answer`; `answered_items` is the mean number of items behind
    each respondent.
    """

    value: float
    se: float
    df: float
    n: int
    interval: Interval
    formula: str
    n_eff: float | None = None
    deff: float | None = None
    dispersion: float | None = None
    formula_version: int = 1
    counted: str | None = None
    source: str | None = None
    answered_items: float | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainEstimate:
    """One row of a table by domain; `estimate` is None where nobody answered: not 0 %."""

    domain: str
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Moments:
    """What an interval for a share needs to know of one or many domains (arrays of one shape).

    Every field holds floats, one entry per domain; `of` builds it from numbers or sequences.

    value : the ratio R, from 0 to 1
    variance : of R, with population correction
    variance_wr : of R, as if drawn with replacement (no population correction)
    n : respondents with an answer in the item set, unweighted
    df : degrees of freedom (clusters minus strata with domain members)
    correction : g of statistics.md 3.5, Σw²(1−f)/Σw²; 1 without population counts, 0 in a census
    weight_effect : Kish's n Σw²/(Σw)²
    cluster_size : mean respondents per primary sampling unit; 1 for element samples
    simple : 1 where the data are one 0/1 item in an unweighted simple random sample, else 0
    """

    value: Floats
    variance: Floats
    variance_wr: Floats
    n: Floats
    df: Floats
    correction: Floats
    weight_effect: Floats
    cluster_size: Floats
    simple: Floats

    @classmethod
    def of(
        cls,
        value: Any,
        variance_wr: Any,
        n: Any,
        df: Any,
        *,
        variance: Any = None,
        correction: Any = 1.0,
        weight_effect: Any = 1.0,
        cluster_size: Any = 1.0,
        simple: Any = 0.0,
    ) -> "Moments":
        """Broadcast numbers or sequences to one shape; `variance` defaults to `variance_wr`."""
        given = (value, variance_wr if variance is None else variance, variance_wr, n, df)
        rest = (correction, weight_effect, cluster_size, simple)
        arrays = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (*given, *rest)))
        return cls(*arrays)
