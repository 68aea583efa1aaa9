"""Which language a page speaks, and the compiled translations it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_app_context, has_request_context, request, url_for
from flask_babel import Babel, force_locale

from app.config import LANGUAGES

CATALOGUES = Path(__file__).parent / "translations"
COOKIE = "language"


def init_app(app: Flask, babel: Babel) -> None:
    """Compile what changed, then choose a language for every request."""
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    babel.init_app(app, locale_selector=page_language)
    app.context_processor(
        lambda: {
            "page_language": page_language(),
            "languages": LANGUAGES,
            "url_in_language": url_in_language,
        }
    )


def page_language() -> str:
    """Choose the language: the address says it (`?lang=`), or staff's cookie, else Vietnamese.

    The browser's own preference is not asked: phones sold abroad ask for English while their owner
    reads Vietnamese, and one address must show one page to everybody.
    """
    if has_app_context() and "page_language" in g:
        return str(g.page_language)
    if not has_request_context():
        return next(iter(LANGUAGES))
    if "page_language" not in g:
        asked = request.args.get("lang") or request.cookies.get(COOKIE, "")
        g.page_language = asked if asked in LANGUAGES else next(iter(LANGUAGES))
    language: str = g.page_language
    return language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language: in a mail, or whatever the page that asks speaks."""
    before = g.get("page_language")
    g.page_language = language
    try:
        with force_locale(language):
            yield
    finally:
        g.pop("page_language")
        if before is not None:
            g.page_language = before


def url_in_language(endpoint: str, **values: Any) -> str:
    """Give the address of a page for everybody in the present language; the default goes unsaid."""
    language = page_language()
    return url_for(endpoint, **values, lang=said_in_address(language))


def said_in_address(language: str) -> str | None:
    """Give what an address says of its language; the default goes unsaid."""
    return None if language == next(iter(LANGUAGES)) else language


def compile_catalogues() -> None:
    """Write the .mo file of every catalogue whose .po file is newer; English needs none."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as catalogue:
                messages = read_po(catalogue)
            replace_whole(compiled, messages)


def replace_whole(compiled: Path, messages: Catalog) -> None:
    """Write beside and rename, so that a process starting just now never reads half a file."""
    with NamedTemporaryFile(dir=compiled.parent, delete=False) as written:
        write_mo(written, messages)
    Path(written.name).replace(compiled)
