"""The salt that turns an address into a key nobody can turn back, forgotten within the hour.

Threat: a database, log or backup that tells who was where. So an address is only ever seen as an
HMAC under random bytes that stand in memory, or in Redis for several processes, and nowhere else.
Once the salt is gone, what was counted under it belongs to nobody.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_network
from typing import Any

SECONDS = 3000
"""A key lives for ten minutes more (the longest window), so all is over within the hour."""

NAME = "langnghe:salt"
KNOWN_SECONDS = 5.0


@dataclass
class MemorySalt:
    """The salt of this process alone."""

    value: bytes = b""
    until: float = field(default=0.0)

    def current(self) -> bytes:
        """Give the salt, a new one when the old one's time is over."""
        now = time.monotonic()
        if now >= self.until:
            self.value, self.until = secrets.token_bytes(32), now + SECONDS
        return self.value


@dataclass
class RedisSalt:
    """The salt that processes share; Redis itself drops it when its time is over."""

    client: Any
    known: MemorySalt = field(default_factory=MemorySalt)

    def current(self) -> bytes:
        """Give the salt, asked for again after a few seconds."""
        now = time.monotonic()
        if now >= self.known.until:
            self.client.set(NAME, secrets.token_bytes(32), nx=True, ex=SECONDS)
            # In the moment between the two it may have run out: then this process has its own.
            self.known.value = self.client.get(NAME) or secrets.token_bytes(32)
            self.known.until = now + KNOWN_SECONDS
        return self.known.value


def key_of(address: str, salt: bytes) -> str:
    """Give the key that an address is counted under; a home's IPv6 network counts as one."""
    return hmac.digest(salt, network_of(address).encode(), hashlib.sha256).hex()


def network_of(address: str) -> str:
    """Give the network whose phones look alike: an IPv4 address, the /64 of an IPv6 one."""
    if ":" not in address:  # IPv4, or a proxy that says "unknown"
        return address
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    # A socket for both kinds writes an IPv4 address so; their /64 would be one for all of them.
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
