"""How the people of a place tend to answer, and the places with the traps of real life."""

from dataclasses import dataclass

import numpy as np

from app.services.demonstration.organisation import Place


@dataclass(frozen=True)
class Tendency:
    """How a place's people answer.

    `satisfied` is the share satisfied overall; `exact` replaces it by counts ``(satisfied, n)``.
    `straight` is the share giving one answer to every item; `unanimous` the one level all give.
    """

    satisfied: float = 0.85
    exact: tuple[int, int] | None = None
    straight: float = 0.12
    unanimous: int | None = None


TRAPS = {
    # One rating out of some four thousand dossiers: never "100 % dissatisfied".
    "25-HCC-09": Tendency(exact=(0, 1)),
    # No answer at all.
    "25-HCC-12": Tendency(exact=(0, 0)),
    # A department clearly above the target.
    "25-HCC-05": Tendency(satisfied=0.95, exact=(190, 200)),
    # A counter clearly below it.
    "25-HCC-02": Tendency(exact=(146, 214)),
    # Just above and just below 80 %, on about fifty answers: no evidence either way.
    "07900-HCC-01": Tendency(exact=(41, 51)),
    "08707-HCC-01": Tendency(exact=(40, 51)),
    # Unanimous, few and more; and unanimous the other way.
    "08716-HCC-01": Tendency(exact=(12, 12), unanimous=5),
    "08740-HCC-01": Tendency(exact=(45, 45)),
    "04795-HCC-01": Tendency(exact=(0, 6)),
    # Nearly everybody gives the same answer to every item, in a few seconds.
    "07942-HCC-01": Tendency(exact=(74, 80), straight=0.85),
    # One answer below, and exactly at, the usual smallest cell.
    "04795-HCC-02": Tendency(exact=(3, 4)),
    "04795-HCC-03": Tendency(exact=(4, 5)),
}

HOSPITALS = {"25-BV-01": 0.62, "25-BV-02": 0.88, "25-BV-03": 0.82}
"""Share of satisfied patients: one hospital clearly below the target, one clearly above."""


def tendencies(
    places: list[Place], rng: np.random.Generator, *, with_traps: bool
) -> list[Tendency]:
    """Give every place its tendency: its trap, its hospital's, or one drawn around 85 %."""
    drawn = rng.beta(17, 3, len(places))
    traps = TRAPS if with_traps else {}
    return [
        traps.get(place.unit.code)
        or Tendency(satisfied=HOSPITALS.get(place.body.code, float(share)))
        for place, share in zip(places, drawn, strict=True)
    ]


def answer_counts(chosen: list[Tendency], asked: list[int], rng: np.random.Generator) -> list[int]:
    """Draw how many people answer at each place: 2 to 4 % of those asked, or the trap's count."""
    rates = rng.uniform(0.02, 0.04, len(chosen))
    drawn = rng.binomial(asked, rates)
    return [
        tendency.exact[1] if tendency.exact else int(count)
        for tendency, count in zip(chosen, drawn, strict=True)
    ]
