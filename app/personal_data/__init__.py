"""What is kept of whom, why, how long, and who sees it: one declaration a table.

The register page and its file are made from here; a test fails for a table that is not declared,
and for a column that looks personal and is not named. The law: Law on Personal Data Protection
No. 91/2025/QH15 and Decree No. 356/2025/NĐ-CP, both in force since 1 January 2026.
"""

from app.personal_data.answers import OF_ANSWERS
from app.personal_data.kept import Kept
from app.personal_data.not_personal import LOOKS_PERSONAL, NOT_PERSONAL
from app.personal_data.staff import OF_STAFF
from app.personal_data.work import OF_WORK

KEPT: dict[str, Kept] = OF_ANSWERS | OF_STAFF | OF_WORK
"""Tables with data of or about people, in the order of the register."""

OWN_TABLES: dict[str, str] = {
    "staff_session": "user_id",
    "authenticator": "user_id",
    "passkey": "user_id",
    "recovery_code": "user_id",
    "account_link": "user_id",
    "mail_choice": "user_id",
    "mail_log": "user_id",
}
"""Tables whose rows go with an account, and the column that says whose they are."""

SECRET_COLUMNS = frozenset({"password", "fs_uniquifier", "digest", "secret", "public_key"})
"""Columns that a person's own file names without showing them."""

__all__ = ["KEPT", "LOOKS_PERSONAL", "NOT_PERSONAL", "OWN_TABLES", "SECRET_COLUMNS", "Kept"]
