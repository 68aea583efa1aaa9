"""Who answers: 22 items per person, satisfied or not, some not applicable.

A person's chance θ of being satisfied with an item comes from a normal latent satisfaction (halo ρ
is the correlation of two items on that scale) or, within clusters, from beta distributions. Not
applicable is chosen by 16 % where satisfied and 8 % where not, so that it depends on satisfaction.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

ITEMS = 22
ANSWERED_IF_SATISFIED, ANSWERED_IF_NOT = 0.84, 0.92


@dataclass(frozen=True)
class NotApplicable:
    """How often an item is answered, by what the answer would be."""

    satisfied: float = ANSWERED_IF_SATISFIED
    dissatisfied: float = ANSWERED_IF_NOT

    def latent_level(self, level):
        """The mean θ at which the index, satisfied over answered, is `level`."""
        yes, no = self.satisfied, self.dissatisfied
        return level * no / (yes * (1 - level) + level * no)

    def draw(self, rng, theta):
        """Satisfied answers a and answers b of people with chances θ."""
        yes = theta * self.satisfied
        a = rng.binomial(ITEMS, yes)
        no = (1 - theta) * self.dissatisfied / np.maximum(1 - yes, 1e-12)
        return a, a + rng.binomial(ITEMS - a, np.clip(no, 0, 1))


def with_halo(rng, shape, level, halo, absent=NotApplicable()):
    """a and b of people whose items share a normal satisfaction with correlation `halo`."""
    latent = ndtri(absent.latent_level(level)) + np.sqrt(halo) * rng.standard_normal(shape)
    return absent.draw(rng, ndtr(latent / np.sqrt(1 - halo)))


def straight_lining(rng, shape, level, share=0.6):
    """a and b where `share` of the people give one answer to everything and nothing is missing."""
    theta = np.where(rng.random(shape) < share, rng.random(shape) < level, level)
    a = rng.binomial(ITEMS, theta)
    return a, np.full_like(a, ITEMS)


def in_clusters(rng, clusters, people, level, intraclass, halo=0.6):
    """a and b in an array of ``clusters × people``; the clusters differ by `intraclass`.

    `intraclass` is the share of the variance of people's θ that lies between clusters.
    """
    absent = NotApplicable()
    mean = np.full(clusters, absent.latent_level(level))
    if intraclass > 0:
        mean = _beta(rng, mean, intraclass * halo)
    within = halo * (1 - intraclass) / (1 - halo * intraclass)
    people_mean = np.repeat(mean[..., None], people, axis=-1)
    return absent.draw(rng, _beta(rng, people_mean, within))


def _beta(rng, mean, spread):
    """Beta variables with variance mean (1 − mean) · spread."""
    size = 1 / spread - 1
    return rng.beta(np.maximum(mean * size, 1e-9), np.maximum((1 - mean) * size, 1e-9))
