"""Flags on answers of the review list, every night; the answers stay in every index."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.extensions import db
from app.models import CorrectionKind, FlagChange, ResponseCorrection, Survey
from app.queries.corrections import list_flags
from app.queries.surveys import list_surveys
from app.scope import EVERYTHING
from app.services.integrity.evidence import examined
from app.services.integrity.kinds import KINDS

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

DAYS_AFTER = 60
"""So many days after its end a survey is still looked at: paper and offline answers come late."""


def flag_review_lists(now: datetime) -> str:
    """Flag what is on the review lists of surveys that run or ended lately; say how much it was."""
    today = clock.local_day(now)
    surveys = [
        survey
        for survey in list_surveys(EVERYTHING)
        if survey.opens_on <= today <= survey.closes_on + timedelta(days=DAYS_AFTER)
    ]
    flagged = sum(flag_survey(survey, now=now) for survey in surveys)
    return str(
        gettext("%(flags)s new flags in %(surveys)s surveys.", flags=flagged, surveys=len(surveys))
    )


def flag_survey(survey: Survey, *, now: datetime) -> int:
    """Bring the flags of a survey to its review list of today, in one transaction.

    An answer is flagged once by a rule. A flag that is on the list no more is ended, and stands
    again when it returns: so the flags in force are those of one look, however often it is looked.
    """
    known = list_flags(survey.id, KINDS)
    listed = {
        (key, suspicion.rule): {**suspicion.found.figures, "p_value": suspicion.found.p_value}
        for point in examined(survey).values()
        for suspicion in point.suspicions
        for key in suspicion.keys
    }
    new = [
        {
            "response_key": key,
            "kind": CorrectionKind.FLAG.value,
            "rule": rule,
            "evidence": evidence,
            "made_at": now,
        }
        for (key, rule), evidence in listed.items()
        if (key, rule) not in known
    ]
    changed = [
        {"response_key": key, "rule": rule, "stands": not stood, "made_at": now}
        for (key, rule), stood in known.items()
        if stood != ((key, rule) in listed)
    ]
    if new:
        # two runs at once: the flag of the first stays
        insertion = INSERT[db.engine.dialect.name](ResponseCorrection).on_conflict_do_nothing()
        db.session.execute(insertion, new)
    if changed:
        db.session.execute(insert(FlagChange), changed)
    db.session.commit()
    return len(new)
