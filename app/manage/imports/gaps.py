"""What a mapping lacks before it can be tried, in the words of the page that asks for it."""

from collections import Counter
from collections.abc import Iterator

from flask_babel import gettext

from app.services.importing.proposals.draft import MappingDraft
from surveys.definitions import Questionnaire


def gaps(draft: MappingDraft, questionnaire: Questionnaire, language: str) -> list[str]:
    """List what has to be chosen yet; the importer itself finds everything else."""
    return [*frame_gaps(draft), *answer_gaps(draft, questionnaire, language)]


def frame_gaps(draft: MappingDraft) -> Iterator[str]:
    """Ask for the time and the unit, exactly one source for each."""
    if bool(draft.time_column) == bool(draft.time_value):
        yield gettext("Choose the column of the time, or give one day for all rows; not both.")
    if not draft.unit_kind:
        yield gettext("Choose the kind of unit.")
    if bool(draft.unit_column) == bool(draft.unit_value):
        yield gettext("Choose the column of the unit, or give one unit for all rows; not both.")


def answer_gaps(draft: MappingDraft, questionnaire: Questionnaire, language: str) -> Iterator[str]:
    """Ask for a column for every question that must be answered, and for one column only."""
    if draft.counts_item:
        return
    given = Counter(answer.item for answer in draft.answers)
    for question in questionnaire:
        text = question.text(language)
        if question.required and question.shown_if is None and not given[question.code]:
            yield gettext(
                "No column answers “%(question)s”, which must be answered.", question=text
            )
        if given[question.code] > 1 and question.type != "several_choices":
            yield gettext("Several columns answer “%(question)s”; keep one.", question=text)
