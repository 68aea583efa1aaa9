"""What is kept of the work that staff do."""

from flask_babel import lazy_gettext

from app.models import RoleName
from app.personal_data.kept import (
    DUTY_TO_ACCOUNT,
    TASK_OF_OFFICE,
    WITH_THE_ACCOUNT,
    WORK,
    Kept,
)

OF_WORK: dict[str, Kept] = {
    "audit_actor": Kept(
        lazy_gettext("Names in the audit"),
        lazy_gettext("the e-mail address behind the opaque id of an actor"),
        ("account_id", "name"),
        lazy_gettext("to read the audit while the person works here"),
        DUTY_TO_ACCOUNT,
        (RoleName.AUDITOR,),
        how_long=WITH_THE_ACCOUNT,
    ),
    "audit_event": Kept(
        lazy_gettext("Audit events"),
        lazy_gettext("what an actor did, and when; the actor by an opaque id"),
        ("actor_id",),
        lazy_gettext("to know who saw or changed what"),
        DUTY_TO_ACCOUNT,
        (RoleName.AUDITOR,),
        setting="keep_audit_days",
    ),
    "questionnaire_draft": Kept(
        lazy_gettext("Drafts of questionnaires"),
        lazy_gettext("who saved the draft last, and who asked for its publication"),
        ("saved_by_id", "asked_by_id"),
        lazy_gettext("so that two people can work on it, and one can check the other"),
        WORK,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("as long as the draft"),
    ),
    "draft_step": Kept(
        lazy_gettext("Steps of a draft"),
        lazy_gettext("who changed what in a draft"),
        ("made_by_id",),
        lazy_gettext("so that a step can be taken back"),
        WORK,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("as long as the draft"),
    ),
    "draft_lock": Kept(
        lazy_gettext("Locks of drafts"),
        lazy_gettext("who is working on a draft now"),
        ("holder_id",),
        lazy_gettext("so that two people do not overwrite each other"),
        WORK,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("some minutes"),
    ),
    "trial_answer": Kept(
        lazy_gettext("Trial answers"),
        lazy_gettext("answers that staff give to try a draft; no person"),
        (),
        lazy_gettext("to try a questionnaire before it is published"),
        WORK,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("until they are wiped"),
    ),
    "proposed_publication": Kept(
        lazy_gettext("Results that wait for a second person"),
        lazy_gettext("who wants to publish them"),
        ("proposed_by_id",),
        lazy_gettext("so that somebody else publishes them"),
        WORK,
        (RoleName.SURVEY_ADMINISTRATOR,),
        how_long=lazy_gettext("until they are published or dropped"),
    ),
    "frozen_report": Kept(
        lazy_gettext("Frozen reports"),
        lazy_gettext("who made a report and who signed it off"),
        ("made_by_id", "signed_by_id"),
        lazy_gettext("so that somebody answers for published figures"),
        DUTY_TO_ACCOUNT,
        (RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR, RoleName.UNIT_HEAD),
        how_long=lazy_gettext("as long as the report"),
    ),
    "task_run": Kept(
        lazy_gettext("Runs of tasks"),
        lazy_gettext("what ran and how it ended; no person"),
        (),
        lazy_gettext("to see that retention and the other tasks work"),
        TASK_OF_OFFICE,
        (RoleName.SYSTEM_ADMINISTRATOR,),
        setting="keep_task_runs_days",
    ),
}
