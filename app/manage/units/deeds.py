"""The acts that a unit's page offers: what each is called, its form, and the proposal it makes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString, gettext, lazy_gettext
from flask_wtf import FlaskForm

from app import clock
from app.manage.units.forms import (
    CloseForm,
    CreateForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
    StaffingForm,
)
from app.services.organisation.closing import propose_closing
from app.services.organisation.creating import NewUnit, propose_creation
from app.services.organisation.merging import propose_merger
from app.services.organisation.moving import propose_move
from app.services.organisation.naming import Finder
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, UnitRecord
from app.services.organisation.renaming import Naming, propose_renaming
from app.services.organisation.splitting import Part, propose_split
from app.services.organisation.staffing import propose_staffing
from surveys.plain_text import one_line

Propose = Callable[[StoredTree, UnitKey, Any], Proposal]


@dataclass(frozen=True)
class Deed:
    """An act: its title, a sentence that explains it, its form, and what makes a proposal."""

    title: LazyString
    sentence: LazyString
    form: type[FlaskForm]
    propose: Propose


def find(stored: StoredTree, text: str, day: date) -> UnitKey:
    """Find the unit that a code names; raises `InvalidChange`."""
    key, reason = Finder(stored.records).find(text, day)
    if key is None or reason:
        raise InvalidChange([f"“{text}” {reason}"])
    return key


def create(stored: StoredTree, form: Any) -> Proposal:
    """Propose the unit of a form."""
    day = form.day.data
    parent = find(stored, form.parent.data, day) if form.parent.data else None
    new = NewUnit(
        form.kind.data,
        form.sector.data,
        form.code.data,
        form.name_vi.data,
        form.name_en.data or None,
        parent,
    )
    return propose_creation(stored, new, day)


def rename(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose another name."""
    naming = Naming(form.code.data, form.name_vi.data, form.name_en.data or None)
    return propose_renaming(stored, key, naming, form.day.data)


def move(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose another unit above."""
    return propose_move(stored, key, find(stored, form.parent.data, form.day.data), form.day.data)


def close(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose an end."""
    return propose_closing(stored, key, form.day.data, with_below=form.with_below.data)


def staff(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose that one person serves, or several."""
    today = clock.local_day(clock.now())
    return propose_staffing(stored, key, today, alone=form.one_person.data)


def merge(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose a merger of a unit with others."""
    day, lines = form.day.data, map(one_line, form.others.data.splitlines())
    others = [find(stored, line, day) for line in lines if line]
    if form.into.data:
        return propose_merger(stored, [key, *others], find(stored, form.into.data, day), day)
    if not (form.code.data and form.name_vi.data):
        raise InvalidChange([gettext("Name the unit that takes over, or one that is there.")])
    return propose_merger(stored, [key, *others], like(stored.records[key], form), day)


def split(stored: StoredTree, key: UnitKey, form: Any) -> Proposal:
    """Propose that a unit becomes several."""
    record = stored.records[key]
    parts = [
        Part(like(record, part.form), float(part.form.share.data or 0) / 100)
        for part in form.parts
        if part.form.code.data or part.form.name_vi.data
    ]
    return propose_split(stored, key, parts, form.day.data)


def like(record: UnitRecord, form: Any) -> NewUnit:
    """Make a unit of the same kind and place as another one."""
    return NewUnit(
        record.kind,
        record.sector,
        form.code.data,
        form.name_vi.data,
        form.name_en.data or None,
        record.latest.parent,
    )


DEEDS = {
    "rename": Deed(
        lazy_gettext("Rename the unit"),
        lazy_gettext("It stays the same unit; its former name and code are kept by day."),
        RenameForm,
        rename,
    ),
    "move": Deed(
        lazy_gettext("Move the unit under another one"),
        lazy_gettext("Everything below it comes along. Figures so far stay where they were."),
        MoveForm,
        move,
    ),
    "merge": Deed(
        lazy_gettext("Merge the unit with others"),
        lazy_gettext(
            "They end, and one goes on: a new unit or one that is there. What stood under them "
            "stands under it."
        ),
        MergeForm,
        merge,
    ),
    "split": Deed(
        lazy_gettext("Split the unit"),
        lazy_gettext(
            "It ends, and several new units go on, each with its share of the work. What stood "
            "under it stands under the largest part, from where it can be moved."
        ),
        SplitForm,
        split,
    ),
    "staffing": Deed(
        lazy_gettext("Who serves here"),
        lazy_gettext(
            "The figures of a counter at which one person alone serves are about that person. They "
            "are shown from ten answers on, and only to those whose rights cover the counter: "
            "never in new publications and reports, in mails or to programs. A counter beside it, "
            "or the unit above, can be withheld there too, or it could be worked out. The mark "
            "holds for all surveys of the counter, past ones too, but what was published or signed "
            "off before stays as it was frozen. Take it away only when figures of the time when "
            "one person served may be public."
        ),
        StaffingForm,
        staff,
    ),
    "close": Deed(
        lazy_gettext("Close the unit"),
        lazy_gettext("It ends, and nothing comes after it. Its figures stay."),
        CloseForm,
        close,
    ),
}
"""To add an act: a form, a function that proposes, and its line here."""

CREATION = Deed(
    lazy_gettext("Add a unit"),
    lazy_gettext("For a reform with many changes, import a file instead."),
    CreateForm,
    lambda stored, _key, form: create(stored, form),
)
