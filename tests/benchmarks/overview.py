"""Time the overview of a province at the server: cold, warm, and after 100 new answers.

So many answers × 22 items (the questionnaire of inpatients) at 1,000 counters in 100 communes. One
process fills the database, a fresh one looks at the page: its memory is that of a web process.
Bars of issue 7 for 1,000,000 answers: warm under 300 ms, after 100 new ones under 500 ms, cold
under 10 s, the process under 600 MB. The cold page waits for the search for evidence no longer than
in service; the search goes on beside it and counts towards the memory.

    python -m tests.benchmarks.overview                     # 1,000,000 answers on SQLite
    python -m tests.benchmarks.overview --postgres          # a PostgreSQL of its own
    python -m tests.benchmarks.overview --answers 200000
    python -m tests.benchmarks.overview --keep FOLDER       # SQLite; fill once, measure again

Everything lies in a temporary folder (about 0.5 GB) that is gone afterwards. Seconds are those of
the wall clock and of the processor (of this process: what PostgreSQL works comes on top).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from flask.testing import FlaskClient
from flask_migrate import upgrade

from app.config import PARTS_PATIENCE, SEARCH_PATIENCE
from app.serving.garbage import collect_rarely
from app.serving.server import ENVIRONMENT
from tests import postgres
from tests.benchmarks.large.province import build_province, evaluator, fill, settle
from tests.conftest import build_app
from tests.sign_in import sign_in

WARM_LOOKS, NEW_LOOKS, NEW = 9, 5, 100
BARS = {"cold": 10.0, "warm": 0.3, f"after {NEW} new": 0.5}
LARGEST_MB = 600

Seconds = tuple[float, float]
"""On the wall clock, and of the processor."""


def main(arguments: argparse.Namespace) -> None:
    """Fill in one process, look in another."""
    if arguments.step == "fill":
        fill_in(Path(arguments.folder), arguments.url, arguments.answers)
    elif arguments.step == "look":
        measure(Path(arguments.folder), arguments.url)
    else:
        with place(arguments) as (folder, url):
            if url or not (folder / "langnghe.sqlite").exists():
                run("fill", folder, url, arguments.answers)
            run("look", folder, url, arguments.answers)


@contextmanager
def place(arguments: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    """Give a folder, and the address of a database if it is not a file there."""
    with tempfile.TemporaryDirectory(prefix="langnghe-overview-") as folder:
        if arguments.keep:
            Path(arguments.keep).mkdir(exist_ok=True)
            yield Path(arguments.keep), ""
        elif arguments.postgres:
            with postgres.running_server() as url:
                yield Path(folder), url
        else:
            yield Path(folder), ""


def run(step: str, folder: Path, url: str, answers: int) -> None:
    """Do a step in a process of its own."""
    where = ["--step", step, "--folder", str(folder), "--url", url, "--answers", str(answers)]
    command = [sys.executable, "-m", "tests.benchmarks.overview", *where]
    subprocess.run(command, check=True, env={**ENVIRONMENT, **os.environ})


def fill_in(folder: Path, url: str, answers: int) -> None:
    """Build the province and store its answers."""
    with build_app(folder, url).app_context():
        upgrade()
        build_province()
        fill(answers)
        settle()


def measure(folder: Path, url: str) -> None:
    """Look at the overview and print a table."""
    app = build_app(folder, url)
    # As in service.
    app.config.update(SEARCH_PATIENCE=SEARCH_PATIENCE, PARTS_PATIENCE=PARTS_PATIENCE)
    collect_rarely()
    with app.app_context():
        client = sign_in(app.test_client(), evaluator())
        started = memory("VmHWM")
        found = {"cold": [look(client)], "warm": [look(client) for _ in range(WARM_LOOKS)]}
        found[f"after {NEW} new"] = [look_after_new(client, k) for k in range(NEW_LOOKS)]
    print(f"{'PostgreSQL' if url else 'SQLite':<16}{'median':>9}{'worst':>9}{'CPU':>9}{'bar':>9}")
    for name, looks in found.items():
        print_line(name, looks)
    print(
        f"memory of the process, MB: {started} before the first page, largest "
        f"{memory('VmHWM')}, now {memory('VmRSS')}; bar {LARGEST_MB}"
    )


def look_after_new(client: FlaskClient, seed: int) -> Seconds:
    """Look at the overview when some answers came in since."""
    fill(NEW, seed=10**9 + seed)
    return look(client)


def look(client: FlaskClient) -> Seconds:
    """Open the overview once."""
    wall, cpu = time.perf_counter(), time.process_time()
    assert client.get("/results/overview").status_code == 200
    return time.perf_counter() - wall, time.process_time() - cpu


def print_line(name: str, looks: list[Seconds]) -> None:
    """Print the median and the worst of some looks in milliseconds."""
    wall, cpu = (1000 * np.array(column) for column in zip(*looks, strict=True))
    numbers = (np.median(wall), wall.max(), np.median(cpu), 1000 * BARS[name])
    print(f"{name:<16}" + "".join(f"{number:>9.0f}" for number in numbers), flush=True)


def memory(name: str) -> int:
    """Read a line of the kernel in MB. `getrusage` would give the parent's peak, if larger."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(name))


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", metavar="FOLDER")
    for inner in ("--step", "--folder", "--url"):
        parser.add_argument(inner, default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main(read_arguments())
