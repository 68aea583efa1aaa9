"""What a format of answers gets: a described table, its codebook, and what must be known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from typing import Any

from app.exports.answers.codebook import CodebookLine, codebook
from app.exports.answers.lead_columns import LEAD, OWN, Around, LeadColumn, OwnColumn
from app.exports.answers.notes import answer_notes
from app.exports.cells import Cell, Kind, safe
from app.exports.columns import YES_NO
from app.exports.table import Table, TableColumn
from app.queries.questionnaires import get_questionnaire, get_version
from app.services.answer_files.choosing import Chosen
from app.services.answer_files.items import Holds, ItemColumn, item_columns
from app.services.answer_files.places import Places
from app.services.answer_files.reading import Circumstances, read_answers
from app.services.answer_files.weights import unit_weights
from app.services.reporting.stored_sheets import ExactDictionary, read_sheets
from app.words import say

NOT_APPLICABLE = -99
"""What "not applicable" is where only numbers can stand."""
KINDS = {
    Holds.LEVEL: Kind.CODE,
    Holds.CHOSEN: Kind.CODE,
    Holds.RANK: Kind.COUNT,
    Holds.NUMBER: Kind.NUMBER,
    Holds.DAY: Kind.DAY,
}
MOST_KNOWN = 20_000
"""Circumstances: some megabytes."""
NO_DAY = date.min
DAY_PLACE = [column.id for column in LEAD].index("day")


class Lead:
    """The cells before the questions that answers of the same circumstances share."""

    __slots__ = ("cells",)

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Piece:
    """Some answers to one version: one column of `leads` and columns of cells, of one length.

    `before` and `after` count the empty cells of other versions' questions.
    """

    leads: Sequence[Lead]
    own: Sequence[Sequence[Cell]]
    before: int
    items: Sequence[Sequence[Cell]]
    after: int

    def rows(self) -> Iterator[list[Cell]]:
        """Give the cells of each answer, in the order of the columns."""
        before, after = [None] * self.before, [None] * self.after
        own = zip(*self.own, strict=True)
        items = zip(*self.items, strict=True) if self.items else repeat(())
        for lead, mine, cells in zip(self.leads, own, items, strict=False):
            yield [*lead.cells, *mine, *before, *cells, *after]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """Answers as a table that is read while it is written, once: by its rows or by its pieces.

    Where a question does not apply the cell is "na"; a question not answered leaves it empty.
    """

    table: Table
    pieces: Iterator[Piece]
    codebook: Sequence[CodebookLine]


def answer_file(chosen: Chosen, places: Places, language: str) -> AnswerFile:
    """Describe the answers that were chosen."""
    rows = {version: get_version(version) for version in chosen.versions}
    numbers = {v: (row.questionnaire.code, row.number) for v, row in rows.items()}
    items = {v: list(item_columns(get_questionnaire(v), numbers[v][1])) for v in rows}
    around = Around(chosen.survey.code, places, numbers, unit_weights(chosen), language)
    columns = [*map(_of_lead, LEAD), *map(_of_lead, OWN)]
    columns += [_of_item(item, language) for found in items.values() for item in found]
    survey = chosen.survey
    title = survey.title_en if language == "en" else survey.title_vi
    pieces = _pieces(chosen, around, items)
    lines = chain.from_iterable(piece.rows() for piece in pieces)
    table = Table(title, columns, lines, answer_notes(chosen, title))
    return AnswerFile(table, pieces, list(codebook(items, numbers, language)))


def _of_lead(column: LeadColumn | OwnColumn) -> TableColumn:
    words: dict[str | int, str] = {str(c): str(w) for c, w in (column.words or {}).items()}
    return TableColumn(
        column.id, str(column.heading), column.kind, words or None, longest=column.longest
    )


def _of_item(item: ItemColumn, language: str) -> TableColumn:
    told: Any = item.words(language) or None
    if item.holds is Holds.CHOSEN:
        told = {1: str(YES_NO["yes"]), 0: str(YES_NO["no"])}
    missing = {NOT_APPLICABLE: say("Not applicable")} if item.question.na_allowed else None
    return TableColumn(item.id, item.text(language), KINDS[item.holds], told, missing)


def _pieces(chosen: Chosen, around: Around, items: dict[int, list[ItemColumn]]) -> Iterator[Piece]:
    widths = {version: len(columns) for version, columns in items.items()}
    versions = list(items)
    leads = Leads(around)
    for page in read_answers(chosen):
        place = versions.index(page.version_id)
        yield Piece(
            leads=list(map(leads.__getitem__, page.circumstances)),
            own=[column.take(page) for column in OWN],
            before=sum(widths[v] for v in versions[:place]),
            items=_columns(items[page.version_id], page.answers),
            after=sum(widths[v] for v in versions[place + 1 :]),
        )


def _columns(items: Sequence[ItemColumn], answers: Sequence[bytes]) -> list[Sequence[Cell]]:
    """Give the columns of questions; a cell is made once for each stored answer that occurs."""
    found = {item.question.code: ExactDictionary() for item in items}
    places = {code: where.tolist() for code, where in read_sheets(answers, found).items()}
    columns: list[Sequence[Cell]] = []
    for item in items:
        code = item.question.code
        cells = [item.cell(stored) for stored in found[code].values_in_order]
        columns.append(list(map(cells.__getitem__, places[code])))
    return columns


class Leads(dict[Circumstances, Lead]):
    """Makes what answers share once: for each day what changes with it, the rest for all days."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.of_any_day: dict[tuple[object, ...], list[Cell]] = {}

    def __missing__(self, at: Circumstances) -> Lead:
        if len(self) >= MOST_KNOWN:
            self.clear()
            self.of_any_day.clear()
        shared = (self.around.places.then(at.unit_id, at.day), *at._replace(day=NO_DAY))
        if shared not in self.of_any_day:
            self.of_any_day[shared] = [safe(column.take(self.around, at)) for column in LEAD]
        cells = self.of_any_day[shared].copy()
        cells[DAY_PLACE] = at.day
        self[at] = lead = Lead(cells)
        return lead
