"""How long the replay of a reform takes: ``.venv/bin/python -m tests.benchmarks.reform``.

The demonstration province, all 148 communes merged by threes with centres, counters, points, codes
and roles; and the invented province of 2022 (examples/reform/made-up). Wall clock, one run each;
the bar is 30 seconds.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask_migrate import upgrade

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import AccessCode
from app.services.demonstration import load_demonstration
from app.services.organisation.changing import carry_out
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_import import propose_import
from tests.conftest import build_app
from tests.reforms import EXAMPLES, reform_of

BAR = 30.0
ACTOR = Actor.command("benchmark")


def replay(file: Path) -> str:
    """Replay a file; say how long the dry run and the whole took, and what came along."""
    now, start = clock.now(), time.perf_counter()
    proposal = propose_import(file, today=clock.local_day(now))
    dry = time.perf_counter() - start
    change = carry_out(proposal, actor=ACTOR, now=now)
    whole = time.perf_counter() - start
    assert whole < BAR, f"{whole:.1f} s"
    units, codes = len(change.document["after"]), len(change.document["led_on"])
    return f"dry run {dry:.2f} s, whole {whole:.2f} s; {units} units, {codes} codes lead on"


def demonstration(folder: Path) -> str:
    """Replay a reform of the demonstration province."""
    load_demonstration(actor=ACTOR, now=clock.now())
    file = folder / "reform.csv"
    file.write_bytes(reform_of(read_tree(), clock.local_day(clock.now())))
    assert db.session.query(AccessCode).count()
    return f"demonstration: {replay(file)}"


def made_up(_: Path) -> str:
    """Replay the reform of the invented province of 2022."""
    return "\n".join(
        f"made-up, {name}: {replay(EXAMPLES / 'made-up' / name)}"
        for name in ("2022.csv", "2025.csv")
    )


def main() -> None:
    """Measure each on a fresh SQLite database."""
    works: tuple[Callable[[Path], str], ...] = (demonstration, made_up)
    for work in works:
        with tempfile.TemporaryDirectory() as name:
            app = build_app(Path(name))
            with app.app_context():
                upgrade()
                print(work(Path(name)))
                db.session.remove()
                db.engine.dispose()


if __name__ == "__main__":
    main()
