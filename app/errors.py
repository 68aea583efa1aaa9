"""Domain errors, and the one table from error to status and page."""

from collections.abc import Iterable
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.problem_details import http_problem, wants_problem_details


class LangNgheError(Exception):
    """Base of every error of `app`; the message is for the log, the page has its own words."""


class InvalidSetting(LangNgheError):
    """A setting is missing or wrong; start-up stops with this sentence."""


class NotFound(LangNgheError):
    """There is no such thing, or not for this person; the two look alike on purpose."""


class UnknownAccessCode(NotFound):
    """No collection point has this access code."""


class AccessCodeRevoked(LangNgheError):
    """The code was taken back or has expired; whoever scans it learns where else to go."""


class AccessCodeMoved(LangNgheError):
    """The code leads on to another one, after a merger or a move; the page goes along."""

    def __init__(self, code: str) -> None:
        super().__init__("leads on to another code")
        self.code = code


class SurveyClosed(LangNgheError):
    """The survey of this collection point has ended."""

    def __init__(self, closed_on: date) -> None:
        super().__init__(f"closed on {closed_on}")
        self.closed_on = closed_on


class AnswerTooLate(SurveyClosed):
    """The form was opened in time and came in more than seven days after the survey's end."""


class SurveyNotOpen(LangNgheError):
    """No survey is open here yet: it opens on a day, or is paused or not planned (None)."""

    def __init__(self, opens_on: date | None) -> None:
        super().__init__(f"opens on {opens_on}")
        self.opens_on = opens_on


class ReceiptUnknown(LangNgheError):
    """No response has this receipt code."""


class FormExpired(LangNgheError):
    """The form's token is missing or forged (then `key` is None), or too old."""

    def __init__(self, key: UUID | None) -> None:
        super().__init__("missing, forged or too old")
        self.key = key


class StoreUnavailable(LangNgheError):
    """The answer could not be stored now; sending it again with the same key is safe."""


class InvitationUsed(LangNgheError):
    """An invitation is spent, revoked or expired, or is for another place; which is not told."""


class InvalidFilter(LangNgheError):
    """A filter in the address has a value that cannot be; `name` is what the address calls it."""

    def __init__(self, message: str, *, name: str = "") -> None:
        super().__init__(message)
        self.name = name


class PeriodNotReadable(InvalidFilter):
    """Figures are not given for these days; `nearest` is the smallest period around that is.

    names : what the address calls the first and the last day
    """

    def __init__(self, nearest: tuple[date, date], names: tuple[str, str] = ("from", "to")) -> None:
        super().__init__(
            "figures are given for whole months of the survey;"
            f" the nearest period is {nearest[0]} to {nearest[1]}",
            name=names[0],
        )
        self.nearest, self.names = nearest, names

    def address(self, path: str, arguments: Iterable[tuple[str, str]]) -> str:
        """Give the address that was asked for with the nearest period in it."""
        days = dict(zip(self.names, (day.isoformat() for day in self.nearest), strict=True))
        others = [(name, value) for name, value in arguments if name not in days]
        return f"{path}?{urlencode([*others, *days.items()])}"


PAGES: dict[type[Exception], tuple[HTTPStatus, str]] = {
    UnknownAccessCode: (HTTPStatus.NOT_FOUND, "errors/unknown_access_code.html"),
    AccessCodeRevoked: (HTTPStatus.GONE, "errors/access_code_revoked.html"),
    AnswerTooLate: (HTTPStatus.GONE, "errors/answer_too_late.html"),
    SurveyClosed: (HTTPStatus.GONE, "errors/survey_closed.html"),
    SurveyNotOpen: (HTTPStatus.NOT_FOUND, "errors/survey_not_open.html"),
    StoreUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "errors/unavailable.html"),
    PeriodNotReadable: (HTTPStatus.BAD_REQUEST, "errors/period_not_readable.html"),
    InvalidFilter: (HTTPStatus.BAD_REQUEST, "errors/invalid_filter.html"),
    NotFound: (HTTPStatus.NOT_FOUND, "errors/not_found.html"),
}
"""Which status and page answer which domain error; the most specific class first."""

HTTP_PAGES = {
    HTTPStatus.BAD_REQUEST: "errors/bad_request.html",
    HTTPStatus.FORBIDDEN: "errors/forbidden.html",
    HTTPStatus.NOT_FOUND: "errors/not_found.html",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "errors/too_large.html",
    HTTPStatus.INTERNAL_SERVER_ERROR: "errors/server_error.html",
}


def init_app(app: Flask) -> None:
    """Answer domain errors and HTTP errors with a humane page, programs with problem details."""
    app.register_error_handler(LangNgheError, domain_error_page)
    app.register_error_handler(HTTPException, http_error_page)


def domain_error_page(error: LangNgheError) -> ResponseReturnValue:
    """Render the page of a domain error; one without a page is a defect and stays an error 500."""
    for kind, (status, template) in PAGES.items():
        if isinstance(error, kind):
            if wants_problem_details():
                return http_problem(status, *told_to_programs(error))
            return render_template(template, error=error), status
    raise error


def told_to_programs(error: LangNgheError) -> tuple[str | None, dict[str, Any] | None]:
    """Say what is wrong with a filter; of other errors a program learns the status alone."""
    if not isinstance(error, InvalidFilter):
        return None, None
    return str(error), {"messages": {"query": {error.name: [str(error)]}}} if error.name else None


def http_error_page(error: HTTPException) -> ResponseReturnValue:
    """Render the page of an HTTP error, or pass on a redirect or rarer error as it is."""
    if wants_problem_details() and error.code:
        answer = http_problem(error.code, error.description, getattr(error, "data", None))
        # Such as Allow, which belongs to every 405 (RFC 9110, 15.5.6), and Retry-After.
        answer.headers.extend(
            (name, value) for name, value in error.get_headers() if name != "Content-Type"
        )
        return answer
    template = HTTP_PAGES.get(HTTPStatus(error.code)) if error.code else None
    if template is None or request.path.startswith("/static/"):
        return error
    return render_template(template, error=error), error.code or HTTPStatus.INTERNAL_SERVER_ERROR
