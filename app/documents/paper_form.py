"""The paper form of any published version: A4, drawn by Typst from `paper_form.typ`.

Words of the form itself go through gettext in the form's language; the rest is the
questionnaire's own.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst
from flask_babel import force_locale

from app.config import LANGUAGES
from app.documents.paper_blocks import Block, section_blocks
from app.documents.posters import fonts
from app.rule_words import RuleWords
from app.words import say
from surveys.definitions import MAIN_LANGUAGE, Questionnaire

TEMPLATE = Path(__file__).with_name("paper_form.typ")


@dataclass(frozen=True)
class Fielded:
    """Where a form is handed out: printed in its corner, so that a loose page is found again."""

    survey: str
    point: str
    place: str


@dataclass(frozen=True)
class PaperSection:
    """A section with all that is printed of it."""

    title: str
    blocks: list[Block]


@dataclass(frozen=True)
class PaperForm:
    """All that a form shows; the fields are the names that `paper_form.typ` reads."""

    language: str
    title: str
    introduction: str
    notes: list[str]
    how_to: list[str]
    corner: list[str]
    place: str
    words: dict[str, str]
    sections: list[PaperSection]


def paper_form_of(
    questionnaire: Questionnaire,
    number: int | None,
    language: str,
    fielded: Fielded | None = None,
) -> PaperForm:
    """Describe the form of version `number` in one of its languages; None: not published yet."""
    with force_locale(language if language in LANGUAGES else MAIN_LANGUAGE):
        rules = RuleWords(questionnaire, language)
        return PaperForm(
            language=language,
            title=questionnaire.title.get(language),
            introduction=questionnaire.introduction.get(language),
            notes=notes(questionnaire, language),
            how_to=how_to(),
            corner=corner(questionnaire, number, fielded),
            place=fielded.place if fielded else "",
            words={
                "page": say("Page"),
                "sheet": say("Sheet no. (filled in at entry)"),
                "day": say("Day"),
                "month": say("Month"),
                "year": say("Year"),
                "end": say("End of the form. Thank you."),
            },
            sections=[
                PaperSection(
                    section.title.get(language) if section.title else "",
                    section_blocks(section, rules),
                )
                for section in questionnaire.sections
            ],
        )


def notes(questionnaire: Questionnaire, language: str) -> list[str]:
    """Say what becomes of the answers: nothing that the software does not keep to."""
    return [
        questionnaire.readers.get(language),
        say("No name, phone number or address is asked for; please write none on this form."),
        say(
            "Answering is voluntary. A form that was handed in cannot be taken back, because "
            "nothing tells whose it is."
        ),
    ]


def how_to() -> list[str]:
    """Say how to fill in the form."""
    return [
        say("Put a cross in the box of your answer, one box for each question."),
        say("To change an answer, fill the wrong box in completely and put a cross in another."),
    ]


def corner(questionnaire: Questionnaire, number: int | None, fielded: Fielded | None) -> list[str]:
    """Name what the page belongs to."""
    code = questionnaire.code
    if number is None:
        return [say("%(code)s, sample – not for use", code=code)]
    version = say("%(code)s, version %(number)s", code=code, number=number)
    return [version, f"{fielded.survey} · {fielded.point}"] if fielded else [version]


def draw_paper_form(form: PaperForm) -> bytes:
    """Draw the PDF; the same form gives the same bytes."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(),
        sys_inputs={"form": json.dumps(asdict(form), ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=0,
    )
