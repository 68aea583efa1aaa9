"""What a format of answers gets: a described table, its codebook, and what must be known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.exports.answers.codebook import CodebookLine, codebook
from app.exports.answers.lead_columns import LEAD, OWN, Around, LeadColumn
from app.exports.answers.notes import answer_notes
from app.exports.cells import Cell, Kind, safe
from app.exports.columns import YES_NO
from app.exports.table import Table, TableColumn
from app.queries.questionnaires import get_questionnaire, get_version
from app.services.answer_files.choosing import Chosen
from app.services.answer_files.items import Holds, ItemColumn, item_columns, itself
from app.services.answer_files.places import Places
from app.services.answer_files.reading import answer_rows
from app.services.answer_files.weights import unit_weights
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
MOST_KNOWN = 4_096
DAY_PLACE = [column.id for column in LEAD].index("day")
Cells = Callable[[Mapping[str, Any]], list[Cell]]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """Answers as a table whose rows are read while they are written.

    Where a question does not apply the cell is "na"; a question not answered leaves it empty.
    """

    table: Table
    codebook: Sequence[CodebookLine]


def answer_file(chosen: Chosen, places: Places, language: str) -> AnswerFile:
    """Describe the answers that were chosen."""
    rows = {version: get_version(version) for version in chosen.versions}
    numbers = {v: (row.questionnaire.code, row.number) for v, row in rows.items()}
    items = {v: list(item_columns(get_questionnaire(v), numbers[v][1])) for v in rows}
    around = Around(chosen.survey.code, places, numbers, unit_weights(chosen), language)
    columns = [*map(_of_lead, (*LEAD, *OWN))]
    columns += [_of_item(item, language) for found in items.values() for item in found]
    survey = chosen.survey
    title = survey.title_en if language == "en" else survey.title_vi
    table = Table(title, columns, _rows(chosen, around, items), answer_notes(chosen, title))
    return AnswerFile(table, list(codebook(items, numbers, language)))


def _of_lead(column: LeadColumn) -> TableColumn:
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


def _rows(
    chosen: Chosen, around: Around, items: dict[int, list[ItemColumn]]
) -> Iterator[list[Cell]]:
    """Give the cells of each answer, in the order of the columns."""
    layouts = {version: _layout(version, items) for version in items}
    known: dict[tuple[object, ...], list[Cell]] = {}
    takes = [column.take for column in LEAD]
    own = [column.take for column in OWN]
    for row in answer_rows(chosen):
        then = around.places.then(row.unit_id, row.day)
        shared = (then, *row[:3], *row[4:7], row.excluded)
        if len(known) > MOST_KNOWN:
            known.clear()
        if shared not in known:
            known[shared] = [safe(take(around, row)) for take in takes]
        before, cells, after = layouts[row.version_id]
        lead = known[shared].copy()
        lead[DAY_PLACE] = row.day
        yield [
            *lead,
            *[take(around, row) for take in own],
            *before,
            *cells(row.answers),
            *after,
        ]


def _layout(
    version: int, items: dict[int, list[ItemColumn]]
) -> tuple[list[None], Cells, list[None]]:
    """Give the empty cells before and after those of a version, and how its own are made."""
    versions = list(items)
    place = versions.index(version)
    before = sum(len(items[v]) for v in versions[:place])
    after = sum(len(items[v]) for v in versions[place + 1 :])
    return [None] * before, _cells(items[version]), [None] * after


def _cells(items: Sequence[ItemColumn]) -> Cells:
    """Give what makes the cells of an answer; most answers stand in them as they are stored."""
    made = [(item.question.code, item.cell) for item in items]
    codes = [code for code, _ in made]
    if all(cell is itself for _, cell in made):
        return lambda answers: list(map(answers.get, codes))
    return lambda answers: [cell(answers.get(code)) for code, cell in made]
