"""Asking a newer version of the questionnaire within the same survey."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.actor import Actor
from app.errors import LangNgheError, NotFound
from app.extensions import db
from app.models import QuestionnaireVersion, Survey, SurveyVersion
from app.queries.questionnaires import get_questionnaire
from app.services.fielding.acts import finish, refuse_unless_running
from surveys.question_changes import Effect
from surveys.versions import Difference, compare_versions


class NotComparable(LangNgheError):
    """The newer version measures something else; `differences` say where."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = tuple(differences)
        super().__init__("; ".join(f"{d.place}: {d.code.value}" for d in self.differences))


def newer_versions(survey: Survey) -> list[QuestionnaireVersion]:
    """List the versions of the survey's questionnaire after the one it asks, the newest first."""
    query = (
        select(QuestionnaireVersion)
        .where(
            QuestionnaireVersion.questionnaire_id == survey.version.questionnaire_id,
            QuestionnaireVersion.number > survey.version.number,
        )
        .order_by(QuestionnaireVersion.number.desc())
    )
    return list(db.session.scalars(query))


def differences_to(survey: Survey, version_id: int) -> list[Difference]:
    """List what a newer version changes against the one the survey asks."""
    return compare_versions(get_questionnaire(survey.version_id), get_questionnaire(version_id))


def switch_version(survey: Survey, version_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a running survey ask a newer version from now on, in one transaction.

    Both versions' answers belong to the one survey, so nothing may differ that breaks a trend; a
    form that was opened before is still taken as the older version. Raises `NotFound` for what is
    no newer version of the same questionnaire, `NotComparable`, or `ActRefused`.
    """
    refuse_unless_running(survey, now)
    if version_id not in [version.id for version in newer_versions(survey)]:
        raise NotFound("no newer version of this questionnaire")
    differences = differences_to(survey, version_id)
    breaking = [d for d in differences if d.effect is not Effect.KEEPS]
    if breaking:
        raise NotComparable(breaking)
    before, survey.version_id = survey.version_id, version_id
    db.session.add(SurveyVersion(survey_id=survey.id, since=now, version_id=version_id))
    finish("survey.switch_version", survey, actor, now, before=before, after=version_id)
