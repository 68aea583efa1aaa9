"""Flags on answers of the review list, every night; the answers stay in every index."""

from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import insert

from app import clock
from app.extensions import db
from app.models import CorrectionKind, ResponseCorrection, Survey
from app.queries.integrity import list_flagged
from app.queries.surveys import list_surveys
from app.scope import EVERYTHING
from app.services.integrity.evidence import examined
from app.services.integrity.kinds import KINDS

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
    """Flag the answers of a survey's review list in one transaction, each once by each rule."""
    known = list_flagged(survey.id, KINDS)
    rows = []
    for point in examined(survey).values():
        for suspicion in point.suspicions:
            evidence = {**suspicion.found.figures, "p_value": suspicion.found.p_value}
            for key in suspicion.keys:
                if (key, suspicion.rule) not in known:
                    known.add((key, suspicion.rule))
                    rows.append(
                        {
                            "response_key": key,
                            "kind": CorrectionKind.FLAG.value,
                            "rule": suspicion.rule,
                            "evidence": evidence,
                            "made_at": now,
                        }
                    )
    if rows:
        db.session.execute(insert(ResponseCorrection), rows)
        db.session.commit()
    return len(rows)
