"""Every rule that can flag an answer, in words: one table for what is flagged and who reads why.

A flag says that something is worth a look. It never refuses, hides or leaves out anything: people
decide on that, with a reason, and every index exists with and without the flagged answers.
"""

from flask_babel import LazyString, lazy_gettext

TOO_FAST = "too_fast"
HIDDEN_FIELD = "hidden_field"
CONFIRMED = "confirmed"
MOMENT_UNSURE = "moment_unsure"
CODE_REVOKED = "code_revoked"

FLAG_RULES: dict[str, LazyString] = {
    # --- while an answer comes in (app/services/flagging.py) ---
    TOO_FAST: lazy_gettext("Sent sooner than its questions can be read and ticked"),
    HIDDEN_FIELD: lazy_gettext("A field that people do not see was filled in"),
    CONFIRMED: lazy_gettext(
        "Sent after so many others through one connection that a person had to confirm it"
    ),
    MOMENT_UNSURE: lazy_gettext(
        "Kept on a device whose clocks disagree: its moment is known only within bounds"
    ),
    CODE_REVOKED: lazy_gettext("Arrived after the access code of its form had been taken back"),
}
"""The rules by the name that stands in `response_correction.rule`, and what each one found."""
