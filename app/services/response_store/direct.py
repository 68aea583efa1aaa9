"""PostgreSQL: every answer is a transaction of its own; the server groups the commits itself."""

from sqlalchemy import Engine

from app.errors import StoreUnavailable
from app.services.response_store.rows import UNREACHABLE, NewResponse, write


class DirectStore:
    """Stores an answer on a pooled connection and returns after its commit."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, response: NewResponse) -> bool:
        """Store a response durably; False if its key was there already.

        Raises `StoreUnavailable` if the database cannot be reached.
        """
        try:
            with self.engine.begin() as connection:
                return response.key in write(connection, [response])
        except UNREACHABLE as error:
            raise StoreUnavailable("the database did not take the answer") from error

    def close(self) -> None:
        """Do nothing: no answer ever waits here."""
