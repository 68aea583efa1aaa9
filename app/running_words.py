"""What pages and mails say of a figure in one sentence, and of the verdict that is read daily."""

from app.filters import beside, number, percent, whole
from app.services.reporting.records import FormulaFacts, IndexRow, Outcome
from app.services.reporting.running import Running
from app.words import FORMULAS, OUTCOMES, reason, say


def index_words(row: IndexRow, share: float) -> str:
    """Write a share of the index's scale as the pages do, on its side of the target."""
    formula, target = row.formula, row.target.value if row.target else None
    second = row.beside.target.value if row.beside else None
    if formula.is_share:
        return f"{beside(share, target, second=second)}%"
    if formula.high == 100:
        return beside(share, target, second=second)
    return number(formula.at(share))


def target_words(formula: FormulaFacts, share: float) -> str:
    """Write a target without a needless decimal."""
    if not (formula.is_share or formula.high == 100):
        return number(formula.at(share))
    text = beside(share).removesuffix(",0").removesuffix(".0")
    return f"{text}%" if formula.is_share else text


def verdict_sentence(row: IndexRow) -> str:
    """Say the verdict with the figure, its interval, n and the target; or why there is none."""
    verdict = OUTCOMES[row.outcome]
    if row.figure is None:
        return say("%(verdict)s: %(reason)s.", verdict=verdict, reason=reason(row))
    sentence = say(
        "%(verdict)s. %(formula)s: %(value)s, %(level)s interval from %(low)s to %(high)s, "
        "n = %(n)s.",
        verdict=verdict,
        formula=FORMULAS[row.formula.id],
        value=index_words(row, row.figure.share),
        level=percent(row.confidence_level, 0),
        low=index_words(row, row.figure.share_low),
        high=index_words(row, row.figure.share_high),
        n=whole(row.figure.n),
    )
    if row.target is None:
        return sentence
    target = say("Target: %(target)s.", target=target_words(row.formula, row.target.value))
    return f"{sentence} {target}"


def running_sentence(row: IndexRow, running: Running) -> str:
    """Say the verdict that may be read every day, with its interval."""
    if running.interval is None:
        return say(
            "Running verdict, which may be read every day: none yet; it needs %(least)s answers "
            "that do not all agree.",
            least=running.least,
        )
    return say(
        "Running verdict, which may be read every day: %(verdict)s (interval from %(low)s to "
        "%(high)s, n = %(n)s).",
        verdict=OUTCOMES[running.outcome].lower(),
        low=index_words(row, running.interval.low),
        high=index_words(row, running.interval.high),
        n=whole(running.n),
    )


def running_reason(running: Running) -> str:
    """Say why it differs from the verdict above it."""
    if running.outcome in (Outcome.MET, Outcome.NOT_MET):
        return say(
            "It stands however often one looks: over all days together such an interval misses the "
            "level no more often than the confidence level allows. The verdict above is made for "
            "one look after the last day."
        )
    return say(
        "Its interval is wider than the one above, because it holds on every day at once; the one "
        "above is made for one look after the last day."
    )
