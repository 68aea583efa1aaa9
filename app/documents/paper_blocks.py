"""What is printed of each question: blocks of a few shapes, grouped so that little paper is needed.

Ratings that follow each other and share a scale become one table, whose head says the levels once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from app.rule_words import RuleWords
from app.services.paper.keys import na_key, option_keys
from app.words import say
from surveys.definitions import Question, Section

RATING = "rating5"
LINES = {"short_text": 1, "long_text": 4}
LONGEST_ROW = 45
"""Letters of all labels with four for each box; longer ones stand in two columns."""


@dataclass(frozen=True)
class Box:
    """A box to put a cross in, with the key that is typed for it."""

    key: str
    label: str


@dataclass(frozen=True)
class Row:
    """One question as printed; `notes` are its rules and its help."""

    number: str
    text: str
    notes: list[str]
    na: bool = False


@dataclass(frozen=True)
class Block:
    """One shape on the page: one question, or several with the same boxes.

    `note` is the rule that all its rows share.
    """

    shape: str
    rows: list[Row]
    note: str = ""
    boxes: list[Box] = field(default_factory=list)
    na: Box | None = None
    size: int = 0


def section_blocks(section: Section, rules: RuleWords) -> list[Block]:
    """Lay a section out, in the order of its questions."""
    return [block for group in grouped(section) for block in blocks_of(group, rules)]


def grouped(section: Section) -> Iterator[list[Question]]:
    """Put ratings together that follow each other, share a scale and stand in the same matrix."""
    parted = groupby(
        section.questions,
        lambda q: (q.scale or q.code, q.matrix) if q.type == RATING else q.code,
    )
    return (list(group) for _, group in parted)


def blocks_of(group: list[Question], rules: RuleWords) -> Iterator[Block]:
    """Give the block of one question, or the table of several ratings."""
    first = group[0]
    if first.type != RATING:
        yield SHAPES[first.type](first, rules)
        return
    with_na = next((question for question in group if question.na_allowed), None)
    together = len(group) > 1 and all(q.shown_if == first.shown_if for q in group)
    yield Block(
        "table" if len(group) > 1 else "scale",
        [row_of(replace(q, shown_if=None) if together else q, rules) for q in group],
        note=condition(first, rules) if together and not first.matrix else "",
        boxes=boxes(first, rules),
        na=na_box(with_na, rules) if with_na else None,
    )


def row_of(question: Question, rules: RuleWords, *more: str) -> Row:
    """Put a question into words, its rules above its help."""
    language = rules.language
    na_condition = question.na_if and "{}: {}".format(
        rules.questionnaire.na_label(language),
        say("only if %(condition)s", condition=rules.said(question.na_if)),
    )
    notes = (condition(question, rules), question.help(language), *more, na_condition)
    return Row(
        number=str(rules.numbers[question.code]) if question.has_answer else "",
        text=question.text(language),
        notes=[note for note in notes if note],
        na=question.na_allowed,
    )


def condition(question: Question, rules: RuleWords) -> str:
    """Say under which condition a question is to be answered; empty: always."""
    if question.shown_if is None:
        return ""
    return say("Only answer if %(condition)s.", condition=rules.said(question.shown_if))


def boxes(question: Question, rules: RuleWords) -> list[Box]:
    """Give the boxes of the options, without "not applicable"."""
    labels = dict(question.choices(rules.language))
    return [Box(each.key, labels[each.code]) for each in option_keys(question)]


def na_box(question: Question, rules: RuleWords) -> Box | None:
    """Give the box "not applicable", which stands apart; None where there is none."""
    key = na_key(question)
    return Box(key, rules.questionnaire.na_label(rules.language)) if key else None


def choice(question: Question, rules: RuleWords) -> Block:
    """Lay out options: in a row where they are few and short, else below each other."""
    several = question.type == "several_choices" and not question.help_text
    more = say("You can cross several boxes.") if several else ""
    options = boxes(question, rules)
    not_applicable = na_box(question, rules)
    letters = sum(len(box.label) for box in (*options, not_applicable) if box)
    short = letters + 4 * len(options) <= LONGEST_ROW
    return Block(
        "row" if short else "list",
        [row_of(question, rules, more)],
        boxes=options,
        na=not_applicable,
    )


def ranking(question: Question, rules: RuleWords) -> Block:
    """Lay out numbered options, and a place to write a number for each rank."""
    places = min(question.limits.max_choices or len(question.options), len(question.options))
    more = say("Write the numbers of the answers in the boxes, the most important first.")
    return Block(
        "ranking",
        [row_of(question, rules, more)],
        boxes=boxes(question, rules),
        na=na_box(question, rules),
        size=places,
    )


def written(question: Question, rules: RuleWords) -> Block:
    """Lay out lines to write on."""
    return Block("lines", [row_of(question, rules)], size=LINES[question.type])


def typed(shape: str) -> Callable[[Question, RuleWords], Block]:
    """Lay out a number or a date."""

    def block(question: Question, rules: RuleWords) -> Block:
        box = na_box(question, rules)
        return Block(shape, [row_of(question, rules)], na=Box("", box.label) if box else None)

    return block


def words_only(question: Question, rules: RuleWords) -> Block:
    """Lay out a statement or the lead of a matrix."""
    return Block("words", [row_of(question, rules)])


SHAPES: dict[str, Callable[[Question, RuleWords], Block]] = {
    "yes_no": choice,
    "single_choice": choice,
    "several_choices": choice,
    "ranking": ranking,
    "number": typed("number"),
    "share_100": typed("percent"),
    "date": typed("date"),
    "short_text": written,
    "long_text": written,
    "statement": words_only,
    "matrix5": words_only,
}
"""The shape of each question type but the rating; a test holds that none is missing."""
