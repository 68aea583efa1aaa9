"""A questionnaire that stands at no collection point: previews and trials show it as it will be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from app.config import LANGUAGES
from app.queries.points import FieldedPoint, Name
from app.respond.sheets import Sheet, new_sheet
from app.respond.step_pages import StepPage
from app.respond.submissions import Shown, Submission, moved, refused_page
from app.respond.tokens import new_form_token
from surveys.definitions import Questionnaire
from surveys.errors import InvalidAnswers
from surveys.validation import Answers, check_answers

EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

EXAMPLE = FieldedPoint(
    access_code="",
    point_id=0,
    unit_id=0,
    mode="online",
    place=Name("Quầy số 1 (ví dụ)", "Counter 1 (example)"),
    parent=None,
    service=None,
    survey_id=0,
    version_id=0,
    version_since=EARLIEST,
    opens_on=date.min,
    closes_on=date.max,
    opens_at=EARLIEST,
    closes_at=LATEST,
    planned=False,
    paused=False,
    expires_at=None,
    demonstration=False,
)
"""A collection point that is none, under a name nobody takes for a real one."""


@dataclass(frozen=True)
class Unfielded:
    """A questionnaire shown in one language; `link` gives the address of the page in any."""

    questionnaire: Questionnaire
    language: str
    languages: Mapping[str, str]
    link: Callable[[str], str]
    notice: str

    @property
    def sheet(self) -> Sheet:
        """The questionnaire laid out."""
        return new_sheet(self.questionnaire, self.language)

    @property
    def extra(self) -> dict[str, Any]:
        """What every page of it is given."""
        return {"languages": self.languages, "link": self.link, "notice": self.notice}

    def first_page(self) -> StepPage:
        """Give its first page, nothing filled in."""
        sheet, token = self.sheet, new_form_token()
        return StepPage(EXAMPLE, sheet, sheet.form_class(), token, blank=True, **self.extra)

    def take(self, sent: "MultiDict[str, str]") -> Answers | Shown:
        """Take a form in: its answers when they were sent and are right, else the next page."""
        submission = Submission(EXAMPLE, self.sheet, sent, self.extra)
        page = moved(submission)
        if page is not None:
            return page
        try:
            return check_answers(self.questionnaire, submission.raw)
        except InvalidAnswers as refused:
            return refused_page(submission, refused)


def spoken(questionnaire: Questionnaire) -> dict[str, str]:
    """Give the languages of a questionnaire that the pages around it speak as well."""
    return {code: name for code, name in LANGUAGES.items() if code in questionnaire.languages}
