"""A file of units as a proposal: what it would change, or every problem with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.services.importing.problems import InvalidRows, Problem
from app.services.organisation.findings import Column, Flaw, named
from app.services.organisation.naming import Finder
from app.services.organisation.proposals import Proposal
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.records import (
    ONE_DAY,
    Succession,
    UnitKey,
    UnitRecord,
    joined,
)
from app.services.organisation.tree_reading import ReadFile, Row, read_file
from app.services.organisation.written_units import (
    WrittenUnit,
    rewritten_history,
    written_units,
)


class BadUnits(InvalidRows):
    """Something is wrong with the file, so nothing was changed; `found` names every problem."""

    def __init__(self, found: list[Problem]) -> None:
        self.found = sorted(found, key=lambda problem: (problem.line, problem.column))
        super().__init__(len({problem.line for problem in found}), len(found))


def propose_import(path: Path, *, today: date) -> Proposal:
    """Compare a file of units with the stored tree. A unit that is not in the file stays.

    Raises `InvalidFile`, or `BadUnits` with every problem.
    """
    stored = read_tree()
    read = read_file(path)
    problems = list(read.problems)
    units = dict(written_units(read, problems))
    after = dict(_resolved(units, stored, read, problems))
    problems += rewritten_history(units, stored, after)
    tree = {**stored.records, **after}
    proposal = Proposal("import", today, stored, tree)
    flaws = proposal.flaws(today=today)
    problems += [_problem(flaw, units, proposal) for flaw in flaws if not _is_echo(flaw, read)]
    if problems:
        raise BadUnits(list(dict.fromkeys(problems)))
    days = [difference.day for difference in proposal.differences()]
    return replace(proposal, day=max(days, default=today))


def _resolved(
    units: Mapping[UnitKey, WrittenUnit],
    stored: StoredTree,
    read: ReadFile,
    problems: list[Problem],
) -> Iterator[tuple[UnitKey, UnitRecord]]:
    """Find the units that others are named by."""
    finder = Finder({**stored.records, **{key: unit.record for key, unit in units.items()}})

    def found(row: Row, column: Column, text: str, day: date) -> UnitKey | None:
        if not text or text in read.broken:
            return None
        key, reason = finder.find(text, day)
        if reason and not (key is not None and str(key) in read.broken):
            problems.append(Problem(row.line, column, reason, text))
        return key

    for key, unit in units.items():
        parents = [found(row, Column.PARENT, row.parent, row.first) for row in unit.rows]
        periods = [
            replace(period, parent=parent)
            for period, parent in zip(unit.record.periods, parents, strict=True)
        ]
        row = unit.rows[-1]
        day = (row.last or row.first) + ONE_DAY
        links = [
            Succession(new, link.kind, link.share)
            for link in row.successors
            if (new := found(row, Column.SUCCESSORS, link.unit, day)) is not None
        ]
        ordered = tuple(sorted(links, key=lambda link: link.new))
        yield (
            key,
            replace(
                unit.record,
                periods=joined(periods),
                successors=ordered,
                one_person=_one_person(unit, stored.records.get(key)),
            ),
        )


def _one_person(unit: WrittenUnit, old: UnitRecord | None) -> bool:
    """Take what the file says; where it does not say, it stays as it is stored."""
    said = unit.rows[0].one_person
    return said if said is not None else old is not None and old.one_person


def _is_echo(flaw: Flaw, read: ReadFile) -> bool:
    """Tell whether a flaw only comes of a row that was refused already."""
    return flaw.value in read.broken


def _problem(flaw: Flaw, units: Mapping[UnitKey, WrittenUnit], proposal: Proposal) -> Problem:
    """Give a flaw its line; one of a unit that is not in the file stands where it comes from."""
    if flaw.key in units:
        line = units[flaw.key].line(flaw.place)
        return Problem(line, flaw.column, flaw.reason, flaw.value)
    reason = f"{named(proposal.after[flaw.key])}: {flaw.reason}"
    if flaw.about is not None and flaw.about in units:
        return Problem(units[flaw.about].rows[-1].line, Column.TO, reason)
    return Problem(1, "", reason, flaw.value)
