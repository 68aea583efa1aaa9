"""What becomes of forms, as numbers: opened, started, refused and why, how far, sent.

A form says in a hidden field what was counted of it already, so that each thing is counted once a
form and nothing has to be remembered. Whoever forges the field spoils a number, never an answer.
Forms count for the day on which they were opened: those sent are then some of those opened.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from http import HTTPStatus

from flask import request

from app import clock
from app.errors import LangNgheError
from app.models import FunnelStep, Mode
from app.queries.points import FieldedPoint
from app.respond.confirming import SHOWN
from app.respond.sheets import Sheet
from app.respond.submissions import TOKEN, Shown, Submission
from app.respond.tokens import form_opened_at
from app.services.funnel import Counted, funnel_counter
from app.services.funnel.losses import FormReason
from app.services.funnel.spans import span_of
from app.services.responding import Receipt
from app.services.true_time import Moment
from surveys.errors import AnswerError

SEEN = "form-seen"
WELL_FORMED = re.compile(r"\d{1,3}(-\d{1,3}){0,200}", re.ASCII)
LATE_AFTER = timedelta(hours=1)
A_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
MOST_GIVEN_UP = 1000
"""Of a question, at one telling: more is no tablet's day."""
THE_FORM = 0
"""Stands where a question's number would, for what is wrong with the form as a whole."""

ANSWERS = "answers"
REASONS = {
    HTTPStatus.BAD_REQUEST: FormReason.EXPIRED,
    HTTPStatus.CONFLICT: FormReason.INVITATION_USED,
    HTTPStatus.SERVICE_UNAVAILABLE: FormReason.UNAVAILABLE,
}
"""Why a form is shown again although its answers were right."""


@dataclass(frozen=True)
class Seen:
    """What was counted of a form: its furthest step, and the numbers of refused questions."""

    furthest: int = 0
    refused: frozenset[int] = frozenset()

    def __str__(self) -> str:
        """Write it as the form carries it."""
        return "-".join(str(number) for number in (self.furthest, *sorted(self.refused)))


@dataclass(frozen=True)
class Notes:
    """Where the numbers of a form are noted: its point, on the day it was opened."""

    point: FieldedPoint
    day: date

    def note(self, step: FunnelStep, detail: str = "", n: int = 1) -> None:
        """Count the form once, or several forms."""
        funnel_counter().add(self.named(step, detail), n)

    def named(self, step: FunnelStep, detail: str = "") -> Counted:
        """Name a number of the point on the day."""
        point = self.point
        return Counted(point.survey_id, self.day, point.point_id, point.unit_id, step, detail)


def notes_of(point: FieldedPoint, at: datetime | None = None) -> Notes:
    """Note a form that was opened at a moment, or is opened now."""
    return Notes(point, clock.local_day(at or clock.now()))


def note_opening(point: FieldedPoint) -> Counted:
    """Count a form that is opened now, and say what was counted; a head alone opens none."""
    opening = notes_of(point).named(FunnelStep.OPENED)
    if request.method != "HEAD":
        funnel_counter().add(opening)
    return opening


def note_asking(submission: Submission) -> None:
    """Count a form whose sender is asked, for the first time, to confirm it after a rush."""
    if SHOWN not in submission.sent:
        opened_at = form_opened_at(submission.sent.get(TOKEN, ""))
        notes_of(submission.point, opened_at).note(FunnelStep.REFUSED, FormReason.CONFIRM)


def read_seen(text: str, sheet: Sheet) -> Seen | None:
    """Read what was counted of a form; None of one that comes in for the first time."""
    if not WELL_FORMED.fullmatch(text):
        return None
    furthest, *refused = (int(number) for number in text.split("-"))
    known = frozenset(n for n in refused if n <= len(sheet.numbers))
    return Seen(min(furthest, len(sheet.steps) - 1), known)


def take_counted(
    submission: Submission, take: Callable[[Submission], Receipt | Shown]
) -> Receipt | Shown:
    """Take a form in and count what became of it; a page that is shown carries that along."""
    opened_at = form_opened_at(submission.sent.get(TOKEN, ""))
    notes = notes_of(submission.point, opened_at)
    before = read_seen(submission.sent.get(SEEN, ""), submission.sheet)
    try:
        outcome = take(submission)
    except LangNgheError:
        notes.note(FunnelStep.REFUSED, FormReason.CLOSED)
        raise
    if isinstance(outcome, Receipt):
        if outcome.is_new:
            took = (clock.now() - opened_at).total_seconds() if opened_at else None
            note_sending(notes, before, submission.sheet, took)
        return outcome
    seen = note_page(notes, before, outcome)
    return replace(outcome, page=replace(outcome.page, seen=str(seen)))


def note_sending(notes: Notes, before: Seen | None, sheet: Sheet, took: float | None) -> None:
    """Count a form that was stored."""
    if before is None:
        notes.note(FunnelStep.STARTED)
    seen = before or Seen()
    notes.note(FunnelStep.SENT)
    notes.note(FunnelStep.PASSED, str(seen.furthest))
    items = ["", *sheet.numbers]
    for number in seen.refused:
        notes.note(FunnelStep.MENDED, items[number])
    if took is not None:
        notes.note(FunnelStep.TOOK, span_of(took))


def note_page(notes: Notes, before: Seen | None, shown: Shown) -> Seen:
    """Count a form that is shown again; give what is counted of it now."""
    if before is None:
        notes.note(FunnelStep.STARTED)
    seen = before or Seen()
    page = shown.page
    if reason := REASONS.get(shown.status):
        notes.note(FunnelStep.REFUSED, reason)
    if page.step > seen.furthest:
        notes.note(FunnelStep.PASSED, str(seen.furthest))
        notes.note(FunnelStep.REACHED, str(page.step))
    numbers = {page.sheet.numbers[item]: error for item, error in page.errors.items()}
    if page.form_error:
        numbers[THE_FORM] = page.form_error
    note_mistakes(notes, seen, numbers, page.sheet)
    return Seen(max(seen.furthest, page.step), seen.refused | numbers.keys())


def note_mistakes(notes: Notes, seen: Seen, numbers: dict[int, AnswerError], sheet: Sheet) -> None:
    """Count the questions that are refused for the first time, and why."""
    if numbers and not seen.refused:
        notes.note(FunnelStep.REFUSED, ANSWERS)
    items = ["", *sheet.numbers]
    for number in numbers.keys() - seen.refused:
        notes.note(FunnelStep.QUESTION, f"{items[number]}:{numbers[number].code}")


def note_delivery(
    point: FieldedPoint, sheet: Sheet, sent: Mapping[str, str], receipt: Receipt, moment: Moment
) -> None:
    """Count an answer that a device kept, once.

    The form of a page was counted when it was opened. One fetched ahead was not: it counts for
    the day of its answer, and apart.
    """
    if not receipt.is_new:
        return
    if opened_at := form_opened_at(sent.get(TOKEN, "")):
        before = read_seen(sent.get(SEEN, ""), sheet)
        note_sending(notes_of(point, opened_at), before, sheet, moment.duration)
        return
    notes = notes_of(point, moment.answered_at)
    notes.note(FunnelStep.DELIVERED)
    if point.mode == Mode.KIOSK:
        notes.note(FunnelStep.STARTED)
    if clock.now() - moment.answered_at > LATE_AFTER:
        notes_of(point).note(FunnelStep.LATE)
    if moment.duration is not None:
        notes.note(FunnelStep.TOOK, span_of(moment.duration))


def note_given_up(point: FieldedPoint, sheet: Sheet, told: Mapping[str, str]) -> None:
    """Count the forms that people began on a shared tablet and left, by the question shown last.

    The tablet tells them as numbers by item, when it has a network; they count for that day.
    """
    notes = notes_of(point)
    for item in sheet.questions:
        n = min(int(told[item]), MOST_GIVEN_UP) if A_NUMBER.fullmatch(told.get(item, "")) else 0
        if n:
            notes.note(FunnelStep.STARTED, n=n)
            notes.note(FunnelStep.GIVEN_UP, item, n)
