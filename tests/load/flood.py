"""Whether other points stay fast while one point is attacked, and every honest answer is stored.

    .venv/bin/python -m tests.load.flood [--rounds 3] [--seconds 3]

People answer at two points, each from an address of their own. In turns they are alone, and one of
the two points is attacked: by 32 connections of one address that send forms as fast as they are
answered, by as many from ever new addresses, and by as many that send forms, heads or forms without
a length a byte at a time. Then, under each attack, a waiting room of 30 behind one address presses
Send at the other point at the same moment: all must get receipts at the first try. One gunicorn
process (sixteen threads) on SQLite, as it is delivered; the attacker is another process. Bar: p95
at the other point at most twice that of the quiet.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from itertools import cycle
from multiprocessing import Process
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

from tests.load.attackers import addresses, chunked, connected, fast, heads, slow
from tests.load.crowd import Tally
from tests.load.servers import Place, long_document, new_place, running
from tests.load.throughput import ITEMS, answers
from tests.load.visitors import GET, POST, Connection, load_page, post, token_in

PEOPLE = 4
PAUSE = 0.1
ROOM = 30
QUIET = "quiet"
ATTACKS: dict[str, Any] = {
    QUIET: None,
    "one address": partial(fast, many_addresses=False),
    "many addresses": partial(fast, many_addresses=True),
    "slow forms": slow,
    "slow heads": heads,
    "no length": chunked,
}


class Person(Connection):
    """A visitor with an address of their own."""

    def __init__(self, port: int, address: str) -> None:
        self.socket = connected(port, address)


def asked(port: int, address: str, request: bytes) -> tuple[int, bytes]:
    """Ask, and again as long as the service asks for that; give the status and the whole answer."""
    while True:
        with Person(port, address) as person:
            status, head, body = person.ask(request)
        if status != HTTPStatus.SERVICE_UNAVAILABLE:
            return status, head + body
        time.sleep(PAUSE)


def waiting_room(port: int, code: bytes, address: str, tally: Tally) -> None:
    """Load the page on many phones, then press Send on all of them at the same moment."""
    together = Barrier(ROOM)

    def phone() -> None:
        with Person(port, address) as person:
            token = load_page(person, code)
            together.wait(30)
            begun = time.perf_counter()
            status, _ = post(person, code, answers(), token)
        tally.seconds.append(time.perf_counter() - begun)
        tally.failures += status != HTTPStatus.SEE_OTHER

    phones = [Thread(target=phone) for _ in range(ROOM)]
    for each in phones:
        each.start()
    for each in phones:
        each.join()


def answer_once(port: int, code: bytes, address: str, tally: Tally) -> None:
    """Load the page and send the form."""
    _, page = asked(port, address, GET % code)
    body = answers() + b"&form-token=" + token_in(page)
    begun = time.perf_counter()
    status, _ = asked(port, address, POST % (code, len(body), body))
    tally.seconds.append(time.perf_counter() - begun)
    tally.failures += status != HTTPStatus.SEE_OTHER


def people(port: int, code: bytes, known: Iterator[str], seconds: float, tally: Tally) -> None:
    """Come one after the other for some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            answer_once(port, code, next(known), tally)
        except OSError:
            tally.failures += 1
        time.sleep(PAUSE)


@dataclass
class Trial:
    """A server with two points, of which the first one is attacked, and the people who come."""

    port: int
    codes: list[bytes]
    known: list[Iterator[str]] = field(
        default_factory=lambda: [addresses(10 + number) for number in range(2 * PEOPLE)]
    )
    rooms: Iterator[str] = field(default_factory=lambda: addresses(10 + 2 * PEOPLE))

    def slice_of(self, attack: str, seconds: float) -> list[Tally]:
        """Let people come to both points for some seconds, under an attack or in peace."""
        attacker = self.attacker(attack, seconds)
        tallies = [Tally() for _ in self.known]
        threads = [
            Thread(target=people, args=(self.port, code, known, seconds, tally))
            for code, known, tally in zip(cycle(self.codes), self.known, tallies, strict=False)
        ]
        for each in threads:
            each.start()
        for each in [*threads, *attacker]:
            each.join()
        return [joined(tallies[::2]), joined(tallies[1::2])]

    def room(self, attack: str, seconds: float) -> list[Tally]:
        """Let a waiting room of the other point press Send at the same moment, under an attack."""
        attacker = self.attacker(attack, seconds)
        tally = Tally()
        waiting_room(self.port, self.codes[1], next(self.rooms), tally)
        for each in attacker:
            each.join()
        return [Tally(), tally]

    def attacker(self, attack: str, seconds: float) -> list[Process]:
        """Start the attack a second ahead, if it is one."""
        if ATTACKS[attack] is None:
            return []
        arguments = (self.port, self.codes[0], answers(), seconds + 1.5)
        process = Process(target=ATTACKS[attack], args=arguments)
        process.start()
        time.sleep(1)
        return [process]


def joined(tallies: list[Tally]) -> Tally:
    """Add tallies up."""
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def stored(place: Place) -> int:
    """Count the stored answers; the attacker's forms have no token, so none is among them."""
    with closing(sqlite3.connect(place.folder / "langnghe.sqlite")) as database:
        return int(database.execute("select count(*) from response").fetchone()[0])


Totals = dict[str, list[Tally]]


def measured(take: Callable[[str, float], list[Tally]], rounds: int, seconds: float) -> Totals:
    """Take slices by turns and add them up, for the attacked point and the other one."""
    totals = {attack: [Tally(), Tally()] for attack in ATTACKS}
    for _ in range(rounds):
        for attack, both in totals.items():
            for total, more in zip(both, take(attack, seconds), strict=True):
                total.add(more)
    return totals


def report(totals: Totals) -> None:
    """Print what people met, and the ratio to the quiet."""
    quiet = totals[QUIET][1]
    for attack, both in totals.items():
        for where, tally in zip(("attacked", "other"), both, strict=True):
            if not tally.seconds:
                continue
            p50, p95 = (1000 * tally.percentile(share) for share in (0.5, 0.95))
            ratio = tally.percentile(0.95) / quiet.percentile(0.95)
            print(
                f"{attack:<15} {where:<9} {len(tally.seconds):4} people, p50 {p50:6.1f} ms, "
                f"p95 {p95:6.1f} ms ({ratio:.1f} x quiet), {tally.failures} failures"
            )


def main() -> None:
    """Start the server, measure, report, and compare with what is stored."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = new_place(Path(folder) / "delivered", long_document(ITEMS), points=2)
        codes = [code.encode() for code in place.access_codes]
        with running("tests.load.applications:delivered()", place) as (_, port):
            trial = Trial(port, codes)
            trial.slice_of(QUIET, 1)
            before = stored(place)
            one_by_one = measured(trial.slice_of, arguments.rounds, arguments.seconds)
            at_once = measured(trial.room, 1, 1)
            kept = stored(place) - before
    report(one_by_one)
    print(f"waiting rooms of {ROOM}, all at once:")
    report(at_once)
    everybody = [*one_by_one.values(), *at_once.values()]
    came = sum(len(tally.seconds) for both in everybody for tally in both)
    print(f"{came} people answered, {kept} answers are stored")


if __name__ == "__main__":
    main()
