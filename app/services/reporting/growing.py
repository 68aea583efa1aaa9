"""A column that grows at its end; what was given out of it before stays as it was."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOM = 4096
"""Entries of free room at least; else a quarter of what is there. Untouched room costs nothing."""


class Growing:
    """Values of one type in one piece of memory, with room for more."""

    def __init__(self, dtype: Any) -> None:
        self.buffer: NDArray[Any] = np.empty(0, dtype)
        self.size = 0

    def add(self, values: NDArray[Any]) -> None:
        """Put values at the end, in a wider type where they do not fit."""
        kind = np.promote_types(self.buffer.dtype, values.dtype)
        need = self.size + values.size
        if kind != self.buffer.dtype or need > self.buffer.size:
            room = need + max(ROOM, need // 4)
            larger = np.empty(room, kind)
            larger[: self.size] = self.buffer[: self.size]
            self.buffer = larger
        self.buffer[self.size : need] = values
        self.size = need

    def view(self) -> NDArray[Any]:
        """Give what is there now, without a copy; nobody may write into it."""
        found = self.buffer[: self.size]
        found.flags.writeable = False
        return found
