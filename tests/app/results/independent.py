"""The statistics of a result once more, from the formulas of the specification, in plain NumPy.

Nothing here is shared with the product: binomial tails come from `scipy.stats`, roots from
`brentq`, sums from the answers themselves.
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc
from scipy.stats import binom, norm, t


def binomial_mid_p(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Limits where half of the outcome itself is counted (Lancaster 1961)."""
    tail = (1 - level) / 2

    def upper_tail(p: float) -> float:
        return binom.sf(k, n, p) + binom.pmf(k, n, p) / 2 - tail

    def lower_tail(p: float) -> float:
        return binom.cdf(k - 1, n, p) + binom.pmf(k, n, p) / 2 - tail

    low = 0.0 if k == 0 else brentq(upper_tail, 1e-12, 1 - 1e-12, xtol=1e-14)
    high = 1.0 if k == n else brentq(lower_tail, 1e-12, 1 - 1e-12, xtol=1e-14)
    return low, high


class Strata:
    """Moments of R = Σ w a / Σ w b over strata that share one weight each (2.2, 3.1, 3.2)."""

    def __init__(self, strata: list[tuple[float, list[float], list[float]]]) -> None:
        weight = [
            np.full(len(a), total / len(a)) for total, a, _ in strata
        ]  # N over the answers of each
        a, b = ([np.array(s[i], float) for s in strata] for i in (1, 2))
        divisor = sum((w * y).sum() for w, y in zip(weight, b, strict=True))
        self.value = sum((w * x).sum() for w, x in zip(weight, a, strict=True)) / divisor
        self.variance = 0.0
        for w, x, y in zip(weight, a, b, strict=True):
            score = w * (x - self.value * y) / divisor
            n = score.size
            centre = score.mean() if n > 1 else 0.0
            self.variance += n / max(n - 1, 1) * ((score - centre) ** 2).sum()
        counted = [int((y > 0).sum()) for y in b]
        every = np.concatenate([w[y > 0] for w, y in zip(weight, b, strict=True)])
        self.n = sum(counted)
        self.df = self.n - sum(1 for count in counted if count)
        self.weight_effect = self.n * (every**2).sum() / every.sum() ** 2

    @property
    def information(self) -> float:
        """ν of section 4.2."""
        return 4 * self.df * self.value * (1 - self.value)

    @property
    def dispersion(self) -> float:
        """φ̂ of section 4.2."""
        spread = self.value * (1 - self.value)
        return self.n * self.variance / spread if spread > 1e-12 else 0.0


def moderated_mid_p(
    unit: Strata, company: list[Strata] | None = None, level: float = 0.95
) -> tuple[float, float]:
    """The default limits of section 4.2, alone or with company."""
    nu, prior, kappa, df = unit.information, unit.weight_effect, 4, max(unit.df, 1)
    if company:
        total = sum(u.information for u in company)
        prior = sum(u.information * u.dispersion for u in company) / total
        kappa, df = 8, unit.df + 8
    phi = (nu * unit.dispersion + kappa * prior) / (nu + kappa)
    upper = 0.5 + level / 2
    size = unit.n / phi * (norm.ppf(upper) / t.ppf(upper, df)) ** 2
    good, bad = size * unit.value, size * (1 - unit.value)

    def curve(p: float) -> float:
        first = betainc(good, bad + 1, p) if good > 0 else 1.0
        second = betainc(good + 1, bad, p) if bad > 0 else 0.0
        return (first + second) / 2

    tail = (1 - level) / 2
    low = brentq(lambda p: curve(p) - tail, 0, unit.value, xtol=1e-13) if good > 0 else 0.0
    high = brentq(lambda p: curve(p) - 1 + tail, unit.value, 1, xtol=1e-13) if bad > 0 else 1.0
    return low, high
