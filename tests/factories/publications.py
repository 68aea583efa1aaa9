"""What is public, put there directly."""

import json
from datetime import date

from app.models import Improvement, Publication, Survey, Unit
from tests.factories.rows import NOW, NUMBERS, saved


def create_publication(survey: Survey, **columns: object) -> Publication:
    """A publication of a survey, with a document that holds no row."""
    made: Publication = saved(
        Publication(
            **{
                "survey_id": survey.id,
                "first_day": date(2026, 1, 1),
                "last_day": date(2026, 3, 31),
                "level": "counter",
                "formula": "people_top2",
                "document": json.dumps({"rows": []}),
                "digest": f"{next(NUMBERS):064x}",
                "published_at": NOW,
                **columns,
            }
        )
    )
    return made


def create_improvement(unit: Unit, **columns: object) -> Improvement:
    """An entry about a unit that is tied to no publication."""
    entry: Improvement = saved(
        Improvement(
            **{
                "unit_id": unit.id,
                "title": "Thêm một quầy vào sáng thứ Hai",
                "said": "Phải chờ lâu vào sáng thứ Hai.",
                "done": "Mở thêm một quầy từ 7 giờ 30.",
                "done_on": date(2026, 4, 1),
                "written_at": NOW,
                **columns,
            }
        )
    )
    return entry
