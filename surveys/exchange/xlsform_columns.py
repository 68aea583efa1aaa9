"""The headings of an XLSForm: which column is which, and which language a text is in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.exchange.problems import Problem, ProblemCode
from surveys.exchange.workbooks import Row, Sheet
from surveys.exchange.xlsform_cells import OWN_COLUMN, OWN_EXCLUSIVE, OWN_SCORE

_CODE = re.compile(r"\(\s*([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\s*\)\s*$")
_BARE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,7})?")
_NAMES = {
    **{"vietnamese": "vi", "tiếng việt": "vi", "english": "en", "french": "fr", "français": "fr"},
    **{"francais": "fr", "spanish": "es", "español": "es", "espanol": "es", "arabic": "ar"},
    **{"portuguese": "pt", "português": "pt", "swahili": "sw", "kiswahili": "sw", "khmer": "km"},
    **{"german": "de", "deutsch": "de", "chinese": "zh", "lao": "lo", "thai": "th", "hindi": "hi"},
    **{"nepali": "ne", "bengali": "bn", "bangla": "bn", "burmese": "my", "indonesian": "id"},
    **{"filipino": "fil", "tagalog": "tl", "russian": "ru", "amharic": "am", "dari": "prs"},
}
_ALIASES = {"relevance": "relevant", "caption": "label", "list name": "list_name", "value": "name"}
_TEXTS = frozenset({"label", "hint", "ln_label", "ln_hint"})
SURVEY_COLUMNS = frozenset(
    {"type", "name", "required", "relevant", "constraint", "appearance", "parameters", OWN_COLUMN}
)
CHOICE_COLUMNS = frozenset({"list_name", "name", OWN_SCORE, OWN_EXCLUSIVE})
#: Without these the questions still ask and mean the same.
DECORATION = frozenset(
    {
        *("constraint_message", "required_message", "guidance_hint", "default", "note", "notes"),
        *("comment", "comments", "remarks", "autoplay", "body", "instance", "order"),
    }
)


@dataclass(frozen=True)
class Cells:
    """A row of a sheet put in order: plain cells by column, texts by column and language."""

    number: int
    plain: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet: what each heading stands for."""

    sheet: str
    plain: Mapping[str, str]
    texts: Mapping[str, tuple[str, str]]
    told: frozenset[str]
    problems: tuple[Problem, ...]

    def cells(self, row: Row) -> Cells:
        """Sort the cells of a row; each that nothing here corresponds to is a problem."""
        plain: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        problems = []
        for heading, cell in row.cells.items():
            if heading in self.texts:
                column, language = self.texts[heading]
                texts.setdefault(column, {})[language] = cell
            elif heading in self.plain:
                plain[self.plain[heading]] = cell
            elif heading not in self.told:
                problems.append(_unknown(self.sheet, row.number, heading, cell))
        return Cells(row.number, plain, texts, tuple(problems))


def columns_of(sheet: Sheet, known: frozenset[str], default_language: str) -> Columns:
    """Tell the columns of a sheet apart; plain texts are in `default_language`."""
    plain: dict[str, str] = {}
    texts: dict[str, tuple[str, str]] = {}
    problems = []
    for heading in sheet.headings:
        base, _, language = (part.strip() for part in heading.replace("::", ":").partition(":"))
        column = _ALIASES.get(base.lower(), base.lower().replace(" ", "_"))
        if column in _TEXTS:
            code = language_code(language) if language else default_language
            if code is None:
                about = {"value": language[:60]}
                place = ProblemCode.LANGUAGE_UNKNOWN
                problems.append(Problem(place, sheet.name, 1, heading, about))
            else:
                texts[heading] = (column, code)
        elif column in known and not language:
            plain[heading] = column
    told = frozenset(problem.column for problem in problems)
    return Columns(sheet.name, plain, texts, told, tuple(problems))


def language_code(name: str) -> str | None:
    """Return the code of a language such as "English (en)" or "français"; None if it has none."""
    found = _CODE.search(name)
    if found:
        return found[1]
    plain = name.strip()
    if len(plain) == 2:  # "EN", as some write it
        plain = plain.lower()
    return _NAMES.get(plain.lower()) or (plain if _BARE_CODE.fullmatch(plain) else None)


def _unknown(sheet: str, row: int, heading: str, cell: str) -> Problem:
    base = heading.replace("::", ":").partition(":")[0].strip().lower().replace(" ", "_")
    about = {"value": cell[:60]}
    leave = base in DECORATION
    return Problem(ProblemCode.COLUMN_UNKNOWN, sheet, row, heading, about, may_leave_out=leave)
