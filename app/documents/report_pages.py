"""What the pages of a report say, in the language of the moment; nothing is computed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.documents.report_factors import FactorTable, factor_table
from app.documents.report_lines import Axis, Line, axis_of, line_of, value
from app.documents.report_notes import Note, limits, method, proof
from app.filters import day, name_of, whole
from app.models import UnitKind
from app.naming_words import naming_sentence, others_sentence
from app.services.reporting.records import IndexRow, Outcome
from app.services.reports.contents import Contents
from app.words import FORMULAS, OUTCOMES, UNIT_KINDS, by_outcome, reason, say


@dataclass(frozen=True)
class Count:
    """How many units have a verdict."""

    outcome: str
    words: str
    units: int


@dataclass(frozen=True)
class PagePicture:
    """A picture as SVG, the words that say the same for those who do not see it, its numbers."""

    title: str
    svg: str
    alt: str
    notes: list[str]
    headings: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class ReportPages:
    """All that is printed; the fields are the names that `report.typ` reads.

    made_on : year, month and day, for the file's own date
    """

    language: str
    timestamp: int
    made_on: tuple[int, int, int]
    title: str
    unit: str
    facts: list[Note]
    verdict: str
    outcome: str
    counts: list[Count]
    named: list[Note]
    axis: Axis
    lines: list[Line]
    factors: FactorTable
    pictures: list[PagePicture]
    method: list[Note]
    limits: list[str]
    proof: list[Note]
    demonstration: bool
    corrects: str
    words: dict[str, str]


def report_pages(
    contents: Contents,
    language: str,
    digests: Mapping[str, str],
    pictures: Sequence[PagePicture] = (),
) -> ReportPages:
    """Write a report down."""
    made, rows = contents.parameters.made_at, contents.rows
    axis = axis_of([contents.whole, *rows])
    return ReportPages(
        language=language,
        timestamp=int(made.timestamp()),
        made_on=(contents.made_on.year, contents.made_on.month, contents.made_on.day),
        title=name_of(contents.survey, "title"),
        unit=name_of(contents.unit),
        facts=_facts(contents),
        verdict=verdict_sentence(contents.whole),
        outcome=contents.whole.outcome.value,
        counts=[Count(o.value, str(OUTCOMES[o]), len(group)) for o, group in by_outcome(rows)],
        named=_named(contents),
        axis=axis,
        lines=[line_of(row, axis.start) for row in rows],
        factors=factor_table(contents, language),
        pictures=list(pictures),
        method=method(contents),
        limits=limits(contents),
        proof=proof(contents, digests),
        demonstration=contents.demonstration,
        corrects=_corrects(contents),
        words=_words(contents.survey.minimum_cell),
    )


def verdict_sentence(row: IndexRow) -> str:
    """Say in one sentence what holds of a unit, and why."""
    if row.figure is None:
        told = {"unit": name_of(row.unit), "verdict": OUTCOMES[row.outcome], "reason": reason(row)}
        return say("%(unit)s: %(verdict)s – %(reason)s.", **told)
    return say(
        "%(unit)s: %(verdict)s – %(reason)s. Index %(index)s, interval %(low)s – %(high)s, "
        "n = %(n)s.",
        unit=name_of(row.unit),
        verdict=OUTCOMES[row.outcome],
        reason=reason(row),
        index=value(row, row.figure.share),
        low=value(row, row.figure.share_low),
        high=value(row, row.figure.share_high),
        n=whole(row.figure.n),
    )


def _facts(contents: Contents) -> list[Note]:
    about = contents.parameters
    kind = UNIT_KINDS[UnitKind(about.level)]
    return [
        Note(say("Period"), f"{day(about.first)} – {day(about.last)}"),
        Note(say("Index"), str(FORMULAS[about.formula])),
        Note(say("Units"), f"{kind} ({len(contents.rows)})"),
        Note(say("Made on"), day(contents.made_on)),
    ]


def _named(contents: Contents) -> list[Note]:
    """Name the units of which something was proven; of the others the table tells.

    Those that miss the target are named only as a list of names may be: with all of them in mind.
    """
    met = [row for row in contents.rows if row.outcome is Outcome.MET]
    naming = contents.naming
    found = []
    if met:
        names = "; ".join(name_of(row.unit) for row in met) + "."
        found.append(Note(say("Met, each looked at by itself"), names))
    if naming.named or naming.others:
        told = f"{naming_sentence(naming)} {others_sentence(naming)}".strip()
        found.append(Note(str(OUTCOMES[Outcome.NOT_MET]), told))
    return found


def _corrects(contents: Contents) -> str:
    about = contents.parameters
    if about.corrects is None:
        return ""
    return say(
        "This report corrects the one with the digest %(digest)s. Reason: %(reason)s",
        digest=about.corrects,
        reason=about.reason or "",
    )


def _words(minimum_cell: int) -> dict[str, str]:
    return {
        "report": say("Report on satisfaction"),
        "demonstration": say("Demonstration data"),
        "verdicts": say("Verdicts"),
        "units": say("All units"),
        "unit": say("Unit"),
        "n": "n",
        "index": say("Index"),
        "interval": say("Interval"),
        "verdict": say("Verdict"),
        "picture": say("Interval against the target"),
        "reading": say(
            "The bar is the interval, the mark on it the estimate; the dashed line is the target, "
            "the dotted one the second target."
        ),
        "factors": say("Sides of the service"),
        "shades": say(
            "Share of satisfied answers, below it n; the darker, the fewer are satisfied. No "
            "verdict is given on single cells: with many, some are low by chance."
        ),
        "hidden": say(
            "▒ hides fewer than %(least)s answers or a figure that would give so few away.",
            least=minimum_cell,
        ),
        "pictures": say("Pictures"),
        "method": say("How it was computed"),
        "limits": say("What the figures do not say"),
        "proof": say("How to check this report"),
        "page": say("Page"),
        "frozen": say(
            "Whether this report was signed off, and which report corrects it, stands on its page "
            "in the service under the digest below."
        ),
    }
