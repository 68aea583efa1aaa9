"""What the room says of numbers of forms: the share that was sent, how long it took, what went
wrong at a question."""

from flask_babel import gettext, lazy_gettext

from app.filters import whole
from app.services.funnel.losses import GIVEN_UP, LEFT, FormReason
from app.services.funnel.numbers import Numbers
from app.services.funnel.spans import Span
from surveys.error_codes import AnswerCode

OUTCOMES = {
    AnswerCode.REQUIRED: lazy_gettext("left unanswered although it must be answered"),
    AnswerCode.NOTHING_ANSWERED: lazy_gettext("sent without a single answer"),
    AnswerCode.UNKNOWN_ITEM: lazy_gettext("an answer to a question that is not asked"),
    AnswerCode.ONE_ANSWER_ONLY: lazy_gettext("several answers where one is wanted"),
    AnswerCode.NOT_AN_OPTION: lazy_gettext("an answer that is none of those shown"),
    AnswerCode.NA_NOT_ALLOWED: lazy_gettext("“not applicable” where it is not offered"),
    AnswerCode.NA_NOT_NOW: lazy_gettext("“not applicable” against an earlier answer"),
    AnswerCode.NA_WITH_ANSWER: lazy_gettext("“not applicable” beside an answer"),
    AnswerCode.EXCLUSIVE_WITH_OTHERS: lazy_gettext("a choice that excludes the others beside it"),
    AnswerCode.TOO_MANY_CHOICES: lazy_gettext("too many choices"),
    AnswerCode.RANKED_TWICE: lazy_gettext("the same choice in two places"),
    AnswerCode.NOT_A_NUMBER: lazy_gettext("no number"),
    AnswerCode.NOT_WHOLE_NUMBER: lazy_gettext("no whole number"),
    AnswerCode.TOO_MANY_DECIMALS: lazy_gettext("too many decimals"),
    AnswerCode.TOO_SMALL: lazy_gettext("a number that is too small"),
    AnswerCode.TOO_LARGE: lazy_gettext("a number that is too large"),
    AnswerCode.NOT_A_DATE: lazy_gettext("no date"),
    AnswerCode.DATE_TOO_EARLY: lazy_gettext("a date that is too early"),
    AnswerCode.DATE_TOO_LATE: lazy_gettext("a date that is too late"),
    AnswerCode.NOT_TEXT: lazy_gettext("no text"),
    AnswerCode.TEXT_TOO_LONG: lazy_gettext("a text that is too long"),
    FormReason.EXPIRED: lazy_gettext("open for longer than a day, sent once more after a notice"),
    FormReason.INVITATION_USED: lazy_gettext("its invitation was used before or is not valid"),
    FormReason.UNAVAILABLE: lazy_gettext("could not be saved just then"),
    FormReason.CLOSED: lazy_gettext("came when the survey took no answers"),
    FormReason.CONFIRM: lazy_gettext("asked to confirm it by a sum or a wait, after a rush"),
    LEFT: lazy_gettext("returned for this question and not sent afterwards"),
    GIVEN_UP: lazy_gettext("left on a shared tablet while this question was shown"),
}
"""What forms met at a question, or as a whole; a test holds that no code is missing."""

HUNDRED = 100
MINUTE = 60


def share_sentence(numbers: Numbers) -> str:
    """Say how many of the forms that were opened were sent; of a hundred, if there are as many."""
    share = numbers.share_sent
    if not numbers.opened:
        return str(gettext("No page of a form has been opened in these days."))
    if share is None or numbers.opened < HUNDRED:
        of_all = {"opened": whole(numbers.opened), "sent": whole(numbers.sent)}
        return str(gettext("Of %(opened)s forms that were opened, %(sent)s were sent.", **of_all))
    sent = whole(round(HUNDRED * share))
    return str(gettext("Of 100 forms that were opened, %(sent)s were sent.", sent=sent))


def span_words(span: Span | None) -> str:
    """Say how long the middle form took."""
    if span is None:
        return "–"
    if span.end is None:
        return str(gettext("%(first)s minutes and more", first=span.first // MINUTE))
    if span.first % MINUTE == 0 and span.end % MINUTE == 0 and span.first:
        first, end = span.first // MINUTE, span.end // MINUTE
        return str(gettext("about %(first)s–%(end)s minutes", first=first, end=end))
    return str(gettext("about %(first)s–%(end)s seconds", first=span.first, end=span.end))
