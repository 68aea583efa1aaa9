"""Which program made a report: one digest over everything that could change a figure or a word."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("analysis", "surveys", "app")
KINDS = frozenset({".py", ".typ", ".po"})


@cache
def code_version() -> str:
    """Digest the sources of the program, path by path."""
    digest = sha256()
    for path in sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*")):
        if path.suffix in KINDS:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
