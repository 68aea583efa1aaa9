"""How fast comments are made ready and read: ``.venv/bin/python -m tests.benchmarks.comments``.

50,000 comments of 200,000 answers at 150 counters in four months. The bars: a minute to make all of
them ready, a second a page, of the service's own processor time. An address of an empty database as
argument measures PostgreSQL; without one it is SQLite in a temporary folder.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import insert

from app.extensions import db
from app.models import Comment, RoleName
from app.services.comments.preparing import prepare_comments
from app.services.demonstration.comment_tags import TAGS
from app.services.demonstration.remarks import ONE_STOP
from tests.app.results.one_stop import counter, one_stop_survey
from tests.conftest import build_app
from tests.factories import NOW, create_answers, create_tag
from tests.sign_in import sign_in

COUNTERS, MONTHS, ANSWERS, COMMENTS = 150, 4, 333, 83
READY_BAR, PAGE_BAR = 60.0, 1.0
VIEWS = ("", "?q=cho+lau", "?q=chờ+lâu&tag=1", "?tag=0", "?page=1500", "?q=khong+co+tu+nay")


def fill() -> None:
    """Store the answers and what was written beside some of them."""
    survey, rng = one_stop_survey(), random.Random(1)
    remarks = ONE_STOP[True] + ONE_STOP[False]
    for place in [counter(survey) for _ in range(COUNTERS)]:
        for month in range(MONTHS):
            given = [{"overall": rng.choice([5, 4, 2])} for _ in range(ANSWERS)]
            moment = NOW + timedelta(days=30 * month)
            keys = create_answers(survey, place, given, answered_at=moment)
            rows = [
                {
                    "response_key": key,
                    "item": "comment",
                    "text": " ".join(rng.choices(remarks, k=2)),
                }
                for key in keys[:COMMENTS]
            ]
            db.session.execute(insert(Comment), rows)
    db.session.commit()


def seconds(deed: Callable[[], Any]) -> float:
    """Time a deed by the processor: others may be at work on the machine. Not the database's
    server, which PostgreSQL keeps apart."""
    start = time.process_time()
    deed()
    return time.process_time() - start


def main(database_url: str = "") -> None:
    """Fill a database and measure."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder), database_url)
        with app.app_context():
            upgrade()
            fill()
            ready = seconds(lambda: prepare_comments(NOW))
            print(f"made ready: {ready:.1f} s")
            tagged = seconds(lambda: [create_tag(name, words) for name, words in TAGS.items()])
            print(f"{len(TAGS)} tags by keywords: {tagged:.2f} s")
            client = sign_in(app.test_client(), role=RoleName.TEXT_READER)
            client.get("/results/comments/")  # reads the answers into memory, as any report does
            times = {v: seconds(lambda v=v: client.get(f"/results/comments/{v}")) for v in VIEWS}
            for view, taken in times.items():
                print(f"page {view or '(all)'}: {taken:.2f} s")
            db.session.remove()
            db.engine.dispose()
    assert ready < READY_BAR
    assert max(times.values()) < PAGE_BAR


if __name__ == "__main__":
    main(*sys.argv[1:2])
