"""What pages call the roles, and what each may do, in one sentence."""

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

from app.models import RoleName


@dataclass(frozen=True)
class RoleWords:
    """A role's name and what it may do."""

    name: LazyString
    may: LazyString


ROLE_WORDS = {
    RoleName.SYSTEM_ADMINISTRATOR: RoleWords(
        lazy_gettext("System administrator"),
        lazy_gettext("Looks after people, units, settings and tasks; reads no answers."),
    ),
    RoleName.SURVEY_ADMINISTRATOR: RoleWords(
        lazy_gettext("Survey administrator"),
        lazy_gettext(
            "Looks after questionnaires, surveys, collection points, dossier counts, targets and "
            "imports, and reads results."
        ),
    ),
    RoleName.COLLECTION_OFFICER: RoleWords(
        lazy_gettext("Collection officer"),
        lazy_gettext("Prints posters, replaces codes and types in paper forms."),
    ),
    RoleName.EVALUATOR: RoleWords(
        lazy_gettext("Evaluator"), lazy_gettext("Reads results and downloads them.")
    ),
    RoleName.TEXT_READER: RoleWords(
        lazy_gettext("Reader of free text"),
        lazy_gettext("Reads what people wrote; every reading is recorded."),
    ),
    RoleName.UNIT_HEAD: RoleWords(
        lazy_gettext("Head of unit"), lazy_gettext("Reads the results of the own unit.")
    ),
    RoleName.INTERVIEWER: RoleWords(
        lazy_gettext("Interviewer"), lazy_gettext("Fills in questionnaires together with people.")
    ),
    RoleName.AUDITOR: RoleWords(
        lazy_gettext("Auditor"),
        lazy_gettext("Reads the audit log and the register of personal data."),
    ),
}
