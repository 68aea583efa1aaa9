"""The method note: how the figures are computed, written in Markdown, one file a language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from app.config import LANGUAGES
from app.errors import NotFound

FOLDER = Path(__file__).parent / "method"


@dataclass(frozen=True, slots=True)
class MethodNote:
    """The note: its first heading, and all of it as HTML."""

    title: str
    html: Markup


@cache
def method_note(language: str) -> MethodNote:
    """Give the note in a language, else in the first one; raises `NotFound`.

    The text is ours; raw HTML in it is shown as text all the same.
    """
    for wanted in (language, *LANGUAGES):
        source = FOLDER / f"note.{wanted}.md"
        if source.exists():
            reader = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
            text = source.read_text(encoding="utf-8")
            title = text.lstrip().partition("\n")[0].removeprefix("# ").strip()
            # What is too wide scrolls by itself; the keyboard must get there too.
            html = reader.render(text).replace("<pre>", '<pre tabindex="0">')
            html = html.replace("<table>", '<div class="wide" tabindex="0"><table>')
            html = html.replace("</table>", "</table></div>")
            return MethodNote(title, Markup(html))  # noqa: S704
    raise NotFound("the method note is missing")
