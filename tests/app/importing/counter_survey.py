"""A survey at two counters and files of answers for it, as an office would bring them."""

from pathlib import Path

from app import clock
from app.models import Survey
from app.services.importing.problems import Problem
from app.services.importing.responses import ImportOutcome, ImportRequest, import_responses
from app.services.questionnaires import publish_questionnaire
from surveys.catalogue import load_catalogue_questionnaire
from tests.factories import ACTOR, NOW, create_survey, create_unit

HEADINGS = ("Dấu thời gian", "Quầy", "Ông/Bà hài lòng chung?", "Thái độ", "Góp ý")

MAPPING = """
survey = "mot-cua"
[time]
column = "Dấu thời gian"
[unit]
kind = "counter"
column = "Quầy"
values = { "Quầy số 1" = "q1", "Quầy số 2" = "q2" }
[scales.hai-long]
"Rất hài lòng" = 5
"Hài lòng" = 4
"Bình thường" = 3
"Không hài lòng" = 2
"Rất không hài lòng" = 1
"Không áp dụng" = "na"
[answers]
"Ông/Bà hài lòng chung?" = { item = "overall", scale = "chung" }
"Thái độ" = { item = "attitude", scale = "hai-long" }
"Góp ý" = "comment"
[scales.chung]
"Rất hài lòng" = 5
"Hài lòng" = 4
"Bình thường" = 3
"Không hài lòng" = 2
"Rất không hài lòng" = 1
"""

GOOD = (
    ("2026/03/02 9:05:11 AM GMT+7", "Quầy số 1", "Rất hài lòng", "Hài lòng", "Rất tốt, cảm ơn"),
    ("2026/03/02 3:15:00 PM GMT+7", "Quầy số 2", "Bình thường", "Không áp dụng", ""),
    ("2026/03/03 8:00:00 AM GMT+7", "Quầy số 1", "Hài lòng", "", ""),
)


def counter_survey() -> Survey:
    """The survey "mot-cua" of the short one-stop questionnaire in 2026, with counters q1, q2."""
    for code in ("q1", "q2"):
        create_unit(code=code, name=f"Quầy {code}")
    questionnaire = load_catalogue_questionnaire("one_stop_short")
    version, _ = publish_questionnaire(questionnaire, actor=ACTOR, now=NOW)
    return create_survey(version=version, code="mot-cua")


def table(
    *rows: tuple[str, ...], delimiter: str = ",", headings: tuple[str, ...] = HEADINGS
) -> str:
    """A CSV with the headings and the rows."""
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    return "\n".join(delimiter.join(row) for row in [headings, *quoted]) + "\n"


def bring(
    folder: Path, content: str | bytes, *, mapping: str = MAPPING, skip_bad: bool = False
) -> tuple[ImportOutcome, list[Problem]]:
    """Import a file of this content; give the outcome and the problems reported."""
    file = folder / "answers.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[Problem] = []
    request = ImportRequest(file, mapping.encode(), ACTOR, problems.append, skip_bad=skip_bad)
    return import_responses(request, now=clock.now()), problems
