"""What the demonstration has made public: two halves of a year, and a change that answers led to.

So that a newcomer sees the public pages filled. Everything there is marked as demonstration data.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import Publication, Survey, UnitKind
from app.services.publishing import (
    NewImprovement,
    PublicationRefused,
    Wanted,
    plan_publication,
    publish,
    write_improvement,
)
from app.services.publishing.documents import read_document, rows_of
from app.services.reporting.records import IndexRow

LEVEL, FORMULA = UnitKind.COMMUNE_CENTRE.value, "people_top2"
TITLE = "Thêm một quầy vào sáng thứ Hai"
SAID = "Sáng thứ Hai thường quá đông, phải chờ lâu mới đến lượt nộp hồ sơ."
DONE = "Từ 7 giờ 30 các sáng thứ Hai, trung tâm mở thêm một quầy tiếp nhận và một bàn hướng dẫn."

ENGLISH = (
    "One more counter on Monday mornings",
    "Monday mornings were often crowded, and it took long until one could hand in a dossier.",
    "From 7.30 on Monday mornings the centre opens one more counter and a desk for guidance.",
)


def publish_examples(questionnaire: str, *, actor: Actor, now: datetime) -> None:
    """Publish the surveys of a questionnaire up to the last whole month, and one change."""
    today = clock.local_day(now)
    over = today.replace(day=1) - timedelta(days=1)
    surveys = db.session.scalars(
        select(Survey).where(Survey.demonstration).order_by(Survey.opens_on, Survey.id)
    ).all()
    asked = [s for s in surveys if s.version.questionnaire.code == questionnaire]
    made = [
        published
        for survey in asked
        if (published := _published(survey, min(over, survey.closes_on), actor, now)) is not None
    ]
    if len(made) > 1:
        _tell_of_a_change(made[0], made[1], actor, now)


def _published(survey: Survey, last: date, actor: Actor, now: datetime) -> Publication | None:
    wanted = Wanted(survey, survey.opens_on, last, LEVEL, FORMULA)
    try:
        plan = plan_publication(wanted, today=clock.local_day(now))
        return publish(plan, reason="", actor=actor, now=now)
    except PublicationRefused:
        return None  # too early in the half-year, or too few answers: nothing to show yet


def _tell_of_a_change(before: Publication, after: Publication, actor: Actor, now: datetime) -> None:
    """Tell it of the unit with most answers: chosen by how it moved, it would move by chance."""
    old = {row.unit.id: row.figure.n for row in _rows(before) if row.figure}
    both = [row.unit.id for row in _rows(after) if row.figure and row.unit.id in old]
    if both:
        unit_id = max(both, key=lambda unit: old[unit])
        entry = NewImprovement(unit_id, TITLE, SAID, DONE, before.last_day, before, after, *ENGLISH)
        write_improvement(entry, actor=actor, now=now)


def _rows(made: Publication) -> list[IndexRow]:
    return rows_of(read_document(made.document))
