"""Thirty unlike units analysed together: spread, halo and N/A differ; 5 to 60 respondents.

"mixed": one questionnaire, halo from middling to strong, as units of one survey differ. "very
unlike": from nearly unrelated items to one answer for all; pooling was never meant for it.
"""

import numpy as np

from analysis.results import Moments
from tests.simulation.populations import NotApplicable, with_halo
from tests.simulation.scoring import (
    METHODS,
    OF_SCORES,
    limits,
    of_scores,
    score,
    series,
    simple_moments,
    summary,
    table,
)

SIZES = (5, 10, 15, 20, 30, 60)
LEVELS = (0.7, 0.8, 0.9, 0.95, 0.99)
CELLS = [(n, level) for n in SIZES for level in LEVELS]
MIXED, VERY_UNLIKE = (0.6, 0.75, 0.85, 0.9, 0.95), (0.15, 0.4, 0.6, 0.75, 0.95)
ANSWERED = ((0.95, 0.95), (0.84, 0.92), (0.90, 0.70))


def mixed(rng, draws):
    """Units of one survey."""
    return _together(rng, draws, MIXED, "Thirty unlike units analysed together")


def very_unlike(rng, draws):
    """What happens where the condition for company does not hold."""
    return _together(rng, draws, VERY_UNLIKE, "Thirty units too unlike to be company")


def _together(rng, draws, halos, title):
    """All thirty pooled in each draw; "with company" leans on units unlike oneself."""
    replicates = max(draws // 2, 50)
    people = [
        with_halo(
            rng,
            (replicates, n),
            level,
            halos[(place + place // 5) % 5],
            NotApplicable(*ANSWERED[place % 3]),
        )
        for place, (n, level) in enumerate(CELLS)
    ]
    cells = [simple_moments(a, b) for a, b in people]
    together = Moments(
        *(np.stack([getattr(one, name) for one in cells]).ravel() for name in Moments.__slots__)
    )
    groups = np.tile(np.arange(replicates), len(CELLS))
    figures, rows = {}, []
    for method, label in {**OF_SCORES, **METHODS}.items():
        low, high = (
            np.array([of_scores(a, b) for a, b in people]).swapaxes(0, 1)
            if method == "gaffke"
            else (x.reshape(len(CELLS), -1) for x in limits(together, method, groups))
        )
        scores = [score(low[i], high[i], level) for i, (_, level) in enumerate(CELLS)]
        least, mean, width = summary(scores)
        at_target = [scores[i] for i, (_, level) in enumerate(CELLS) if level == 0.8]
        met, not_met = ([getattr(s, x) for s in at_target] for x in ("wrong_met", "wrong_not_met"))
        figures[method] = {
            "least": least,
            "width": width,
            "met": max(met[1:]),
            "not_met": max(not_met[1:]),
        }
        by_size = [min(s.coverage for s in scores[i : i + 5]) for i in range(0, 30, 5)]
        rows.append([label, series(by_size), mean, width, series(met), series(not_met)])
    head = [
        "method",
        "least coverage over levels, n " + ", ".join(map(str, SIZES)),
        "mean coverage",
        "mean width",
        "wrong met at 0.80, by n",
        "wrong not_met at 0.80, by n",
    ]
    return figures, [f"## {title}", "", *table(head, rows)]
