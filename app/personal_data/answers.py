"""What is kept of answers and of what became of them."""

from flask_babel import lazy_gettext

from app.models import RoleName
from app.personal_data.kept import (
    CONSENT,
    DUTY_TO_ACCOUNT,
    TASK_OF_OFFICE,
    Kept,
)

OF_ANSWERS: dict[str, Kept] = {
    "comment": Kept(
        lazy_gettext("Free text of citizens"),
        lazy_gettext("what citizens write in their own words; it can name people"),
        ("text",),
        lazy_gettext("to understand the reasons behind the ratings"),
        CONSENT,
        (RoleName.TEXT_READER,),
        setting="keep_comments_days",
    ),
    "readable_comment": Kept(
        lazy_gettext("Free text made ready for reading"),
        lazy_gettext("the same without what rules take for names and numbers; it can name people"),
        ("masked", "taken_out"),
        lazy_gettext("to understand the reasons behind the ratings"),
        CONSENT,
        (RoleName.TEXT_READER,),
        setting="keep_comments_days",
    ),
    "response": Kept(
        lazy_gettext("Answers"),
        lazy_gettext("ticked answers, place and moment; nothing that leads to a person"),
        (),
        lazy_gettext("to compute satisfaction indices and compare years"),
        CONSENT,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR, RoleName.UNIT_HEAD),
        how_long=lazy_gettext("for ever: anonymous; the author can withdraw by the receipt code"),
    ),
    "funnel_count": Kept(
        lazy_gettext("Counts of forms"),
        lazy_gettext("how many forms were opened, refused and sent a day and place; no person"),
        (),
        lazy_gettext("to see where a questionnaire loses people"),
        TASK_OF_OFFICE,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.COLLECTION_OFFICER, RoleName.EVALUATOR),
        how_long=lazy_gettext("as long as the survey: numbers by point and day alone"),
    ),
    "invitation": Kept(
        lazy_gettext("Invitations that are not spent yet"),
        lazy_gettext("a keyed digest of each code; no person, no dossier, no time"),
        (),
        lazy_gettext("so that an invitation counts once"),
        TASK_OF_OFFICE,
        (),
        how_long=lazy_gettext("until it is spent"),
    ),
    "paper_sheet": Kept(
        lazy_gettext("Paper sheets typed in"),
        lazy_gettext("the number written on the sheet, and the role of whoever typed it"),
        ("number", "role"),
        lazy_gettext("to find the paper again when two typings differ"),
        TASK_OF_OFFICE,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.COLLECTION_OFFICER),
        how_long=lazy_gettext("as long as the answers"),
    ),
    "paper_check": Kept(
        lazy_gettext("Second typings of paper sheets"),
        lazy_gettext("the answers typed again, without free text, until differences are settled"),
        ("role",),
        lazy_gettext("to know how well sheets are typed"),
        TASK_OF_OFFICE,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.COLLECTION_OFFICER),
        how_long=lazy_gettext("as long as the answers"),
    ),
    "response_correction": Kept(
        lazy_gettext("Exclusions of answers"),
        lazy_gettext("which member of staff left an answer out, and why"),
        ("actor_id", "reason"),
        lazy_gettext("so that nothing is dropped silently"),
        DUTY_TO_ACCOUNT,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.AUDITOR),
        how_long=lazy_gettext("as long as the answer; the account behind it can be erased"),
    ),
    "kept_answer": Kept(
        lazy_gettext("Suspected answers that were kept"),
        lazy_gettext("which member of staff kept an answer, and why"),
        ("actor_id", "reason"),
        lazy_gettext("so that nothing is dropped silently"),
        DUTY_TO_ACCOUNT,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.AUDITOR),
        how_long=lazy_gettext("as long as the answer; the account behind it can be erased"),
    ),
    "response_import": Kept(
        lazy_gettext("Imports of answers"),
        lazy_gettext("which file was read in or taken back, and by which account or command"),
        ("imported_by", "file_name", "taken_back_by", "taken_back_reason"),
        lazy_gettext("so that an import can be traced"),
        DUTY_TO_ACCOUNT,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("as long as the answers"),
    ),
}
