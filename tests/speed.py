"""What makes the battery fast and the same each time, and changes nothing that its tests see.

Half of a test's time went into building its application and into waiting for the disk.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
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


class CompiledTemplates(BytecodeCache):
    """Templates that an application of this process has compiled, for those that follow.

    Every application has the same filters and extensions, and the key changes with the text.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = CompiledTemplates()


def compile_templates_once(app: Flask) -> None:
    """Let an application take templates that another one of this process has compiled."""
    app.jinja_env.bytecode_cache = TEMPLATES


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
