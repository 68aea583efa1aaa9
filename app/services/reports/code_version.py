"""Which program made a report: one digest over everything that could change a figure or a word."""

import platform
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("analysis", "surveys", "app")
KINDS = frozenset({".py", ".typ", ".po", ".toml", ".svg", ".csv"})
DECIDING = (
    *("numpy", "scipy", "typst", "fontpkg-be-vietnam-pro", "altair", "vl-convert-python"),
    *("fonttools", "pillow", "XlsxWriter", "orjson", "Babel", "SQLAlchemy"),
)
"""Installed packages, with the fonts, whose version decides figures or bytes of a report."""


@cache
def code_version() -> str:
    """Digest the sources of the program, path by path, and what it stands on."""
    digest = sha256()
    for path in sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*")):
        if path.suffix in KINDS:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(sha256(path.read_bytes()).digest())
    for name in foundations():
        digest.update(name.encode() + b"\0")
    return digest.hexdigest()


def foundations() -> Iterator[str]:
    """Name what is installed and decides bytes, each with its version."""
    yield f"Python {platform.python_version()}"
    for package in DECIDING:
        yield f"{package} {version(package)}"
