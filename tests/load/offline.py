"""Twenty minutes of answers at a kiosk while network, server, tablet and clock fail.

``python -m tests.load.offline 100 [seed]``: each run has a seed of its own, which is printed. After
the network has returned, the server must hold exactly the answers whose receipts were shown, each
once, dated when it was given.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import create_engine, select, update
from sqlalchemy.pool import NullPool

from app.models import CollectionPoint, Response
from app.services.receipts import normalise_receipt_code, receipt_digest
from tests.load.bad_network import BadNetwork, Network
from tests.load.servers import SECRET, Place, long_document, new_place, start, wait_until_it_answers
from tests.load.tablet import Tablet
from tests.postgres import free_port

ANSWERS = 8
SECONDS = 20 * 60
YEARS = 365 * 86400 * 1000.0
HOUR = 3600 * 1000.0
FARTHEST = 40.0
"""Seconds by which a reckoned moment may be wrong."""


@dataclass
class Server:
    """The product on a port that stays, whichever process serves it, in a time of its own."""

    place: Place
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    ahead: float = 0.0

    def start(self) -> None:
        """Start a process unless one runs."""
        if self.process is None:
            self.process = start("tests.load.applications:travelling()", self.place, self.port)
            wait_until_it_answers(self.process, self.port)

    def kill(self) -> None:
        """Kill the process as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None

    def pass_time(self, seconds: float) -> None:
        """Let time pass at once; what was read of the file before is never half of it."""
        self.ahead += seconds
        written = self.place.folder / "ahead.new"
        written.write_text(str(self.ahead))
        written.replace(self.place.folder / "ahead")

    def now(self) -> datetime:
        """Tell the time in which the server lives."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def stored(self) -> dict[str, datetime]:
        """Read the answers from the database file, as another program would."""
        engine = create_engine(
            f"sqlite:///{self.place.folder / 'langnghe.sqlite'}", poolclass=NullPool
        )
        with engine.connect() as connection:
            rows = connection.execute(select(Response.receipt_digest, Response.answered_at))
            return {digest or "": answered_at for digest, answered_at in rows}


@dataclass
class Run:
    """One run of the test: everything that happens is drawn from `chance`."""

    server: Server
    network: BadNetwork
    tablet: Tablet
    chance: random.Random
    shown: dict[str, datetime] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    battery_was_flat: bool = False

    def __post_init__(self) -> None:
        """Decide whether this tablet sleeps or has its clock set; see `services.true_time`.

        A browser cannot tell one from the other, so where both happen to an answer nothing is sure.
        """
        self.sleeps = self.chance.random() < 0.3

    def prepare(self) -> None:
        """Open the kiosk with a network, on a tablet whose clock is wrong, until it is ready."""
        self.network.become(Network.OPEN)
        self.server.start()
        self.tablet.clock["wrong"] = self.chance.uniform(-30, 30) * YEARS
        self.tablet.start()
        self.tablet.page.wait_for_selector("body[data-ready][data-kept]")

    def play(self) -> None:
        """Answer again and again over twenty minutes while things fail."""
        for _ in range(ANSWERS):
            self.pass_time(SECONDS / ANSWERS * self.chance.uniform(0.5, 1.5))
            self.fail()
            self.answer()

    def pass_time(self, seconds: float) -> None:
        """Let time pass for the server and the tablet, which may sleep meanwhile."""
        how = "asleep" if self.sleeps and self.chance.random() < 0.5 else "ahead"
        self.server.pass_time(seconds)
        self.tablet.pass_time(**{how: seconds * 1000})

    def fail(self) -> None:
        """Let something fail, or be mended."""
        deed = self.chance.choice(
            [
                *(self.change_network,) * 4,
                *(self.kill_server, self.server.start, self.set_clock, self.kill_tablet),
            ]
        )
        self.events.append(deed.__name__)
        deed()

    def change_network(self) -> None:
        """Cut the network in one of its ways, or mend it."""
        self.network.become(self.chance.choice(list(Network)))
        self.events[-1] = f"network {self.network.state}"

    def kill_server(self) -> None:
        """Kill the server; it stays away until something starts it."""
        self.server.kill()

    def set_clock(self) -> None:
        """Set the tablet's clock while its browser runs, as a time server does."""
        if self.sleeps:
            return
        self.tablet.pass_time(wrong=self.chance.choice([-YEARS, -HOUR, HOUR, YEARS]))

    def kill_tablet(self) -> None:
        """Let the battery go flat; the clock may begin again years ago."""
        self.tablet.kill()
        if not self.battery_was_flat and not self.sleeps and self.chance.random() < 0.5:
            self.battery_was_flat = True
            self.tablet.clock["wrong"] -= 50 * YEARS
        self.tablet.start()

    def answer(self) -> None:
        """Answer once; now and then the battery goes flat while the answer is being sent."""
        if self.tablet.screen() == "saved":  # the battery was flat before "Done" took effect
            self.tablet.receipt()
        levels = [self.chance.randrange(5) for _ in range(3)]
        self.tablet.fill_in(levels)
        given = self.server.now()
        if self.chance.random() < 0.15:
            self.events.append("battery flat while sending")
            time.sleep(self.chance.uniform(0, 0.3))
            self.tablet.kill()
            self.tablet.start()
            if self.tablet.screen() != "saved":
                return  # it was not saved, and nobody was told that it was
        self.shown[self.tablet.receipt()] = given

    def end(self) -> None:
        """Mend everything and wait until nothing waits any more."""
        self.network.become(Network.OPEN)
        self.server.start()
        self.tablet.page.wait_for_selector("body[data-waiting='0']", timeout=60_000)


@dataclass(frozen=True)
class Result:
    """What came of a run; `farthest` is the largest error of a moment, in seconds."""

    seed: int
    shown: int
    stored: int
    same: bool
    farthest: float
    seconds: float
    events: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the server holds exactly what was shown, rightly dated."""
        return self.same and self.shown == self.stored and self.farthest <= FARTHEST

    def __str__(self) -> str:
        """Say it in one line."""
        verdict = "good" if self.good else "BAD"
        return (
            f"seed {self.seed}: {verdict}, {self.shown} receipts shown, {self.stored} stored, "
            f"moments right to {self.farthest:.1f} s, {self.seconds:.1f} s; "
            + ", ".join(self.events)
        )


def one_run(server: Server, playwright: Playwright, folder: Path, seed: int) -> Result:
    """Play one run on a tablet of its own and compare."""
    began, before = time.monotonic(), server.stored()
    network = BadNetwork(server.port)
    address = f"http://127.0.0.1:{network.port}/kiosk/{server.place.access_code}"
    run = Run(server, network, Tablet(playwright, folder, address), random.Random(seed))
    try:
        run.prepare()
        run.play()
        run.end()
    finally:
        run.tablet.kill()
        network.close()
    stored = {digest: at for digest, at in server.stored().items() if digest not in before}
    shown = {
        receipt_digest(SECRET, normalise_receipt_code(code)): at for code, at in run.shown.items()
    }
    errors = [abs((stored[d] - shown[d]).total_seconds()) for d in stored.keys() & shown.keys()]
    return Result(
        seed,
        len(shown),
        len(stored),
        shown.keys() == stored.keys(),
        max(errors, default=0.0),
        time.monotonic() - began,
        tuple(run.events),
    )


@contextlib.contextmanager
def kiosk_server(folder: Path) -> Iterator[Server]:
    """Make a place whose one point is a kiosk, and serve it."""
    place = new_place(folder, long_document(3))
    engine = create_engine(f"sqlite:///{folder / 'langnghe.sqlite'}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(update(CollectionPoint).values(mode="kiosk", touchpoint="kiosk"))
    server = Server(place, free_port())
    server.pass_time(0)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def runs(count: int, first_seed: int, folder: Path) -> Iterator[Result]:
    """Play runs one after the other, each with the next seed."""
    with kiosk_server(folder / "place") as server, sync_playwright() as playwright:
        for seed in range(first_seed, first_seed + count):
            yield one_run(server, playwright, folder / f"tablet-{seed}", seed)


def main() -> None:
    """Play the runs and tell how many were good."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    first_seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    good = answers = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for result in runs(count, first_seed, Path(folder)):
            print(result, flush=True)
            good += result.good
            answers += result.stored
    print(f"{good} of {count} runs good, {answers} answers")
    sys.exit(good != count)


if __name__ == "__main__":
    main()
