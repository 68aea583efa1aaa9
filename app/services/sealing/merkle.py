"""The Merkle tree of RFC 6962: leaves and nodes are digested apart, neither passes for the other.

Anybody can compute a root anew: SHA-256 of a zero byte and the row's bytes is a leaf, of a one byte
and two digests a node; a level's odd last digest goes up as it is.
"""

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"
EMPTY = hashlib.sha256().digest()


def leaf_digest(content: bytes) -> bytes:
    """Digest what a leaf stands for."""
    return hashlib.sha256(LEAF + content).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Compute the root over leaf digests in their order."""
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(NODE + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]
