"""What every page of one draft shows: who has it in hand, what can be undone, what is wrong."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import flash, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.design.mistakes import sentence
from app.design.saving import wants_json
from app.design.words import person_name
from app.filters import moment
from app.models import DraftLock, QuestionnaireDraft
from app.queries.drafts import get_draft, get_step, published_items
from app.services.drafting.checking import PlacedMistake, mistakes_of
from app.services.drafting.documents import Document, title_of
from app.services.drafting.history import change_draft
from app.services.drafting.locks import InOtherHands, open_for_editing


@dataclass(frozen=True)
class DraftView:
    """A draft as its pages show it. `others_lock` is set while somebody else has it in hand."""

    draft: QuestionnaireDraft
    others_lock: DraftLock | None

    @property
    def id(self) -> int:
        """The draft's own number."""
        return self.draft.id

    @property
    def document(self) -> Document:
        """The document being designed."""
        return self.draft.document

    @property
    def title(self) -> str:
        """What the draft is called."""
        return title_of(self.document)

    @cached_property
    def undo_deed(self) -> str:
        """What undoing would take back; empty: nothing."""
        step = get_step(self.draft.id, self.draft.step)
        return step.deed if step else ""

    @cached_property
    def redo_deed(self) -> str:
        """What would be done again; empty: nothing."""
        step = get_step(self.draft.id, self.draft.step + 1)
        return step.deed if step else ""

    @cached_property
    def mistakes(self) -> Sequence[PlacedMistake]:
        """Everything that is still wrong."""
        return mistakes_of(self.document)

    @cached_property
    def published(self) -> frozenset[str]:
        """The item codes that some published version has: their code and type stay."""
        return published_items(self.draft.questionnaire_id)

    @cached_property
    def _sentences(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for one in self.mistakes:
            place = one.place
            found[place.kind, place.code].append((place.field, sentence(one.mistake)))
        return found

    def sentences(self, kind: str, code: str = "") -> dict[str, list[str]]:
        """Give the sentences about one thing by field."""
        by_field: dict[str, list[str]] = defaultdict(list)
        for field, words_of_mistake in self._sentences.get((kind, code), []):
            by_field[field].append(words_of_mistake)
        return by_field


def open_draft(draft_id: int) -> DraftView:
    """Open a draft's page: take it in hand if nobody has it. Raises `NotFound`."""
    draft = get_draft(draft_id)
    others = open_for_editing(draft.id, editor=current_actor(), now=clock.now())
    return DraftView(draft, others)


def saved_as_typed(
    view: DraftView, seen: str, mistakes: Mapping[str, list[str]], *, reload: bool = False
) -> ResponseReturnValue:
    """Tell the script that sent a form what stands there now."""
    status = gettext("Saved at %(moment)s", moment=moment(view.draft.saved_at))
    return jsonify(saved=True, status=status, seen=seen, reload=reload, mistakes=mistakes)


def not_saved(status: int) -> ResponseReturnValue:
    """Tell the script that sent a form that it has to be sent by its button."""
    return jsonify(saved=False, status=gettext("Not saved; press “Save” to see why.")), status


def save_change(draft_id: int, change: Callable[[Document], None], deed: str) -> bool:
    """Change the draft; where somebody else has it in hand, say so and give False."""
    try:
        change_draft(draft_id, change, deed=deed, editor=current_actor(), now=clock.now())
    except InOtherHands as refused:
        tell_who_has_it(refused)
        return False
    return True


def tell_who_has_it(refused: InOtherHands) -> None:
    """Say that nothing was saved because somebody else has the draft in hand."""
    sentence = gettext(
        "Not saved: %(person)s has this questionnaire in hand. What was entered is still here.",
        person=person_name(refused.lock.holder),
    )
    if not wants_json():  # a script is told in its answer
        flash(sentence, "error")
