"""What makes the battery fast and the same each time, and changes nothing that its tests see.

Half of a test's time went into building its application and into waiting for the disk.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from werkzeug.routing import Rule

MEMORY = Path("/dev/shm")  # noqa: S108 (folders below it are made by tempfile)
ROOM = 4 * 2**30
"""Bytes that must be free there: several processes write databases and a browser's profile."""


def keep_files_in_memory() -> None:
    """Put temporary files where no commit waits for a disk, unless `TMPDIR` says otherwise.

    What survives a killed process survives there as well; a power cut is not among the tests.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def compile_routes_once() -> None:
    """Let all applications of a process share the compiled builders of equal routes.

    Werkzeug compiles each route's builder from its syntax tree, 70 ms an application. What it
    compiles depends on nothing but what is the key here; the route itself is bound afterwards.
    """
    compiled: dict[tuple[Any, ...], Callable[..., Any]] = {}
    compile_builder = Rule._compile_builder

    def compile_builder_once(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, rule.subdomain, rule.host, defaults, append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = compile_builder_once  # type: ignore[method-assign]


def draw_the_same_examples() -> None:
    """Let every run draw the same 25 examples, so that a change alone can fail it.

    `HYPOTHESIS_EXAMPLES=2000 pytest tests/analysis` draws that many new ones. No deadline: on a
    machine that is busy elsewhere a quick example can take long.
    """
    wished = os.environ.get("HYPOTHESIS_EXAMPLES")
    settings.register_profile(
        "battery", deadline=None, max_examples=int(wished or 25), derandomize=wished is None
    )
    settings.load_profile("battery")
