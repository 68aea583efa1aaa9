"""What is known about a shipped questionnaire: for whom it is, what of it is official, what not.

It stands beside the questionnaire, not in it: a note may be mended without a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from surveys.definitions import Text


class Known(StrEnum):
    """How much of a source document its readers have seen."""

    OPENING = "opening"
    PARTS = "parts"
    REPORTS = "reports"


KNOWN_WORDS = {
    Known.OPENING: Text.of(
        {
            "vi": "Chỉ đọc được phần đầu của văn bản.",
            "en": "Only the opening part of the text was read.",
        }
    ),
    Known.PARTS: Text.of(
        {
            "vi": "Đọc được một số điều của văn bản.",
            "en": "Some articles of the text were read.",
        }
    ),
    Known.REPORTS: Text.of(
        {
            "vi": "Biết qua cổng thông tin, báo chí và tài liệu khác, chưa đọc văn bản.",
            "en": "Known from official sites, press and other papers; the text was not read.",
        }
    ),
}


@dataclass(frozen=True)
class SourceDocument:
    """A document of the programme, and how well it is known."""

    name: Text
    known: Known


@dataclass(frozen=True)
class About:
    """The notes of one questionnaire. `written_in` is the language it was written in first.

    `official` is what the programme has, `own` what it has not, `reading` how the indices compare
    with what the programme publishes.
    """

    sector: str
    written_in: str
    purpose: Text
    respondents: Text
    official: tuple[Text, ...]
    own: tuple[Text, ...]
    reading: tuple[Text, ...]
    documents: tuple[SourceDocument, ...]


def read_about(notes: Mapping[str, Any], documents: Mapping[str, Any]) -> About:
    """Read the notes of a questionnaire; `documents` are the known documents by their key."""
    return About(
        sector=notes["sector"],
        written_in=notes["written_in"],
        purpose=Text.of(notes["purpose"]),
        respondents=Text.of(notes["respondents"]),
        official=_texts(notes["official"]),
        own=_texts(notes["own"]),
        reading=_texts(notes["reading"]),
        documents=tuple(_document(documents[key]) for key in notes["documents"]),
    )


def _document(entry: Mapping[str, Any]) -> SourceDocument:
    return SourceDocument(Text.of(entry["name"]), Known(entry["known"]))


def _texts(entries: list[Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(Text.of(entry) for entry in entries)
