"""What becomes of a form that comes in: stored, the next step, or the page again with errors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

from werkzeug.datastructures import MultiDict

from app import clock
from app.errors import AnswerTooLate, FormExpired, InvitationUsed, StoreUnavailable
from app.queries.points import FieldedPoint
from app.respond.messages import EXPIRED, INVITATION_USED, UNAVAILABLE
from app.respond.sheets import Sheet
from app.respond.step_pages import StepPage
from app.respond.tokens import FormToken, new_form_token, read_form_token
from app.services.flagging import Signs
from app.services.responding import Receipt, earlier_receipt, submit_response
from surveys.errors import AnswerError, InvalidAnswers
from surveys.validation import check_answers

TOKEN, MOVE, STEP, HIDDEN = "form-token", "form-move", "form-step", "form-website"
"""The form's own fields; no item code has a hyphen, so none can be mistaken for one."""


@dataclass(frozen=True)
class Shown:
    """The page that answers a form, and its status."""

    page: StepPage
    status: HTTPStatus = HTTPStatus.OK


@dataclass(frozen=True)
class Submission:
    """A form that came in at a point; all of the person's work is in `sent`.

    `extra` is what every page that answers it is given besides; `invitation` the code it came with;
    `confirmed` how a person confirmed it after a rush.
    """

    point: FieldedPoint
    sheet: Sheet
    sent: "MultiDict[str, str]"
    extra: Mapping[str, Any] = field(default_factory=dict)
    invitation: str | None = None
    confirmed: str = ""

    @cached_property
    def raw(self) -> Mapping[str, object]:
        """The answers by item code, unchecked."""
        return self.sheet.raw_answers(self.sent)

    @cached_property
    def step(self) -> int:
        """The step the form comes from; anything else that is sent there is the first."""
        sent = self.sent.get(STEP, "")
        return int(sent) if sent in self.sheet.step_names else 0

    @property
    def signs(self) -> Signs:
        """What can flag the answers; a person sees nothing of it and is told nothing."""
        return Signs(hidden_field=bool(self.sent.get(HIDDEN)), confirmed=self.confirmed)

    def page(self, step: int, **changes: Any) -> StepPage:
        """Show a step with the answers kept: its own in the fields, the others carried along."""
        return StepPage(
            point=self.point,
            sheet=self.sheet,
            form=self.sheet.form_class(self.sent),
            step=step,
            given=self.sheet.given(self.raw),
            carried=tuple(
                (name, value)
                for item, name in self.sheet.names.items()
                if self.sheet.step_of[item] != step
                for value in self.sent.getlist(name)
            ),
            hidden=self.sent.get(HIDDEN, ""),
            **{"token": self.sent.get(TOKEN, ""), **self.extra, **changes},
        )


def take(submission: Submission) -> Receipt | Shown:
    """Take a form in: give the receipt of what is stored, or the page to show instead."""
    is_late = clock.now() >= submission.point.closes_at
    try:
        # After the end nobody can open the form again; how late is too late is the service's rule.
        token = read_form_token(submission.sent.get(TOKEN, ""), of_any_age=is_late)
    except FormExpired as expired:
        return earlier_receipt(expired.key) or opened_again(submission)
    return moved(submission) or stored(submission, token)


def moved(submission: Submission) -> Shown | None:
    """Do what a button other than "Send" says; None where the form is to be sent."""
    move = MOVES.get(submission.sent.get(MOVE, ""))
    return move(submission) if move else None


def opened_again(submission: Submission) -> Shown:
    """Show the form with a fresh token, because nothing vouches for the old one."""
    page = submission.page(submission.step, token=new_form_token(), notice=str(EXPIRED))
    return Shown(page, HTTPStatus.BAD_REQUEST)


def stored(submission: Submission, token: FormToken) -> Receipt | Shown:
    """Store the answers; what is wrong with them is shown at the first step that has an error."""
    try:
        return submit_response(
            submission.point,
            submission.sheet.questionnaire,
            submission.raw,
            key=token.key,
            opened_at=token.opened_at,
            language=submission.sheet.language,
            now=clock.now(),
            invitation=submission.invitation,
            signs=submission.signs,
        )
    except InvitationUsed:
        # Nothing is lost: the page now leads to the point itself, which asks for no invitation.
        page = submission.page(submission.step, notice=str(INVITATION_USED), link=None, told="")
        return Shown(page, HTTPStatus.CONFLICT)
    except InvalidAnswers as refused:
        return refused_page(submission, refused)
    except AnswerTooLate:
        # It may have been stored in time, with the receipt lost on the way.
        if receipt := earlier_receipt(token.key):
            return receipt
        raise
    except StoreUnavailable:
        page = submission.page(submission.step, notice=str(UNAVAILABLE))
        return Shown(page, HTTPStatus.SERVICE_UNAVAILABLE)


def refused_page(submission: Submission, refused: InvalidAnswers) -> Shown:
    """Show the first step that has an error."""
    steps = [submission.sheet.step_of[item] for item in refused.errors]
    page = submission.page(
        min(steps, default=submission.step),
        errors=refused.errors,
        form_error=refused.form_error,
    )
    return Shown(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def go_on(submission: Submission) -> Shown | None:
    """Show the next step that asks something; None if there is none and the form is complete."""
    errors = errors_in(submission, submission.step)
    if errors:
        page = submission.page(submission.step, errors=errors)
        return Shown(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    return first_asking(submission, range(submission.step + 1, len(submission.sheet.steps)))


def go_back(submission: Submission) -> Shown:
    """Show the step before that asked something; nothing is checked on the way back."""
    before = first_asking(submission, range(submission.step - 1, -1, -1))
    return before or stay(submission)


def stay(submission: Submission) -> Shown:
    """Show the same step: the person changed the language."""
    return Shown(submission.page(submission.step))


MOVES: dict[str, Callable[[Submission], Shown | None]] = {
    "next": go_on,
    "back": go_back,
    "stay": stay,
}
"""What each button but "Send" does."""


def first_asking(submission: Submission, steps: range) -> Shown | None:
    """Show the first of some steps that has a question to ask."""
    given = submission.sheet.given(submission.raw)
    asking = (step for step in steps if submission.sheet.asked_in(step, given))
    step = next(asking, None)
    return None if step is None else Shown(submission.page(step))


def errors_in(submission: Submission, step: int) -> dict[str, AnswerError]:
    """List what is wrong in one step; later steps were not asked yet."""
    try:
        check_answers(submission.sheet.questionnaire, submission.raw)
    except InvalidAnswers as refused:
        step_of = submission.sheet.step_of
        return {item: error for item, error in refused.errors.items() if step_of[item] == step}
    return {}
