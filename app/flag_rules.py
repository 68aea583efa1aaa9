"""Every rule that can flag an answer, in words: one table for what is flagged and who reads why.

A flag says that something is worth a look. It never refuses, hides or leaves out anything: people
decide on that, with a reason, and every index exists with and without the flagged answers.
"""

from flask_babel import LazyString, lazy_gettext

TOO_FAST = "too_fast"
HIDDEN_FIELD = "hidden_field"
CONFIRMED = "confirmed"
UNCONFIRMED = "unconfirmed"
MOMENT_UNSURE = "moment_unsure"
CODE_REVOKED = "code_revoked"

STUFFED_HALF_DAY = "stuffed_half_day"
BURST = "burst"
REPEATED_SHEET = "repeated_sheet"
STRAIGHT_LINING = "straight_lining"
TOO_FAST_OFTEN = "too_fast_often"
OUTSIDE_OPENING_HOURS = "outside_opening_hours"
MORE_THAN_DOSSIERS = "more_answers_than_dossiers"
OPEN_BEYOND_VERIFIED = "open_beyond_verified"
KIOSK_BEYOND_PHONE = "kiosk_beyond_phone"

FLAG_RULES: dict[str, LazyString] = {
    # --- while an answer comes in (app/services/flagging.py) ---
    TOO_FAST: lazy_gettext("Sent sooner than its questions can be read and ticked"),
    HIDDEN_FIELD: lazy_gettext("A field that people do not see was filled in"),
    CONFIRMED: lazy_gettext(
        "Sent after so many others through one connection that a person had to confirm it"
    ),
    UNCONFIRMED: lazy_gettext(
        "Delivered by a device after so many others through one connection; nobody was there to "
        "confirm it"
    ),
    MOMENT_UNSURE: lazy_gettext(
        "Kept on a device whose clocks disagree: its moment is known only within bounds"
    ),
    CODE_REVOKED: lazy_gettext("Arrived after the access code of its form had been taken back"),
    # --- every night, for answers on the review list (app/services/integrity/flags.py) ---
    STUFFED_HALF_DAY: lazy_gettext(
        "One of the best answers of a half-day on which more than usual came, nearly all the best"
    ),
    BURST: lazy_gettext("One of many answers within a quarter of an hour"),
    REPEATED_SHEET: lazy_gettext("The same as others, question by question"),
    STRAIGHT_LINING: lazy_gettext(
        "One answer all the way down, where that is more frequent than at like units"
    ),
    TOO_FAST_OFTEN: lazy_gettext("Filled in fast, where that is more frequent than at like units"),
    OUTSIDE_OPENING_HOURS: lazy_gettext("Came while the counter was closed"),
    MORE_THAN_DOSSIERS: lazy_gettext("One of more answers than dossiers were handled"),
    OPEN_BEYOND_VERIFIED: lazy_gettext(
        "An open answer of a point where these are better than the verified ones of the unit"
    ),
    KIOSK_BEYOND_PHONE: lazy_gettext(
        "Given at a kiosk whose answers are better than those by phone at the unit"
    ),
}
"""The rules by the name that stands in `response_correction.rule`, and what each one found."""
