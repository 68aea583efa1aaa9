"""One page of a questionnaire: the whole of a short one, a step of a long one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import render_template, url_for
from wtforms import Form

from app.config import LANGUAGES
from app.languages import said_in_address
from app.queries.points import FieldedPoint
from app.respond.messages import in_words
from app.respond.question_views import StepViews, page_css
from app.respond.sheets import Sheet
from app.services.notices import notice_of
from surveys.definitions import StoredValue
from surveys.errors import AnswerError


@dataclass(frozen=True)
class StepPage:
    """What a page shows. `carried` are the answers of other steps, as form fields.

    `notice` is a sentence above the questions; `moved` tells that another code led here; `blank`
    that nobody has filled in anything yet, so that the page may be remembered. `link` gives the
    address in a language where the page is not that of a collection point, and `told` says there
    what is special about it. `hidden` is what stood in the field that no person sees,
    `seen` what was counted of the form (`counting`).
    """

    point: FieldedPoint
    sheet: Sheet
    form: Form
    token: str
    step: int = 0
    errors: Mapping[str, AnswerError] = field(default_factory=dict)
    form_error: AnswerError | None = None
    given: Mapping[str, StoredValue] = field(default_factory=dict)
    carried: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    moved: bool = False
    blank: bool = False
    languages: Mapping[str, str] = field(default_factory=lambda: LANGUAGES)
    link: Callable[[str], str] | None = None
    told: str = ""
    signed_in: bool = False
    hidden: str = ""
    seen: str = ""

    def address(self, language: str) -> str:
        """Give the address of this page in a language; the default goes unsaid."""
        if self.link is not None:
            return self.link(language)
        said = said_in_address(language)
        return url_for("respond.questionnaire", access_code=self.point.access_code, lang=said)

    @property
    def is_first(self) -> bool:
        """Whether this is the first step."""
        return self.step == 0

    @property
    def is_last(self) -> bool:
        """Whether nothing more is asked after this step."""
        return self.step == len(self.sheet.steps) - 1

    @property
    def is_long(self) -> bool:
        """Whether the questionnaire goes step by step."""
        return len(self.sheet.steps) > 1


def render_step(page: StepPage) -> str:
    """Render a page of a questionnaire."""
    language = page.sheet.language
    questionnaire = page.sheet.questionnaire
    sections = StepViews(page.sheet, page.step, page.form, page.errors, page.given).sections()
    return render_template(
        "respond/questionnaire.html",
        page=page,
        point=page.point,
        title=questionnaire.title.get(language),
        introduction=questionnaire.introduction.get(language),
        readers=questionnaire.readers.get(language),
        minutes=questionnaire.minutes,
        told=notice_of(page.point.survey_id),
        sections=sections,
        form_error=in_words(page.form_error, None, language) if page.form_error else "",
        wrong=[q for section in sections for q in section.wrong()],
        routing_css=page_css(page.sheet, page.step),
    )
