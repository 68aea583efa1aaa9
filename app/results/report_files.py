"""The files of a report, each from the same contents: JSON, open data, workbooks, PDFs."""

from collections.abc import Mapping, Sequence

from app.config import LANGUAGES
from app.documents.report_notes import limits, method, proof
from app.documents.reports import draw_report
from app.exports import EXPORTERS, Export
from app.exports.report_data import write_open_data
from app.exports.table import TablePicture
from app.filters import name_of
from app.languages import speaking
from app.results.report_pictures import report_pictures
from app.services.reports.contents import Contents, to_json
from app.services.reports.freezing import FIGURES, MadeFile
from app.words import say

OPEN_DATA = "open-data.zip"


def make_files(contents: Contents) -> list[MadeFile]:
    """Make every file; a later one prints the digests of those before it."""
    files = [
        MadeFile(FIGURES, "application/json", to_json(contents)),
        MadeFile(OPEN_DATA, "application/zip", write_open_data(contents)),
    ]
    digests = {file.name: file.digest for file in files}
    pictures = report_pictures(contents)
    files += [
        _workbook(contents, language, digests, pictures[language].book) for language in LANGUAGES
    ]
    digests = {file.name: file.digest for file in files}
    return files + [
        MadeFile(
            f"report.{language}.pdf",
            "application/pdf",
            draw_report(contents, language, digests, pictures[language].pages),
            language,
        )
        for language in LANGUAGES
    ]


def _workbook(
    contents: Contents,
    language: str,
    digests: Mapping[str, str],
    pictures: Sequence[TablePicture],
) -> MadeFile:
    exporter = EXPORTERS["xlsx"]
    with speaking(language):
        rows = [contents.whole, *(row for row in contents.rows if row != contents.whole)]
        notes = [
            (say("Survey"), f"{name_of(contents.survey, 'title')} ({contents.survey.code})"),
            *((note.name, note.text) for note in method(contents)),
            *((say("To be read with it"), sentence) for sentence in limits(contents)),
            *((note.name, note.text) for note in proof(contents, digests)),
        ]
        content = exporter.write(Export(contents.survey, rows, language, notes, pictures).table())
    return MadeFile(f"report.{language}.xlsx", exporter.mimetype, content, language)
