"""The pictures of a report, in every language, drawn by one start of Vega."""

from dataclasses import dataclass

from app.charts.picture import Caption, Picture
from app.charts.ratings import rating_bars
from app.charts.rendering import PLAIN, PNG, draw
from app.charts.strips import interval_strips
from app.charts.theme import specification
from app.config import LANGUAGES
from app.documents.report_pages import PagePicture
from app.exports.table import TablePicture
from app.filters import day, name_of
from app.languages import speaking
from app.results.drawing import PICTURES, worded
from app.results.trend_picture import picture_of_trend
from app.services.reports.contents import Contents
from app.words import say

STRIPS, RATINGS, TREND = "strips", "ratings", "trend"


@dataclass(frozen=True)
class ReportPictures:
    """Pictures of a report in one language: for its pages, and for its workbook."""

    pages: tuple[PagePicture, ...]
    book: tuple[TablePicture, ...]


def report_pictures(contents: Contents) -> dict[str, ReportPictures]:
    """Draw the pictures of a report for every language.

    The table of units draws its own strips in the PDF; in the workbook they are a picture.
    """
    wanted = []
    for language in LANGUAGES:
        with speaking(language):
            for name, picture in _pictures(contents).items():
                if spec := specification(picture):
                    wanted.append((language, name, picture, spec))
    drawn = iter(draw([(spec, form) for *_, spec in wanted for form in (PLAIN, PNG)]))
    made = [(language, name, p, next(drawn), next(drawn)) for language, name, p, _ in wanted]
    return {
        language: ReportPictures(
            tuple(
                _on_page(p, svg)
                for spoken, name, p, svg, _ in made
                if spoken == language and name != STRIPS
            ),
            tuple(
                TablePicture(p.caption.title, png, p.sentence)
                for spoken, _, p, _, png in made
                if spoken == language
            ),
        )
        for language in LANGUAGES
    }


def _on_page(picture: Picture, svg: bytes) -> PagePicture:
    return PagePicture(
        title=picture.caption.title,
        svg=svg.decode(),
        alt=picture.sentence,
        notes=list(picture.notes),
        headings=list(picture.table.headings),
        rows=[list(row) for row in picture.table.rows],
    )


def _pictures(contents: Contents) -> dict[str, Picture]:
    """Make the pictures in the language of the moment."""
    questions = worded(contents.questionnaire, contents.ratings)
    minimum = contents.survey.minimum_cell
    pictures = {
        STRIPS: interval_strips(contents.rows, _caption(contents, STRIPS)),
        RATINGS: rating_bars(questions, _caption(contents, RATINGS), minimum),
    }
    return pictures | ({TREND: picture_of_trend(contents.trend)} if contents.trend else {})


def _caption(contents: Contents, name: str) -> Caption:
    about = contents.parameters
    told = [
        name_of(contents.survey, "title"),
        name_of(contents.unit),
        f"{day(about.first)} – {day(about.last)}",
    ]
    made_up = [say("Demonstration data")] if contents.demonstration else []
    return Caption(str(PICTURES[name].title), (" · ".join(told), *made_up))
