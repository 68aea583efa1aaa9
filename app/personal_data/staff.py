"""What is kept of staff and of programs that sign in."""

from flask_babel import lazy_gettext

from app.models import RoleName
from app.personal_data.kept import (
    DUTY_TO_ACCOUNT,
    SECOND_FACTOR,
    TASK_OF_OFFICE,
    WITH_THE_ACCOUNT,
    WORK,
    Kept,
)

OF_STAFF: dict[str, Kept] = {
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
}
