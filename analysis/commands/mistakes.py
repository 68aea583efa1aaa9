"""What a user can get wrong, in one sentence that names file, line and column."""

from typing import Self


class BadInput(Exception):
    """A file or flag cannot be used; nothing was printed or written."""

    @classmethod
    def at(cls, path: str, problem: str, *, line: int | None = None, column: str = "") -> Self:
        """Say where the problem is, as far as it is known."""
        place = path
        if line is not None:
            place += f", line {line}"
        if column:
            place += f", column {column}"
        return cls(f"{place}: {problem}")
