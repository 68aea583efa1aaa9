"""A file between upload and import: kept, with its draft, its look and what it is set against."""

from dataclasses import dataclass

from app.access import current_actor
from app.manage.sheets import kept_sheet
from app.queries.imports import units_for_survey
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import get_survey
from app.services.importing.proposals.draft import MappingDraft
from app.services.importing.proposals.file_look import FileLook, look_at
from app.services.importing.proposals.proposal import Setting, propose
from app.services.importing.responses import ImportRequest
from app.services.uploads import Upload, note_on_upload

PURPOSE = "answers"
MOST_ROWS = 10_000
"""More rows would hold every other writer up for seconds; the command takes them bit by bit."""


@dataclass(frozen=True)
class Work:
    """A kept file with its draft, its look and what it is set against."""

    kept: Upload
    draft: MappingDraft
    look: FileLook
    setting: Setting

    def request(self, *, skip_bad: bool = False) -> ImportRequest:
        """Give the order to the importer."""
        return ImportRequest(
            self.kept.path,
            self.draft.toml().encode(),
            current_actor(),
            lambda _: None,
            skip_bad=skip_bad,
            in_one=True,
            name=self.kept.name,
        )


def propose_for(kept: Upload) -> None:
    """Write the proposed mapping down beside a file. Raises `InvalidFile`."""
    setting = setting_of(kept)
    kind, draft = propose(look_at(kept.path, wanted=expected(setting)), setting)
    note_on_upload(kept, draft=draft.as_json(), kind=kind.value)


def open_work(upload_id: str) -> Work:
    """Find a kept file with all that belongs to it; raises `UploadGone`."""
    kept = kept_sheet(upload_id, PURPOSE)
    setting = setting_of(kept)
    look = look_at(kept.path, wanted=expected(setting))
    return Work(kept, MappingDraft.from_json(kept.notes["draft"]), look, setting)


def setting_of(kept: Upload) -> Setting:
    """Find what a file is set against."""
    survey = get_survey(kept.notes["survey"])
    questionnaire = get_questionnaire(survey.version_id)
    return Setting(survey.code, questionnaire, units_for_survey(survey))


def expected(setting: Setting) -> list[str]:
    """List headings that a file of this survey may have: its items, by code and in words."""
    questions = list(setting.questionnaire)
    return [q.code for q in questions] + [q.text("vi") for q in questions]
