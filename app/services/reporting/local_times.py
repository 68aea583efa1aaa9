"""Moments of very many answers as days and minutes of the local clock."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

QUARTER = 900
"""Seconds. Clocks are put forward or back at whole quarters of an hour only."""
DAY = 86_400


def local_times(
    moments: NDArray[np.int64], zone: tzinfo
) -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
    """Give the local day and the minute of the day, with its fraction, of whole seconds since 1970.

    The zone is asked once for each quarter of an hour that occurs, not for each answer.
    """
    quarters, place = np.unique(moments // QUARTER, return_inverse=True)
    offsets = [_offset(int(quarter) * QUARTER, zone) for quarter in quarters]
    local = moments + np.array(offsets, dtype=np.int64)[place]
    of_day = local % DAY
    days = (local // DAY).astype("datetime64[D]")
    return days, of_day // 60 + of_day % 60 / 60


@lru_cache(maxsize=50_000)
def _offset(moment: int, zone: tzinfo) -> int:
    offset = datetime.fromtimestamp(moment, UTC).astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0
