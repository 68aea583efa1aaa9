"""Where an accepted answer becomes durable: `add` returns after the commit, never before.

SQLite takes one writer at a time, so there one thread commits the answers of all (`group_commit`);
PostgreSQL does that by itself (`direct`). Both write the same rows by the same statement (`rows`).
"""

from flask import Flask, current_app

from app.extensions import db
from app.services.response_store.direct import DirectStore
from app.services.response_store.flags import Flag
from app.services.response_store.group_commit import GroupCommitStore
from app.services.response_store.rows import NewResponse

__all__ = ["Flag", "NewResponse", "ResponseStore", "close_store", "response_store"]

ResponseStore = DirectStore | GroupCommitStore
STORES: dict[str, type[ResponseStore]] = {"sqlite": GroupCommitStore, "postgresql": DirectStore}
"""Which store serves which engine."""


def response_store() -> ResponseStore:
    """Give the store of this application, made at its first use."""
    extensions = current_app.extensions
    if "response_store" not in extensions:
        # Two threads may make one each at the same moment: setdefault keeps the first, and the
        # other was only an object without a thread yet.
        extensions.setdefault("response_store", STORES[db.engine.dialect.name](db.engine))
    store: ResponseStore = extensions["response_store"]
    return store


def close_store(app: Flask) -> None:
    """Store what waits and stop; a later answer starts the store again."""
    store: ResponseStore | None = app.extensions.pop("response_store", None)
    if store is not None:
        store.close()
