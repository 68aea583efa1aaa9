"""Where random numbers come from: a whole-number seed that is stored with the result."""

import numpy as np

from analysis.arguments import whole_number

SEED = 20_250_701
"""Used where the caller gives no seed, so that the same data give the same numbers next year."""


def generator(rng: int) -> np.random.Generator:
    """Return the generator of the seed `rng`.

    PCG64 by name, not `default_rng`: NumPy may change its default. A generator object is not
    accepted, because its seed could not be stored beside the result.
    """
    return np.random.Generator(np.random.PCG64(whole_number("rng", rng, high=10**12)))
