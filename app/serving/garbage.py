"""How often a process looks for unreachable cycles of objects."""

import gc

ALLOCATIONS, MIDDLE, OLDEST = 100_000, 10, 20


def collect_rarely() -> None:
    """Look for unreachable cycles once in many allocations, and not among what was imported.

    By default Python walks through all that lives, some 400,000 objects, several times a page of
    results or an application that is built: a quarter to a half of the time that these take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, MIDDLE, OLDEST)
