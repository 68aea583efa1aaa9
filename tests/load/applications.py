"""What the load program serves: the product, and a bare Flask route over the same store."""

import hashlib
import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, request
from itsdangerous import TimestampSigner
from sqlalchemy import create_engine, select

from app import clock, create_app
from app.config import load_settings
from app.models import CollectionPoint, Survey
from app.services.response_store.group_commit import GroupCommitStore
from app.services.response_store.rows import NewResponse
from app.services.rushes.counting import LIMITS

FOLDER = Path(os.environ["LOAD_INSTANCE"])
NO_RUSH = dict.fromkeys(LIMITS, 10**9)
CONSTANT_PAGE = "<!doctype html><title>Phiếu</title>" + "<p>Câu hỏi</p>" * 300


def product() -> Flask:
    """The whole service as it is delivered."""
    # Its visitors read nothing and share one address: each answer of theirs would be flagged and
    # confirmed, which those of honest people are not. It is counted and compared all the same.
    return create_app(
        load_settings(FOLDER, {}), INSTANCE_PATH=str(FOLDER), SECONDS_PER_ANSWER=0, **NO_RUSH
    )


def delivered() -> Flask:
    """The whole service with its limits; only speed flags nobody."""
    return create_app(load_settings(FOLDER, {}), INSTANCE_PATH=str(FOLDER), SECONDS_PER_ANSWER=0)


def bare() -> Flask:
    """As little Flask as can be: no extension, no check, the same row through the same writer."""
    app = Flask("bare")
    # The pragmas of a durable SQLite come with app.extensions, which the import above has loaded.
    engine = create_engine(f"sqlite:///{FOLDER / 'langnghe.sqlite'}")
    with engine.connect() as connection:
        survey = connection.execute(select(Survey.id, Survey.version_id)).one()
        point = connection.execute(select(CollectionPoint.id, CollectionPoint.place_id)).one()
    store = GroupCommitStore(engine)

    @app.post("/s/<access_code>")
    def answer(access_code: str) -> str:
        key = uuid.uuid4()
        store.add(
            NewResponse(
                key=key,
                survey_id=survey.id,
                version_id=survey.version_id,
                point_id=point.id,
                unit_id=point.place_id,
                mode="self_phone",
                language="vi",
                answered_at=datetime.now(UTC),
                duration=60,
                answers={name: int(value) for name, value in request.form.items()},
                receipt_digest=hashlib.sha256(key.bytes).hexdigest(),
            )
        )
        return "stored"

    @app.get("/s/<access_code>")
    def page(access_code: str) -> str:
        return CONSTANT_PAGE

    @app.get("/health")
    def health() -> str:
        return "ok"

    return app


def travelling() -> Flask:
    """The whole service at a moment ahead of the real one, by the seconds in a file `ahead`."""
    ahead = FOLDER / "ahead"
    clock.now = lambda: datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))
    TimestampSigner.get_timestamp = lambda _signer: int(clock.now().timestamp())  # type: ignore[method-assign]
    return product()
