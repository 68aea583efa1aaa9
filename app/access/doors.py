"""The doors: which roles open which page, and what the page is about.

`docs/rights.md` shows the same table to people; a test holds the two together.
"""

from dataclasses import dataclass

from app.models import RoleName

SYSTEM = RoleName.SYSTEM_ADMINISTRATOR
SURVEYS = RoleName.SURVEY_ADMINISTRATOR
COLLECTION = RoleName.COLLECTION_OFFICER
EVALUATOR = RoleName.EVALUATOR
TEXTS = RoleName.TEXT_READER
HEAD = RoleName.UNIT_HEAD
INTERVIEWER = RoleName.INTERVIEWER
AUDITOR = RoleName.AUDITOR

NOBODY: frozenset[RoleName] = frozenset()
STAFF = frozenset(RoleName)
READERS = frozenset({SURVEYS, EVALUATOR, HEAD})
COLLECTORS = frozenset({SURVEYS, COLLECTION})
ADMINISTRATORS = frozenset({SYSTEM, SURVEYS})
JUDGES = frozenset({SURVEYS, EVALUATOR, AUDITOR})
OFFICES = frozenset({SYSTEM, SURVEYS, COLLECTION, AUDITOR})


@dataclass(frozen=True)
class Door:
    """Who may open a page: any of the roles, on a unit that the page's subject belongs to.

    subject : a name in `subjects.SUBJECTS`, which finds those units; "none" asks for the role only
    needs_account : False for citizens' pages
    needs_role : False for what everybody who has signed in may open
    before_proof : True for what opens after the password alone, to show or set up a second factor
    needs_key : True for programs with a key; which act it must allow says `app.api.authentication`
    """

    roles: frozenset[RoleName]
    subject: str = "none"
    needs_account: bool = True
    needs_role: bool = True
    needs_key: bool = False
    before_proof: bool = False


EVERYBODY = Door(NOBODY, needs_account=False, needs_role=False)
SIGNED_IN = Door(NOBODY, needs_role=False)
HALFWAY = Door(NOBODY, needs_role=False, before_proof=True)
PROGRAMS = Door(NOBODY, needs_role=False, needs_key=True)
CLOSED = Door(NOBODY)

DOORS: dict[str, Door] = {
    # --- everybody ---
    "static": EVERYBODY,
    "bootstrap.static": EVERYBODY,
    "respond.*": EVERYBODY,
    "invited.*": EVERYBODY,
    "trial.*": EVERYBODY,
    "offline.*": EVERYBODY,
    "kiosk.*": EVERYBODY,
    "public.*": EVERYBODY,
    "published.*": EVERYBODY,
    "mails_off.*": EVERYBODY,  # the address is the key: it only switches one person's mails off
    # --- signing in, one's own account ---
    "security.login": EVERYBODY,
    "security.logout": HALFWAY,
    "account.passkey_sign_in": EVERYBODY,
    "account.link": EVERYBODY,
    "account.to_directory": EVERYBODY,
    "account.from_directory": EVERYBODY,
    "account.second_step": HALFWAY,
    "account.prove_by_passkey": HALFWAY,
    "account.set_up": HALFWAY,
    "account.authenticator": HALFWAY,
    "account.add_passkey": HALFWAY,
    "account.*": SIGNED_IN,
    "staff.start": SIGNED_IN,
    # --- results ---
    "results.*": Door(READERS, "result"),
    "results.method": Door(STAFF),
    "answers.*": Door(frozenset({SURVEYS}), "result"),
    "comments.index": Door(frozenset({TEXTS}), "result"),
    "comments.download": Door(frozenset({TEXTS}), "result"),
    "comments.*": Door(frozenset({TEXTS}), "comment"),
    "comment_tags.*": Door(frozenset({TEXTS}), "whole"),
    "reports.index": Door(READERS),
    "reports.new": Door(frozenset({SURVEYS, EVALUATOR}), "filter"),
    "reports.report": Door(READERS, "report"),
    "reports.file": Door(READERS, "report"),
    "reports.*": Door(frozenset({SURVEYS, EVALUATOR}), "report"),
    "trend.*": Door(READERS, "unit"),
    "dry_run.*": Door(frozenset({SURVEYS}), "draft"),
    # --- help and first steps ---
    "help.*": Door(STAFF),
    "guide.index": Door(ADMINISTRATORS),
    "guide.example_units": Door(ADMINISTRATORS),
    "guide.publish": Door(frozenset({SURVEYS}), "whole"),
    # --- manage: the index and collection points ---
    "manage.index": Door(STAFF),
    "points.index": Door(COLLECTORS, "filter"),
    "points.posters": Door(COLLECTORS, "filter"),
    "points.reading": Door(COLLECTORS),
    "points.new": Door(COLLECTORS),
    "points.many": Door(COLLECTORS),
    "points.upload": Door(COLLECTORS),
    "points.review": Door(COLLECTORS),
    "points.template": Door(COLLECTORS),
    "points.*": Door(COLLECTORS, "point"),
    # --- manage: invitations ---
    "invitations.index": Door(COLLECTORS),
    "invitations.new": Door(COLLECTORS),
    "invitations.slips": Door(COLLECTORS, "point"),
    "invitations.upload": Door(COLLECTORS),
    "invitations.review": Door(COLLECTORS),
    "invitations.template": Door(COLLECTORS),
    "invitations.*": Door(COLLECTORS, "invitation_batch"),
    # --- answers entered for other people ---
    "assisted.counters": Door(COLLECTORS),
    "assisted.counter": Door(COLLECTORS, "point"),
    "assisted.counter_end": Door(COLLECTORS, "point"),
    "assisted.interviews": Door(frozenset({INTERVIEWER})),
    "assisted.interview": Door(frozenset({INTERVIEWER}), "point"),
    "assisted.interview_end": Door(frozenset({INTERVIEWER}), "point"),
    # --- manage: units ---
    "units.index": Door(OFFICES, "filter"),
    "units.unit": Door(OFFICES, "unit"),
    "units.*": Door(ADMINISTRATORS, "whole"),
    # --- manage: people and service accounts ---
    "people.index": Door(frozenset({SYSTEM})),
    "people.invite": Door(frozenset({SYSTEM})),
    "people.do": Door(frozenset({SYSTEM}), "whole_person"),
    "people.new_link": Door(frozenset({SYSTEM}), "whole_person"),
    "people.*": Door(frozenset({SYSTEM}), "person"),
    "service_accounts.index": Door(frozenset({SYSTEM})),
    "service_accounts.new": Door(frozenset({SYSTEM})),
    "service_accounts.*": Door(frozenset({SYSTEM}), "service_account"),
    # --- manage: populations and services ---
    "services.*": Door(frozenset({SURVEYS}), "whole"),
    **dict.fromkeys(
        ["populations.index", "populations.look_through", "populations.export"],
        Door(COLLECTORS | READERS),
    ),
    "populations.unit": Door(COLLECTORS | READERS, "unit"),
    "populations.count": Door(COLLECTORS | READERS, "count"),
    "populations.enter": Door(COLLECTORS, "unit"),
    "populations.correct": Door(COLLECTORS, "count"),
    "populations.take_back": Door(COLLECTORS, "count"),
    "populations.*": Door(COLLECTORS),
    # --- manage: targets ---
    "targets.*": Door(frozenset({SURVEYS}), "whole"),
    # --- manage: surveys ---
    "surveys.index": Door(frozenset({SURVEYS})),
    "surveys.choose": Door(frozenset({SURVEYS})),
    "surveys.new": Door(frozenset({SURVEYS})),
    "surveys.survey": Door(frozenset({SURVEYS}), "survey_by_id"),
    "surveys.planner": Door(frozenset({SURVEYS}), "survey_by_id"),
    "surveys.*": Door(frozenset({SURVEYS}), "whole_survey"),
    # --- manage: what is public ---
    "publications.index": Door(frozenset({SURVEYS})),
    "publications.improve": Door(frozenset({SURVEYS})),
    "publications.end_improvement": Door(frozenset({SURVEYS}), "improvement"),
    "publications.new": Door(frozenset({SURVEYS}), "whole_survey"),
    "publications.drop_proposal": Door(frozenset({SURVEYS}), "whole_survey"),
    "publications.take_back": Door(frozenset({SURVEYS}), "publication"),
    # --- manage: paper entry ---
    "paper.version_form": Door(COLLECTORS),
    "paper.point_form": Door(COLLECTORS, "point"),
    "paper.index": Door(COLLECTORS),
    "paper.new": Door(COLLECTORS, "filter"),
    "paper.begin": Door(COLLECTORS, "paper_place"),
    "paper.*": Door(COLLECTORS, "paper_batch"),
    # --- manage: integrity ---
    "integrity.index": Door(JUDGES, "filter"),
    "integrity.file": Door(JUDGES, "filter"),
    "integrity.point": Door(JUDGES, "paper_place"),
    "integrity.hours": Door(JUDGES),
    "integrity.new_hours": Door(frozenset({SURVEYS}), "unit"),
    "integrity.decide": Door(frozenset({SURVEYS}), "paper_place"),
    "integrity.take_back": Door(frozenset({SURVEYS}), "paper_place"),
    # --- manage: forms opened and sent ---
    "funnel.point": Door(COLLECTORS | {EVALUATOR}, "paper_place"),
    "funnel.point_file": Door(COLLECTORS | {EVALUATOR}, "paper_place"),
    "funnel.*": Door(COLLECTORS | {EVALUATOR}, "filter"),
    # --- manage: audit and personal data ---
    "audit.event": Door(frozenset({AUDITOR}), "event"),
    "audit.*": Door(frozenset({AUDITOR})),
    "personal_data.register": Door(frozenset({SYSTEM, AUDITOR})),
    "personal_data.register_file": Door(frozenset({SYSTEM, AUDITOR})),
    "personal_data.breach": Door(frozenset({SYSTEM, AUDITOR}), "whole"),
    "personal_data.breach_file": Door(frozenset({SYSTEM, AUDITOR}), "whole"),
    "personal_data.mine": SIGNED_IN,
    "personal_data.mine_file": SIGNED_IN,
    "personal_data.erase": SIGNED_IN,
    "personal_data.notices": Door(frozenset({SURVEYS, AUDITOR}), "whole"),
    "personal_data.notice": Door(frozenset({SURVEYS}), "whole"),
    "personal_data.survey_notice": Door(frozenset({SURVEYS}), "whole"),
    # --- manage: settings and tasks ---
    "settings.*": Door(frozenset({SYSTEM}), "whole"),
    "tasks.*": Door(frozenset({SYSTEM}), "whole"),
    # --- manage: imports ---
    "imports.*": Door(frozenset({SURVEYS}), "whole"),
    # --- designer ---
    "catalogue.*": Door(frozenset({SURVEYS})),
    "design.overview": Door(frozenset({SURVEYS})),
    "design.begin": Door(frozenset({SURVEYS})),
    "design.bring_in": Door(frozenset({SURVEYS})),
    "design.schema": Door(frozenset({SURVEYS})),
    "design.version_file": Door(frozenset({SURVEYS})),
    "preview.draft": Door(frozenset({SURVEYS}), "draft"),
    "preview.version": Door(frozenset({SURVEYS})),
    "design.version": Door(frozenset({SURVEYS})),
    "design.next_version": Door(frozenset({SURVEYS}), "version"),
    "design.*": Door(frozenset({SURVEYS}), "draft"),
    # --- API: what a key must allow stands at each function, by `app.api.authentication` ---
    "api.*": PROGRAMS,
    "api-docs.*": EVERYBODY,
    "api_guide.*": EVERYBODY,
}
"""Who may use an endpoint, or every endpoint of a room (`room.*`); an endpoint's own line wins."""


def door_of(endpoint: str) -> Door:
    """Look up the door of an endpoint; an unlisted one is closed to everybody."""
    room = f"{endpoint.rpartition('.')[0]}.*"
    return DOORS.get(endpoint) or DOORS.get(room, CLOSED)
