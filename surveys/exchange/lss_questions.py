"""LimeSurvey's question types as ours: for each a function that gives the questions it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from surveys.exchange.codes import code_of
from surveys.translations import JsonObject

Texts = dict[str, str]
YES_NO: list[JsonObject] = [
    {"code": "yes", "text": {"vi": "Có", "en": "Yes"}},
    {"code": "no", "text": {"vi": "Không", "en": "No"}},
]


@dataclass(frozen=True)
class Part:
    """A subquestion or an answer option: LimeSurvey's code and the texts."""

    name: str
    text: Texts


@dataclass(frozen=True)
class LimeQuestion:
    """One question as it was read. `choices` are its answer options, `rows` its subquestions."""

    name: str
    type: str
    text: Texts
    help: Texts
    languages: tuple[str, ...]
    choices: tuple[Part, ...] = ()
    rows: tuple[Part, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Our code of the question."""
        return code_of(self.name)

    def words(self) -> JsonObject:
        """Return the texts as a question document has them."""
        return {"text": self.text, **({"help": self.help} if self.help else {})}

    def plain(self, kind: str, **keys: object) -> JsonObject:
        """Return the question document of a type."""
        return {"code": self.code, "type": kind, **self.words(), **keys}


def options(parts: Sequence[Part]) -> list[JsonObject]:
    """Return parts as options."""
    return [{"code": code_of(part.name), "text": part.text} for part in parts]


def levels(question: LimeQuestion) -> list[JsonObject]:
    """Return five levels without words of their own, as LimeSurvey shows them."""
    return [
        {"code": str(n), "text": dict.fromkeys(question.languages, str(n))} for n in range(1, 6)
    ]


def in_order(parts: Sequence[Part]) -> list[JsonObject]:
    """Return five parts as the levels 1 to 5, in their order."""
    return [{"code": str(n), "text": part.text} for n, part in enumerate(parts, start=1)]


def array(question: LimeQuestion) -> list[JsonObject]:
    """Return an array: five levels make a matrix, others a statement over single choices."""
    if question.type == "A" or len(question.choices) == 5:
        five = levels(question) if question.type == "A" else in_order(question.choices)
        rows = [
            _row(question, part, "rating5", five, {"matrix": question.code})
            for part in question.rows
        ]
        return [question.plain("matrix5", options=five), *rows]
    some = options(question.choices)
    rows = [_row(question, part, "single_choice", some, {}) for part in question.rows]
    return [question.plain("statement"), *rows]


def _row(
    question: LimeQuestion, part: Part, kind: str, choices: list[JsonObject], keys: JsonObject
) -> JsonObject:
    code = code_of(f"{question.name}_{part.name}")
    return {"code": code, "type": kind, "text": part.text, "options": choices, **keys}


def yes_no(question: LimeQuestion) -> list[JsonObject]:
    """Return a question of yes or no in the languages of the survey."""
    chosen = [
        {**o, "text": {k: v for k, v in o["text"].items() if k in question.languages}}
        for o in YES_NO
    ]
    return [question.plain("yes_no", options=chosen)]


Becomes = Callable[[LimeQuestion], list[JsonObject]]


def becomes(kind: str) -> Becomes:
    """Make the function of a type without options."""
    return lambda question: [question.plain(kind)]


TYPES: dict[str, Becomes] = {
    "5": lambda question: [question.plain("rating5", options=levels(question))],
    "A": array,
    "F": array,
    "L": lambda question: [question.plain("single_choice", options=options(question.choices))],
    "!": lambda question: [question.plain("single_choice", options=options(question.choices))],
    "M": lambda question: [question.plain("several_choices", options=options(question.rows))],
    "R": lambda question: [
        question.plain("ranking", options=options(question.choices or question.rows))
    ],
    "N": lambda question: [question.plain("number", decimals=2)],
    "D": becomes("date"),
    "S": becomes("short_text"),
    "T": becomes("long_text"),
    "U": becomes("long_text"),
    "X": becomes("statement"),
    "Y": yes_no,
}
"""What each type of LimeSurvey becomes here; the others have no counterpart."""
