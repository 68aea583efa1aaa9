"""How much comes from one connection, counted in fixed windows and kept nowhere else.

A waiting room shares one address, and a carrier's customers share a few: so the numbers are far
above what people at one counter send, and beyond them a person is only asked to confirm. What is
told to wait is the rate of a machine.
"""

import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import redis
import structlog
from flask import Flask, current_app
from redis.exceptions import RedisError

from app.services.rushes.salts import MemorySalt, RedisSalt, key_of
from app.services.rushes.windows import Counted, MemoryWindows, RedisWindows, Windows

log = structlog.get_logger()

LIMITS = {
    "RUSH_AT_A_POINT": 60,  # answers in ten minutes from one connection at one point
    "RUSH_IN_ALL": 600,  # answers in ten minutes from one connection at all points
    "FLOOD_AT_A_POINT": 240,  # forms in one minute from one connection at one point
    "FLOOD_OF_DELIVERIES": 600,  # kept answers in one minute from one connection at one point
    "FLOOD_OF_HELP": 240,  # forms in one minute from one connection that staff enter for others
    "FLOOD_OF_CODES": 60,  # receipt codes in one minute from one connection
    "STAFF_CODES": 5,  # staff codes tried in five minutes from one connection at one kiosk
    "FLOOD_IN_ALL": 1200,  # of all these in one minute from one connection
}
"""What is usual; a setting of the application of the same name takes another number."""

MINUTE, FIVE_MINUTES, TEN_MINUTES = 60, 300, 600
PATIENCE = 0.25
"""Seconds within which Redis answers, or is not asked again for a while."""
SILENCE = 5.0


class Flood(StrEnum):
    """What a machine sends too many of, by the name of its limit."""

    FORMS = "FLOOD_AT_A_POINT"
    DELIVERIES = "FLOOD_OF_DELIVERIES"
    HELP = "FLOOD_OF_HELP"
    CODES = "FLOOD_OF_CODES"


class Tries(StrEnum):
    """How often one connection tried the staff code of a kiosk."""

    FEW = "few"
    FIRST_TOO_MANY = "first too many"
    TOO_MANY = "too many"


@dataclass
class Store:
    """A salt and the counts under it; those that processes share may fall silent."""

    salt: MemorySalt | RedisSalt
    windows: Windows
    silent_until: float = 0.0


@dataclass
class Counting:
    """Counts what comes from an address, by a key that dies with its salt."""

    limits: dict[str, int]
    shared: Store | None = None
    own: Store = field(default_factory=lambda: Store(MemorySalt(), MemoryWindows()))

    def is_flood(self, address: str, kind: Flood, place: str) -> bool:
        """Count what came in at a place, and tell whether no person sends so much.

        Beyond its limit in all an address gets no more keys: it could fill the memory with them.
        """
        (in_all,) = self.count(address, [("all", MINUTE)])
        if in_all > self.limits["FLOOD_IN_ALL"]:
            return True
        (at_place,) = self.count(address, [(f"{kind} {place}", MINUTE)])
        return at_place > self.limits[kind]

    def is_rush(self, address: str, point_id: int) -> bool:
        """Count an answer, and tell whether a person has to confirm it."""
        wanted = [(f"point {point_id}", TEN_MINUTES), ("answers", TEN_MINUTES)]
        at_point, in_all = self.count(address, wanted)
        return at_point > self.limits["RUSH_AT_A_POINT"] or in_all > self.limits["RUSH_IN_ALL"]

    def tries(self, address: str, point_id: int) -> Tries:
        """Count a staff code; who guesses over another connection locks nobody out here."""
        (count,) = self.count(address, [(f"kiosk {point_id}", FIVE_MINUTES)])
        if count <= self.limits["STAFF_CODES"]:
            return Tries.FEW
        is_first = count == self.limits["STAFF_CODES"] + 1
        return Tries.FIRST_TOO_MANY if is_first else Tries.TOO_MANY

    def count(self, address: str, wanted: list[Counted]) -> list[int]:
        """Count where processes share the counts, else here: nobody waits for Redis."""
        if self.shared and self.shared.silent_until <= time.monotonic():
            try:
                return counted(self.shared, address, wanted)
            except RedisError:
                self.shared.silent_until = time.monotonic() + SILENCE
                log.warning("Redis does not answer; each process counts rushes for itself")
        return counted(self.own, address, wanted)


def counted(store: Store, address: str, wanted: list[Counted]) -> list[int]:
    """Count in a store, under the key of an address."""
    key = key_of(address, store.salt.current())
    return store.windows.count([(f"{key} {name}", seconds) for name, seconds in wanted])


def shared_store(redis_url: str) -> Store:
    """Give the store that processes share in Redis."""
    client: Any = redis.Redis.from_url(
        redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
    return Store(RedisSalt(client), RedisWindows(client))


def init_app(app: Flask) -> None:
    """Give the application its counts; they end with the process, or live in Redis."""
    limits = {name: app.config.get(name, usual) for name, usual in LIMITS.items()}
    url = app.extensions["settings"].REDIS_URL
    app.extensions["rushes"] = Counting(limits, shared_store(url) if url else None)


def is_rush(address: str | None, point_id: int) -> bool:
    """Count an answer from an address, and tell whether a person has to confirm it."""
    counting: Counting = current_app.extensions["rushes"]
    return counting.is_rush(address or "", point_id)


def tries_at_kiosk(address: str | None, point_id: int) -> Tries:
    """Count a staff code that came from an address."""
    counting: Counting = current_app.extensions["rushes"]
    return counting.tries(address or "", point_id)
