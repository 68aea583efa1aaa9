"""The tasks: what each does, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext

from app.services.comments.preparing import prepare_comments
from app.services.digests.sending import send_digests
from app.services.integrity.flags import flag_review_lists
from app.services.personal_data.retention import remove_old_data
from app.services.tasks.audit_check import verify_audit
from app.services.tasks.cleaning import remove_old_runs, remove_old_uploads
from app.services.tasks.sealing import check_seals, seal_day
from app.services.tasks.timing import Daily, Every


@dataclass(frozen=True)
class Task:
    """One task.

    title, explanation : what the page calls it, and one sentence of what it does
    due : when it is due again
    run : does the work in transactions of its own and says in a sentence what it did
    longest : after this time without an end a run is given up for lost, and may start again
    """

    title: Any
    explanation: Any
    due: Daily | Every
    run: Callable[[datetime], str]
    longest: timedelta = timedelta(hours=1)


TASKS: dict[str, Task] = {
    "retention": Task(
        lazy_gettext("Remove old personal data"),
        lazy_gettext("Removes each kind of data that was kept for the days set for it."),
        Daily(time(2, 30)),
        remove_old_data,
    ),
    "audit.verify": Task(
        lazy_gettext("Verify the audit"),
        lazy_gettext("Reads every audit event and looks for one that was changed or removed."),
        Daily(time(3, 0)),
        verify_audit,
    ),
    "seal.make": Task(
        lazy_gettext("Seal the day"),
        lazy_gettext("Puts the answers and decisions that came under a seal linked to the last."),
        Daily(time(0, 20)),
        seal_day,
    ),
    "seal.verify": Task(
        lazy_gettext("Verify the seals"),
        lazy_gettext("Reads every sealed row and looks for one changed, removed or put in later."),
        Daily(time(3, 30)),
        check_seals,
    ),
    "integrity.flag": Task(
        lazy_gettext("Flag the review lists"),
        lazy_gettext(
            "Flags the answers that integrity evidence puts on a review list; they stay counted."
        ),
        Daily(time(0, 5)),
        flag_review_lists,
    ),
    "comment.prepare": Task(
        lazy_gettext("Make comments ready for reading"),
        lazy_gettext("Masks names and numbers in what people wrote, and gives tags by keywords."),
        Daily(time(1, 0)),
        prepare_comments,
    ),
    "digest.send": Task(
        lazy_gettext("Mail heads of units"),
        lazy_gettext(
            "Sends each head what there is once a week, on other days only signs of a fall; one "
            "mail a day at most."
        ),
        Daily(time(7, 0)),
        send_digests,
    ),
    "task.clean": Task(
        lazy_gettext("Tidy the list of runs"),
        lazy_gettext("Removes runs of tasks that were kept long enough."),
        Daily(time(2, 45)),
        remove_old_runs,
    ),
    "upload.clean": Task(
        lazy_gettext("Remove uploaded files"),
        lazy_gettext("Removes files that were uploaded and not confirmed within twelve hours."),
        Every(timedelta(hours=1)),
        remove_old_uploads,
    ),
}
"""Every task by its name, in the order of the page."""
