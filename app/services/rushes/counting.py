"""How much comes from one connection, counted in fixed windows and kept nowhere else.

A waiting room shares one address, and a carrier's customers share a few: so the numbers are far
above what people at one counter send, and beyond them a person is only asked to confirm. Flask-
Limiter would refuse there, and acts before requests in a way citizens' pages do without; its
engine, `limits`, does the counting in memory or Redis.
"""

from enum import StrEnum

import structlog
from flask import Flask, current_app
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import RedisStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from app.services.rushes.salts import MemorySalt, RedisSalt, key_of

log = structlog.get_logger()

LIMITS = {
    "RUSH_AT_A_POINT": 60,  # answers in ten minutes from one connection at one point
    "RUSH_IN_ALL": 600,  # answers in ten minutes from one connection at all points
    "FLOOD_AT_A_POINT": 240,  # forms in one minute from one connection at one point
}
"""What is usual; a setting of the application of the same name takes another number."""


class Rush(StrEnum):
    """How much came from one connection."""

    NONE = "none"
    CONFIRM = "confirm"
    FLOOD = "flood"


class Counting:
    """Counts what comes from an address, by a key that dies with its salt."""

    def __init__(self, redis_url: str, limits: dict[str, int]) -> None:
        storage = storage_from_string(redis_url or "memory://", wrap_exceptions=True)
        self.limiter = FixedWindowRateLimiter(storage)
        self.salt: MemorySalt | RedisSalt = MemorySalt()
        if isinstance(storage, RedisStorage):
            self.salt = RedisSalt(storage.storage)
        self.flood = RateLimitItemPerMinute(limits["FLOOD_AT_A_POINT"], 1, "langnghe")
        self.at_a_point = RateLimitItemPerMinute(limits["RUSH_AT_A_POINT"], 10, "langnghe")
        self.in_all = RateLimitItemPerMinute(limits["RUSH_IN_ALL"], 10, "langnghe")

    def rush(self, address: str, point_id: int, *, is_sent: bool) -> Rush:
        """Count a form, and tell what to do with it."""
        key = key_of(address, self.salt.current())
        if not self.limiter.hit(self.flood, key, str(point_id)):
            return Rush.FLOOD
        if not is_sent:
            return Rush.NONE
        few = self.limiter.hit(self.at_a_point, key, str(point_id))
        few_in_all = self.limiter.hit(self.in_all, key)
        return Rush.NONE if few and few_in_all else Rush.CONFIRM


def init_app(app: Flask) -> None:
    """Give the application its counts; they end with the process, or live in Redis."""
    limits = {name: app.config.get(name, usual) for name, usual in LIMITS.items()}
    app.extensions["rushes"] = Counting(app.extensions["settings"].REDIS_URL, limits)


def rush_of(address: str | None, point_id: int, *, is_sent: bool) -> Rush:
    """Count a form that came in from an address; an answer never waits for Redis to come back."""
    counting: Counting = current_app.extensions["rushes"]
    try:
        return counting.rush(address or "", point_id, is_sent=is_sent)
    except (StorageError, RedisError):
        log.warning("Redis does not answer; rushes are not counted")
        return Rush.NONE
