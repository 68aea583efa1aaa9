"""What pages and files call the things that the code has short names for."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext

from analysis.verdict import MINIMUM_RESPONDENTS, Doubt
from app import clock
from app.filters import day as in_figures
from app.filters import number, percent
from app.languages import page_language
from app.models import Channel, Mode, Sector, Touchpoint, UnitKind
from app.services.organisation.differences import DifferenceKind
from app.services.reporting.choices import VERDICT_ORDER
from app.services.reporting.items import ItemRow
from app.services.reporting.readable_periods import Step
from app.services.reporting.records import IndexRow, Kept, Origin, Outcome, Weighting
from surveys.definitions import Questionnaire

UNEVEN_WEIGHTS = 2.0
"""Kish's effect from which on weights are worth a word (statistics.md 2.1)."""

UNIT_KINDS = {
    UnitKind.PROVINCE: lazy_gettext("Province"),
    UnitKind.DISTRICT: lazy_gettext("District"),
    UnitKind.COMMUNE: lazy_gettext("Commune or ward"),
    UnitKind.DEPARTMENT: lazy_gettext("Department"),
    UnitKind.PROVINCIAL_CENTRE: lazy_gettext("Provincial public service centre"),
    UnitKind.COMMUNE_CENTRE: lazy_gettext("Commune public service centre"),
    UnitKind.VERTICAL_AGENCY: lazy_gettext("Vertical agency"),
    UnitKind.COUNTER: lazy_gettext("Counter"),
    UnitKind.SCHOOL: lazy_gettext("School"),
    UnitKind.COURSE: lazy_gettext("Course"),
    UnitKind.HOSPITAL: lazy_gettext("Hospital"),
    UnitKind.HOSPITAL_DEPARTMENT: lazy_gettext("Hospital department"),
    UnitKind.HEALTH_STATION: lazy_gettext("Health station"),
}

SECTORS = {
    Sector.ADMINISTRATION: lazy_gettext("Administration"),
    Sector.EDUCATION: lazy_gettext("Education"),
    Sector.HEALTH: lazy_gettext("Health"),
}

DIFFERENCES = {
    DifferenceKind.ADDED: lazy_gettext("added"),
    DifferenceKind.RENAMED: lazy_gettext("renamed"),
    DifferenceKind.MOVED: lazy_gettext("moved"),
    DifferenceKind.MERGED: lazy_gettext("goes on in another unit"),
    DifferenceKind.SPLIT: lazy_gettext("split"),
    DifferenceKind.CLOSED: lazy_gettext("closed"),
    DifferenceKind.STAFFED: lazy_gettext("who serves there"),
}

CHANNELS = {
    Channel.IN_PERSON: lazy_gettext("In person"),
    Channel.ONLINE: lazy_gettext("Online"),
    Channel.POST: lazy_gettext("Post"),
    Channel.OTHER: lazy_gettext("Other"),
}

OUTCOMES = {
    Outcome.MET: lazy_gettext("Met"),
    Outcome.NOT_MET: lazy_gettext("Not met"),
    Outcome.NOT_ENOUGH_EVIDENCE: lazy_gettext("Not enough evidence"),
    Outcome.WITHHELD: lazy_gettext("Withheld"),
    Outcome.NO_ANSWERS: lazy_gettext("No answers"),
    Outcome.NO_TARGET: lazy_gettext("No target set"),
}

SYMBOLS = {
    Outcome.MET: "✓",
    Outcome.NOT_MET: "✕",
    Outcome.NOT_ENOUGH_EVIDENCE: "?",
    Outcome.WITHHELD: "▒",
    Outcome.NO_ANSWERS: "–",
    Outcome.NO_TARGET: "○",
}
"""Beside the words, so that a verdict is never told by colour alone."""

FORMULAS = {
    "people_top2": lazy_gettext("People satisfied overall"),
    "items_top2": lazy_gettext("Satisfied answers over all questions"),
    "all_items_top2": lazy_gettext("People satisfied with everything they rated"),
    "mean_100": lazy_gettext("Mean score from 0 to 100"),
    "mean_5": lazy_gettext("Mean score from 1 to 5"),
    "factor_items_top2": lazy_gettext("Satisfied answers about one side of the service"),
    "factor_all_items_top2": lazy_gettext("People satisfied with everything, per factor"),
    "factor_mean_100": lazy_gettext("Mean score from 0 to 100, per factor"),
    "factor_mean_5": lazy_gettext("Mean score from 1 to 5, per factor"),
}

METHODS = {
    "mid_p": lazy_gettext("mid-P (binomial)"),
    "moderated_mid_p_alone": lazy_gettext("moderated mid-P, unit alone"),
    "moderated_mid_p_with_company": lazy_gettext("moderated mid-P, with like units"),
}

STEPS = {
    Step.MONTH: lazy_gettext("by month"),
    Step.LAST_TWO: lazy_gettext("by month, the last two together"),
    Step.QUARTER: lazy_gettext("by quarter"),
    Step.HALF_YEAR: lazy_gettext("by half-year"),
    Step.YEAR: lazy_gettext("by year"),
    Step.WHOLE: lazy_gettext("as a whole survey"),
}

WEIGHTINGS = {
    Weighting.ONE_UNIT: lazy_gettext("One unit, not weighted"),
    Weighting.DOSSIERS: lazy_gettext("Weighted by dossiers"),
    Weighting.FRAMES: lazy_gettext("Weighted by the lists the sample was drawn from"),
    Weighting.POOLED: lazy_gettext("Not weighted: dossier counts are missing"),
}

DOUBTS = {
    Doubt.FEW_RESPONDENTS: lazy_gettext("fewer than 30 people answered"),
    Doubt.SMALL_EFFECTIVE_SIZE: lazy_gettext("the answers say no more than 30 independent ones"),
    Doubt.WIDE_INTERVAL: lazy_gettext("the interval is 30 points wide or wider"),
    Doubt.FEW_CLUSTERS: lazy_gettext("there are too few answers to know their spread"),
}

TOUCHPOINTS = {
    Touchpoint.DESK_POSTER: lazy_gettext("Poster at the counter"),
    Touchpoint.RECEIPT_SLIP: lazy_gettext("Receipt slip"),
    Touchpoint.SUPPLEMENT_SLIP: lazy_gettext("Request-to-complete slip"),
    Touchpoint.REFUSAL_SLIP: lazy_gettext("Refusal slip"),
    Touchpoint.RESULT_SLIP: lazy_gettext("Result slip"),
    Touchpoint.KIOSK: lazy_gettext("Kiosk"),
    Touchpoint.ONLINE: lazy_gettext("Web site or message"),
    Touchpoint.POST: lazy_gettext("Post"),
    Touchpoint.PAPER: lazy_gettext("Paper form"),
    Touchpoint.IMPORT: lazy_gettext("Imported file"),
}

MODES = {
    Mode.SELF_PHONE: lazy_gettext("On one's own phone"),
    Mode.KIOSK: lazy_gettext("At a kiosk"),
    Mode.ONLINE: lazy_gettext("Online"),
    Mode.INTERVIEWER: lazy_gettext("With an interviewer"),
    Mode.ASSISTED: lazy_gettext("Assisted by staff"),
    Mode.PAPER: lazy_gettext("On paper"),
    Mode.IMPORTED: lazy_gettext("Imported"),
}

ORIGINS = {
    Origin.VERIFIED: lazy_gettext("Verified by invitation"),
    Origin.OPEN: lazy_gettext("Open to everybody"),
    Origin.ASSISTED: lazy_gettext("With somebody’s help"),
}

KEPT = {
    Kept.COUNTED: lazy_gettext("Without the excluded ones (published)"),
    Kept.WITH_EXCLUDED: lazy_gettext("All answers, excluded ones too"),
    Kept.WITHOUT_FLAGGED: lazy_gettext("Without all flagged ones too"),
}


def list_of(table: Mapping[Any, object], keys: Iterable[Any]) -> str:
    """Join the words of several things."""
    return "; ".join(str(table[key]) for key in keys)


def by_outcome(rows: Iterable[IndexRow]) -> list[tuple[Outcome, list[IndexRow]]]:
    """Group rows by what can be said of them, in the fixed order of outcomes."""
    groups: dict[Outcome, list[IndexRow]] = {outcome: [] for outcome in VERDICT_ORDER}
    for row in rows:
        groups[row.outcome].append(row)
    return [(outcome, group) for outcome, group in groups.items() if group]


def item_label(questionnaire: Questionnaire, item: ItemRow) -> str:
    """Give the words of a question, or the title of a factor, in the page's language."""
    language = page_language()
    if not item.is_factor:
        return questionnaire.questions[item.code].text(language)
    return next(f.title for f in questionnaire.factors if f.code == item.code).get(language)


def say(text: str, **values: object) -> str:
    """Translate with a type that says so; the library's own functions are untyped."""
    return str(gettext(text, **values))


def standing_sentences(last: date, today: date | None = None) -> list[str]:
    """Give the two sentences without which no result is shown, and a third while it can change.

    `last` is the last day of the period, `today` the day of a report that was frozen. Whoever reads
    an interval daily until it agrees is told so: at the target that ends in a wrong verdict in 28
    to 38 % of cases (note, section 5).
    """
    sentences = [
        say(
            "The interval covers chance alone: intervals computed in this way hold the true level "
            "of such respondents about as often as the confidence level says. It does not cover "
            "mistakes in asking or counting."
        ),
        say(
            "Who scans a code decides that for himself or herself. The figures speak of those who "
            "answered, not of all citizens."
        ),
    ]
    if last >= (today or clock.local_day(clock.now())):
        sentences.append(
            say(
                "The period is not over, so no verdict here is final. Looked at again and again "
                "until it suits, a verdict is wrong far more often than the confidence level says: "
                "decide by what stands here after the last day."
            )
        )
    return sentences


def tree_sentence(row: IndexRow) -> str:
    """Say in which tree of units the rows stand."""
    if row.tree_of is None:
        return say("Units as they were on %(day)s.", day=in_figures(row.tree_day))
    return say(
        "Units as they are on %(day)s. Those that were merged since count in the unit of today, "
        "weighted by their dossiers of the time; a unit that was split or closed cannot be divided "
        "and stays the unit it was.",
        day=in_figures(row.tree_of),
    )


def whole_only() -> str:
    """Say that something is not shown of a part of a survey."""
    return say(
        "What divides a unit further – by way of answering, by doubt, by hour – is shown of the "
        "whole survey only, so that no two periods can be subtracted."
    )


def reason(row: IndexRow) -> str:
    """Say in a few words why the verdict is what it is."""
    if row.readable is not None:
        return say(
            "can be read %(by_step)s only: a shorter period has fewer than %(least)s answers here, "
            "or would give a group that small away",
            by_step=STEPS[row.readable.step],
            least=row.minimum_cell,
        )
    if row.outcome is Outcome.WITHHELD:
        return say(
            "fewer than %(least)s answers, or hidden to protect a group that small",
            least=row.minimum_cell,
        )
    if row.outcome is not Outcome.NOT_ENOUGH_EVIDENCE:
        return PLAIN_REASONS[row.outcome]()
    if row.figure is not None and row.figure.n < MINIMUM_RESPONDENTS:
        return say("fewer than %(least)s people answered", least=MINIMUM_RESPONDENTS)
    if row.is_above_but_unproven:
        return say("the estimate reaches the target, the interval does not prove it")
    return say("the estimate is below the target, the interval does not prove it")


def unit_sentences(row: IndexRow) -> list[str]:
    """Say what the verdict rests on, and what could upset it."""
    sentences = [capital(reason(row)) + "."]
    if row.figure and row.figure.doubts:
        doubts = list_of(DOUBTS, row.figure.doubts)
        sentences.append(say("Read with care: %(doubts)s.", doubts=doubts))
    if row.figure and row.figure.weight_effect > UNEVEN_WEIGHTS:
        sentences.append(
            say(
                "The weights are very uneven (design effect %(effect)s): a few answers from places "
                "with many dossiers count for much.",
                effect=number(row.figure.weight_effect, 1),
            )
        )
    if row.weighting is Weighting.POOLED and row.figure:
        sentences.append(
            say(
                "Answers of several units were put together without weights, because dossier "
                "counts are missing. Take it as a check of the data."
            )
        )
    return [*sentences, *_about_the_silent(row)]


def _about_the_silent(row: IndexRow) -> list[str]:
    """Say how far those who did not answer could be off before the verdict turns."""
    silent, target = row.silent, row.target
    if silent is None or target is None or row.figure is None:
        return []
    worst = say(
        "Whatever the silent think, the level of all dossiers lies between %(low)s and %(high)s.",
        low=percent(silent.worst_low),
        high=percent(silent.worst_high),
    )
    if silent.tipping_share is None:
        return [worst, say("No opinion of the silent could bring the whole across the target.")]
    tipping = say(
        "The whole would stand exactly at the target if %(share)s of those who did not answer were "
        "satisfied.",
        share=percent(silent.tipping_share),
    )
    return [tipping, worst]


def capital(text: str) -> str:
    """Begin a sentence with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


PLAIN_REASONS = {
    Outcome.MET: lambda: say("the whole interval is at the target or above"),
    Outcome.NOT_MET: lambda: say("the whole interval is below the target"),
    Outcome.NO_ANSWERS: lambda: say("nobody has answered"),
    Outcome.NO_TARGET: lambda: say("no target is in force for this figure"),
}
