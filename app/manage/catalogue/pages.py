"""The catalogue: all shipped questionnaires, one of them with its notes, its paper form."""

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.documents.paper_form import draw_paper_form, paper_form_of
from app.errors import InvalidFilter, NotFound
from app.languages import page_language
from app.manage.catalogue.blueprint import blueprint
from app.words import FORMULAS, SECTORS
from surveys.catalogue import catalogue_entry, list_catalogue, load_catalogue_questionnaire
from surveys.catalogue.about import KNOWN_WORDS
from surveys.definitions import Questionnaire
from surveys.errors import UnknownCatalogueCode


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the shipped questionnaires by sector."""
    entries = list_catalogue()
    return render_template(
        "manage/catalogue/index.html",
        groups={
            words: [entry for entry in entries if entry.about.sector == sector]
            for sector, words in SECTORS.items()
        },
        language=page_language(),
    )


@blueprint.get("/<code>")
def entry(code: str) -> ResponseReturnValue:
    """Show one: for whom it is, what is official and what not, its indices and its questions."""
    questionnaire = shipped(code)
    return render_template(
        "manage/catalogue/entry.html",
        entry=catalogue_entry(code),
        questionnaire=questionnaire,
        formulas=FORMULAS,
        known=KNOWN_WORDS,
        language=page_language(),
    )


@blueprint.get("/<code>/form.pdf")
def form(code: str) -> ResponseReturnValue:
    """Give its paper form to look at; raises `InvalidFilter` for a language it has not."""
    questionnaire = shipped(code)
    language = request.args.get("language", questionnaire.languages[0])
    if language not in questionnaire.languages:
        raise InvalidFilter(f"language {language!r}")
    pdf = draw_paper_form(paper_form_of(questionnaire, None, language))
    name = f"phieu-{code}-{language}.pdf"
    return send_file(BytesIO(pdf), "application/pdf", download_name=name)


def shipped(code: str) -> Questionnaire:
    """Load a shipped questionnaire; raises `NotFound`."""
    try:
        return load_catalogue_questionnaire(code)
    except UnknownCatalogueCode as unknown:
        raise NotFound(f"nothing shipped is called {code!r}") from unknown
