"""What pages call the acts upon units and the ways in which one follows another."""

from flask_babel import lazy_gettext

from app.models import SuccessorKind

ACTS = {
    "create": lazy_gettext("Creation"),
    "rename": lazy_gettext("Renaming"),
    "move": lazy_gettext("Move"),
    "close": lazy_gettext("Closing"),
    "merge": lazy_gettext("Merger"),
    "split": lazy_gettext("Split"),
    "staffing": lazy_gettext("Staffing"),
    "import": lazy_gettext("Import of a file"),
}

SUCCESSIONS = {
    SuccessorKind.MERGE: lazy_gettext("merged"),
    SuccessorKind.SPLIT: lazy_gettext("split"),
    SuccessorKind.RENAME: lazy_gettext("renamed"),
    SuccessorKind.DISSOLVE: lazy_gettext("dissolved"),
}
