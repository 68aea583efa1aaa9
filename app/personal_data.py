"""What is kept of whom, why, how long, and who sees it: one declaration a table.

The register page and its file are made from here; a test fails for a table that is not declared,
and for a column that looks personal and is not named. The law: Law on Personal Data Protection
No. 91/2025/QH15 and Decree No. 356/2025/NĐ-CP, both in force since 1 January 2026.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app.models import RoleName

TASK_OF_OFFICE = lazy_gettext("the agency’s task of measuring and improving its service")
DUTY_TO_ACCOUNT = lazy_gettext("the duty to account for who had access to what")
WORK = lazy_gettext("the person’s work for the agency")
CONSENT = lazy_gettext("consent: answering is voluntary, told before sending")


@dataclass(frozen=True)
class Kept:
    """What is kept in a table.

    columns : those that hold personal data
    setting : the setting with the days after which it goes, or None
    how_long : the rule in words, where no setting counts days
    seen_by : roles that can read it
    """

    title: Any
    what: Any
    columns: tuple[str, ...]
    purpose: Any
    basis: Any
    seen_by: tuple[RoleName, ...]
    setting: str | None = None
    how_long: Any = ""


SECOND_FACTOR = lazy_gettext("to prove who signs in by a second factor")
WITH_THE_ACCOUNT = lazy_gettext("until the account is erased")

KEPT: dict[str, Kept] = {
    "comment": Kept(
        lazy_gettext("Free text of citizens"),
        lazy_gettext("what citizens write in their own words; it can name people"),
        ("text",),
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
        how_long=lazy_gettext("as long as the survey: numbers alone, no row of any one form"),
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
    "user": Kept(
        lazy_gettext("Accounts of staff"),
        lazy_gettext("e-mail address, name, digest of the password"),
        ("email", "name", "password"),
        lazy_gettext("to let staff sign in"),
        WORK,
        (RoleName.SYSTEM_ADMINISTRATOR,),
        setting="keep_left_accounts_days",
        how_long=lazy_gettext("counted from the day the person has left"),
    ),
    "role_grant": Kept(
        lazy_gettext("Roles of staff"),
        lazy_gettext("who held which role on which unit, from when to when, and who gave it"),
        ("user_id", "granted_by", "ended_by"),
        lazy_gettext("to decide who may see what, and to look into a breach"),
        DUTY_TO_ACCOUNT,
        (RoleName.SYSTEM_ADMINISTRATOR, RoleName.AUDITOR),
        how_long=lazy_gettext("as long as the service; without a name once the account is erased"),
    ),
    "staff_session": Kept(
        lazy_gettext("Sessions of staff"),
        lazy_gettext("in which kind of browser somebody signed in, and when; no network address"),
        ("user_id", "browser"),
        lazy_gettext("so that a person can end a session that is not the own one"),
        WORK,
        (),
        setting="keep_sessions_days",
        how_long=lazy_gettext("counted from the end of the session"),
    ),
    "authenticator": Kept(
        lazy_gettext("Apps for one-time codes"),
        lazy_gettext("the encrypted secret of the app"),
        ("user_id", "secret"),
        SECOND_FACTOR,
        WORK,
        (),
        how_long=WITH_THE_ACCOUNT,
    ),
    "passkey": Kept(
        lazy_gettext("Passkeys"),
        lazy_gettext("the public key of a device, and what the person calls it"),
        ("user_id", "name", "credential_id"),
        SECOND_FACTOR,
        WORK,
        (),
        how_long=WITH_THE_ACCOUNT,
    ),
    "recovery_code": Kept(
        lazy_gettext("Recovery codes"),
        lazy_gettext("digests of the codes that stand in for a lost second factor"),
        ("user_id",),
        SECOND_FACTOR,
        WORK,
        (),
        how_long=WITH_THE_ACCOUNT,
    ),
    "account_link": Kept(
        lazy_gettext("Invitations and links for a new password"),
        lazy_gettext("for whom a link was made, and until when it works"),
        ("user_id",),
        lazy_gettext("to let staff sign in"),
        WORK,
        (RoleName.SYSTEM_ADMINISTRATOR,),
        setting="keep_invitations_days",
        how_long=lazy_gettext("counted from the day the link ran out"),
    ),
    "service_account": Kept(
        lazy_gettext("Accounts of programs"),
        lazy_gettext("name of the program and the digest of its key; no person"),
        ("name",),
        lazy_gettext("to let programs in"),
        TASK_OF_OFFICE,
        (RoleName.SYSTEM_ADMINISTRATOR,),
        how_long=lazy_gettext("as long as the service"),
    ),
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
"""Tables with data of or about people, in the order of the register."""

NOT_PERSONAL = frozenset(
    {
        *(
            "access_code",
            "audit_head",
            "collection_point",
            "invitation_batch",
            "invitation_stratum",
            "kiosk_code",
            "notice_version",
            "paper_batch",
            "population",
        ),
        *(
            "opening_hours",
            "questionnaire",
            "questionnaire_version",
            "retention_limit",
            "seal",
            "seal_leaves",
            "seal_tombstone",
            "service",
            "setting_value",
            "survey",
        ),
        *("survey_point", "survey_target", "survey_unit", "survey_version", "target"),
        *("task_schedule", "trial_link", "unit", "unit_change", "unit_former_name"),
        *("unit_parent", "unit_successor"),
    }
)
"""Tables that say nothing of any person."""

LOOKS_PERSONAL = frozenset(
    {
        *("service.name_vi", "service.name_en", "setting_value.name", "task_run.name"),
        "invitation_batch.name",
        *("seal_leaves.table_name", "seal_tombstone.table_name", "seal_tombstone.reason"),
        *("task_schedule.name", "unit.name_vi", "unit.name_en", "unit_former_name.name_vi"),
        *("unit_former_name.name_en", "notice_version.text_vi", "notice_version.text_en"),
    }
)
"""Columns whose name sounds of a person, although they name a thing."""

OWN_TABLES: dict[str, str] = {
    "staff_session": "user_id",
    "authenticator": "user_id",
    "passkey": "user_id",
    "recovery_code": "user_id",
    "account_link": "user_id",
}
"""Tables whose rows go with an account, and the column that says whose they are."""

SECRET_COLUMNS = frozenset({"password", "fs_uniquifier", "digest", "secret", "public_key"})
"""Columns that a person's own file names without showing them."""
