"""What a mail says: short sentences that name days and published figures, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import ngettext

from app.filters import beside, name_of
from app.filters import day as in_figures
from app.models import MailKind
from app.queries.units import UnitFacts
from app.running_words import running_sentence, verdict_sentence
from app.services.digests.alarms import Alarm
from app.services.digests.gathering import Looks, UnitNews
from app.services.reporting.changes import ChangeRow
from app.services.reporting.differences import Direction
from app.words import say, standing_sentences


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of one unit in one survey; links are words and the address they lead to."""

    heading: str
    subheading: str
    sentences: tuple[str, ...]
    looks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def subject(kind: MailKind, units: Sequence[UnitFacts], service: str, today: date) -> str:
    """Name the mail by its reason and its unit."""
    about = name_of(units[0])
    if len(units) > 1:
        about = say("%(count)s units", count=len(units))
    if kind is MailKind.ALARM:
        return say("%(service)s: signs of a fall at %(about)s", service=service, about=about)
    week = in_figures(today - timedelta(days=1))
    return say(
        "%(service)s: %(about)s, results up to %(day)s", service=service, about=about, day=week
    )


def news_section(
    news: UnitNews, *, is_fresh: bool, may_review: bool, address: str, signs: str
) -> Section:
    """Say what there is of a unit in a survey; the alarm only if it is news.

    `address` is that of its figures, `signs` that of the list for its units below, given while the
    survey goes on.
    """
    sentences = [verdict_sentence(news.row)]
    if is_fresh and news.alarm:
        sentences.insert(0, alarm_sentence(news.alarm))
    if news.running:
        sentences.append(running_sentence(news.row, news.running))
    if news.change:
        sentences.append(change_sentence(news.change))
    links = [(say("Everything about these figures"), address)]
    if news.running or news.alarm:
        links.append((say("Signs of a fall and running verdicts of all units here"), signs))
    return Section(
        heading=name_of(news.row.unit),
        subheading=f"{name_of(news.survey, 'title')}, "
        f"{in_figures(news.row.first)} – {in_figures(news.row.last)}",
        sentences=tuple(sentences),
        looks=tuple(look_sentences(news.looks, may_review=may_review)),
        links=tuple(links),
    )


def alarm_sentence(alarm: Alarm) -> str:
    """Say that the last days point to a fall, and how much that means."""
    return say(
        "Signs of a fall: the answers from %(since)s to %(day)s point to a level ten points lower "
        "than before. This is no verdict; chance alone gives such a sign about once a year.",
        since=in_figures(alarm.since),
        day=in_figures(alarm.last),
    )


def change_sentence(change: ChangeRow) -> str:
    """Say what changed since the survey before."""
    if change.difference is None:
        return say("Since the survey before: one of the two figures is not shown.")
    return say(
        "Since the survey before: %(direction)s (difference of %(value)s points, interval from "
        "%(low)s to %(high)s).",
        direction=direction_words(change.direction),
        value=points(change.difference.value),
        low=points(change.difference.interval.low),
        high=points(change.difference.interval.high),
    )


def direction_words(direction: Direction) -> str:
    """Name a direction within a sentence."""
    return {
        Direction.BETTER: say("better"),
        Direction.WORSE: say("worse"),
        Direction.UNCHANGED: say("unchanged"),
        Direction.CANNOT_TELL: say("better or worse cannot be told"),
        Direction.NOT_SHOWN: say("not shown"),
    }[direction]


def points(share: float) -> str:
    """Write a change in points of a hundred, with its sign."""
    text = beside(abs(share))
    sign = "" if not any(c in "123456789" for c in text) else ("+" if share > 0 else "−")
    return f"{sign}{text}"


def look_sentences(looks: Looks, *, may_review: bool) -> list[str]:
    """Say what needs a look; nothing where all is well."""
    found = []
    if looks.silent:
        found.append(
            str(
                ngettext(
                    "%(num)s of %(all)s collection points has no answer yet.",
                    "%(num)s of %(all)s collection points have no answer yet.",
                    looks.silent,
                    all=looks.points,
                )
            )
        )
    if looks.counts_due and looks.counts_end is None:
        found.append(
            say(
                "No dossier counts are entered; without them there is no response rate, and units "
                "below are not weighted."
            )
        )
    elif looks.counts_due and looks.counts_end:
        found.append(
            say(
                "Dossier counts end on %(end)s; those up to %(due)s are missing.",
                end=in_figures(looks.counts_end),
                due=in_figures(looks.counts_due),
            )
        )
    if may_review and looks.waiting:
        found.append(
            str(
                ngettext(
                    "%(num)s entry of the review list waits for a decision.",
                    "%(num)s entries of the review list wait for a decision.",
                    looks.waiting,
                )
            )
        )
    return found


def notes(last: date, account: str, leave: str) -> list[str]:
    """Give the standing sentences, and how to get no more mails."""
    return [
        *standing_sentences(last),
        say("Fewer of these mails: %(address)s", address=account),
        say("None at all, without signing in: %(address)s", address=leave),
    ]


def trial_section(address: str) -> Section:
    """Say what a mail is that only tries whether mails arrive."""
    return Section(
        heading=say("Mails arrive here"),
        subheading="",
        sentences=(say("An administrator tried the settings of mail. There is nothing to do."),),
        looks=(),
        links=((say("The service"), address),),
    )
