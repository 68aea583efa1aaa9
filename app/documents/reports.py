"""A frozen report as PDF: cover, verdicts, tables of units, pictures, method, limits, proof.

Drawn by Typst from `report.typ`, tagged for screen readers (PDF/UA-1). The same report gives the
same bytes: the only moment in it is the one at which it was made.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import typst

from app.documents.posters import fonts
from app.documents.report_pages import PagePicture, ReportPages, report_pages
from app.languages import speaking
from app.services.reports.contents import Contents

TEMPLATE = Path(__file__).with_name("report.typ")


def draw_report(
    contents: Contents,
    language: str,
    digests: Mapping[str, str],
    pictures: Sequence[PagePicture] = (),
) -> bytes:
    """Draw the report in a language; `digests` are those of its other files, by name."""
    with speaking(language):
        pages = report_pages(contents, language, digests, pictures)
    return draw_pages(pages)


def draw_pages(pages: ReportPages) -> bytes:
    """Draw what was written down."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(),
        sys_inputs={"report": json.dumps(asdict(pages), ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=pages.timestamp,
    )
