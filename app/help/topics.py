"""The texts of the help: Markdown, one file a topic and language, with pictures of real pages.

`![words](surveys)` shows `static/help/surveys.<language>.webp`, taken by `make pictures`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import url_for
from flask_babel import lazy_gettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.config import LANGUAGES
from app.errors import NotFound
from app.models import RoleName

FOLDER = Path(__file__).parent / "texts"

TOPICS = {
    "first-steps": (lazy_gettext("First steps: from an empty database to a result"), None),
    "system-administrator": (
        lazy_gettext("For system administrators"),
        RoleName.SYSTEM_ADMINISTRATOR,
    ),
    "survey-administrator": (
        lazy_gettext("For survey administrators"),
        RoleName.SURVEY_ADMINISTRATOR,
    ),
    "collection-officer": (lazy_gettext("For collection officers"), RoleName.COLLECTION_OFFICER),
    "evaluator": (lazy_gettext("For evaluators"), RoleName.EVALUATOR),
    "text-reader": (lazy_gettext("For readers of free text"), RoleName.TEXT_READER),
    "unit-head": (lazy_gettext("For heads of units"), RoleName.UNIT_HEAD),
    "interviewer": (lazy_gettext("For interviewers"), RoleName.INTERVIEWER),
    "auditor": (lazy_gettext("For auditors"), RoleName.AUDITOR),
}
"""Title and role of each topic; the name stands in the address and in the file's name."""

PICTURE = re.compile(r'src="([a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class HelpText:
    """A text: its first heading, and what stands below it as HTML."""

    title: str
    html: Markup


def help_text(name: str, language: str) -> HelpText:
    """Give a topic's text in a language; raises `NotFound` for a topic there is not."""
    if name not in TOPICS:
        raise NotFound("no such topic")
    title, html = rendered(name, language)
    return HelpText(title, Markup(PICTURE.sub(lambda m: picture_source(m[1], language), html)))  # noqa: S704


def picture_source(picture: str, language: str) -> str:
    """Write where a picture stands, and its size, so that the page does not jump."""
    return f'src="{url_for("static", filename=f"help/{picture}.{language}.webp")}"'


@cache
def rendered(name: str, language: str) -> tuple[str, str]:
    """Read a text once; raw HTML in it is shown as text. The texts are ours."""
    for wanted in (language, *LANGUAGES):
        source = FOLDER / f"{name}.{wanted}.md"
        if source.exists():
            title, _, body = source.read_text(encoding="utf-8").lstrip().partition("\n")
            reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
            return title.removeprefix("# ").strip(), reader.render(body)
    raise NotFound(f"the help has no text {name!r}")
