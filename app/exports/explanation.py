"""What must be known to read the rows, as pairs of a name and a text; the page says the same."""

from collections.abc import Sequence
from datetime import date

from flask import url_for

from app.exports.cells import guarded
from app.filters import day, name_of, percent
from app.models import Survey
from app.queries.seals import latest_seal
from app.seal_words import seal_mark
from app.services.reporting.records import IndexRow
from app.words import FORMULAS, METHODS, WEIGHTINGS, say, standing_sentences, tree_sentence

Pairs = list[tuple[str, str]]


def explanation(survey: Survey, rows: Sequence[IndexRow], title: str) -> list[tuple[str, str]]:
    """List what stands on the method sheet; texts are guarded."""
    pairs = [(say("Survey"), f"{title} ({survey.code})")]
    if rows:
        first = rows[0]
        pairs += [
            (say("Period"), f"{day(first.first)} – {day(first.last)}"),
            (say("Tree of units"), tree_sentence(first)),
            (
                say("Formula"),
                f"{FORMULAS[first.formula.id]} ({first.formula.id}, {first.formula.version})",
            ),
            (say("Confidence level"), percent(first.confidence_level, 0)),
            (say("Methods used"), _joined(METHODS[r.figure.method] for r in rows if r.figure)),
            (say("Weights"), _joined(WEIGHTINGS[r.weighting] for r in rows if r.figure)),
        ]
    pairs += made_up(any(row.demonstration for row in rows))
    last = rows[0].last if rows else survey.closes_on
    guarded_pairs = [(name, guarded(text)) for name, text in pairs]
    return [*guarded_pairs, *to_be_read(last, survey.minimum_cell)]


def about_survey(survey: Survey, first: date | None = None, last: date | None = None) -> Pairs:
    """Say which survey and days rows are of, and whether answers were made up."""
    title = name_of(survey, "title")
    days = f"{day(first or survey.opens_on)} – {day(last or survey.closes_on)}"
    pairs = [(say("Survey"), f"{title} ({survey.code})"), (say("Period"), days)]
    return [*pairs, *made_up(survey.demonstration)]


def made_up(demonstration: bool) -> Pairs:
    """Say that no citizen gave the answers of a demonstration."""
    said = say("made up to show the service; no citizen gave these answers.")
    return [(say("Demonstration data"), said)] if demonstration else []


def to_be_read(last: date, minimum_cell: int) -> list[tuple[str, str]]:
    """List what must be known to read any figures up to a day: limits, what is hidden, proof."""
    pairs = [(say("To be read with it"), sentence) for sentence in standing_sentences(last)]
    return [
        *pairs,
        (
            say("Withheld"),
            say(
                "Rows with fewer than %(least)s answers, and rows from which such a small group "
                "could be worked out, show no figures.",
                least=minimum_cell,
            ),
        ),
        (say("Numbers"), say("Shares run from 0 to 1 and are not rounded.")),
        (say("Method note"), url_for("results.method", _external=True)),
        (say("Newest seal"), seal_mark(latest_seal())),
        (say("All seals"), url_for("public.seal", _external=True)),
    ]


def _joined(texts: object) -> str:
    return "; ".join(dict.fromkeys(str(text) for text in texts))  # type: ignore[attr-defined]
