"""`flask responses`: answers read in from files."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from flask.cli import AppGroup
from flask_babel import gettext, ngettext

from app import clock
from app.cli.machine import command_actor
from app.cli.printing import list_of, problem_line
from app.exports.cells import guarded
from app.services.importing.problems import InvalidFile, InvalidMapping, InvalidRows, Problem
from app.services.importing.responses import ImportOutcome, ImportRequest, import_responses

responses = AppGroup("responses", help="Answers of citizens.")

SHOWN = 50
"""How many problems are printed; the report file has all of them."""


class ProblemList:
    """Prints the first problems, writes all of them to a report, and counts."""

    def __init__(self, report: Path | None) -> None:
        self.count = 0
        self.file = opened(report) if report else None
        self.writer = csv.writer(self.file) if self.file else None
        self.write([gettext("line"), gettext("column"), gettext("value"), gettext("reason")])

    def add(self, problem: Problem) -> None:
        """Take one problem."""
        self.count += 1
        self.write([str(problem.line), problem.column, problem.value, problem.reason])
        if self.count <= SHOWN:
            click.echo(problem_line(problem), err=True)

    def write(self, cells: list[str]) -> None:
        """Write a row of the report; spreadsheets must not take a cell for a formula."""
        if self.writer:
            self.writer.writerow([guarded(cell) for cell in cells])

    def close(self) -> None:
        """Say how many were not printed, and close the report."""
        if self.count > SHOWN:
            more = self.count - SHOWN
            click.echo(gettext("… and %(more)s more.", more=more), err=True)
        if self.file:
            self.file.close()


def opened(report: Path) -> TextIO:
    """Open the report for writing; say in one sentence why that cannot be."""
    try:
        return report.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise click.ClickException(
            gettext("%(file)s cannot be written: %(reason)s", file=report, reason=error.strerror)
        ) from error


@responses.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mapping", type=click.File("rb"), required=True, help="Which column is what.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out; needs --report.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="CSV of bad rows.")
def import_file(file: Path, mapping: BinaryIO, skip_bad: bool, report: Path | None) -> None:
    """Import a CSV of answers: all rows or, if one is bad, none."""
    if skip_bad and report is None:
        raise click.UsageError(
            gettext("--skip-bad needs --report FILE, to tell what was left out.")
        )
    if report and report.exists() and file.exists() and report.samefile(file):
        raise click.UsageError(gettext("The report would overwrite the file of answers."))
    problems = ProblemList(report)
    request = ImportRequest(
        file, mapping.read(), command_actor("responses import"), problems.add, skip_bad=skip_bad
    )
    try:
        with refusals():
            outcome = import_responses(request, now=clock.now())
    finally:
        problems.close()
    click.echo(summary(outcome))


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what is wrong with an import into sentences."""
    try:
        yield
    except InvalidMapping as error:
        head = gettext("The mapping is wrong; nothing was changed:")
        raise click.ClickException(list_of(head, error.mistakes)) from error
    except InvalidFile as error:
        raise click.ClickException(str(error)) from error
    except InvalidRows as error:
        raise click.ClickException(
            ngettext(
                "%(num)s row is bad; nothing was changed.",
                "%(num)s rows are bad; nothing was changed.",
                error.rows,
            )
        ) from error


def summary(outcome: ImportOutcome) -> str:
    """Say what an import did."""
    lines = [
        gettext(
            "Imported %(added)s new answers at %(units)s units; %(there)s were there already.",
            added=outcome.added,
            units=outcome.units,
            there=outcome.already_there,
        )
    ]
    if outcome.skipped_rows:
        lines.append(gettext("Left out %(rows)s bad rows.", rows=outcome.skipped_rows))
    return "\n".join(lines)
