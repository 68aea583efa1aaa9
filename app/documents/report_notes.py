"""What a report says of itself: method, limits, and how to check it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.filters import day, name_of, percent
from app.services.reports.contents import Contents
from app.services.reports.input_digests import input_digest
from app.words import FORMULAS, METHODS, WEIGHTINGS, say, standing_sentences, tree_sentence


@dataclass(frozen=True)
class Note:
    """A name and what is said of it."""

    name: str
    text: str


def method(contents: Contents) -> list[Note]:
    """Say how the figures came about."""
    survey, rows = contents.survey, [contents.whole, *contents.rows]
    figures = [row.figure for row in rows if row.figure]
    targets = [row.target for row in rows if row.target]
    seconds = [row.beside.target for row in rows if row.beside]
    notes = [
        Note(say("Formula"), _formula(contents)),
        Note(say("Interval"), _joined(METHODS[figure.method] for figure in figures)),
        Note(say("Confidence level"), percent(survey.confidence_level, 0)),
        Note(say("Weights"), _joined(WEIGHTINGS[row.weighting] for row in rows if row.figure)),
        Note(say("Tree of units"), tree_sentence(contents.whole)),
    ]
    for name, found in ((say("Target"), targets), (say("Second target"), seconds)):
        told = _joined(f"{percent(t.value, 0)}: {name_of(t, 'source')}" for t in found)
        notes += [Note(name, told)] if told else []
    return [
        *notes,
        Note(
            say("Verdict"),
            say(
                "“Met” if the whole interval is at the target or above, “not met” if the whole "
                "interval is below it; otherwise there is not enough evidence."
            ),
        ),
    ]


def limits(contents: Contents) -> list[str]:
    """Say what the figures do not tell."""
    sentences = standing_sentences(contents.parameters.last, contents.made_on)
    sentences.append(
        say(
            "Rows with fewer than %(least)s answers, and rows from which such a small group "
            "could be worked out, show no figures.",
            least=contents.survey.minimum_cell,
        )
    )
    if contents.demonstration:
        sentences.append(say("These figures are made up to show the service."))
    return sentences


def proof(contents: Contents, digests: Mapping[str, str]) -> list[Note]:
    """Say by what the report and its files are known again."""
    seal = contents.seal
    notes = [Note(name, digest) for name, digest in digests.items()]
    if seal is not None:
        sealed = say("Seal %(number)s up to %(day)s", number=seal.number, day=day(seal.day))
        notes.append(Note(sealed, seal.root))
    notes.append(Note(say("Digest of the input"), input_digest(contents.input)))
    return [*notes, Note(say("Program"), contents.parameters.code_version)]


def _formula(contents: Contents) -> str:
    formula = contents.whole.formula
    return f"{FORMULAS[formula.id]} ({formula.id}, {formula.version})"


def _joined(texts: Iterable[object]) -> str:
    return "; ".join(dict.fromkeys(str(text) for text in texts))
