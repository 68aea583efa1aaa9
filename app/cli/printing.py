"""How commands show lists of mistakes."""

from collections.abc import Iterable

from flask_babel import gettext

from app.services.importing.problems import Problem


def list_of(head: str, things: Iterable[str]) -> str:
    """Give a sentence and the things it speaks of, one a line."""
    return "\n".join([head, *(f"  - {thing}" for thing in things)])


def problem_line(problem: Problem) -> str:
    """Say where a problem is and what it is."""
    place = gettext("line %(line)s", line=problem.line)
    if problem.column:
        place += gettext(", column “%(column)s”", column=problem.column)
    value = f"“{problem.value}” " if problem.value else ""
    return f"{place}: {value}{problem.reason}"
