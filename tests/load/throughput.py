"""How much of a bare Flask route's speed is left when a visitor gets the whole service.

    .venv/bin/python -m tests.load.throughput [--rounds 4] [--seconds 4]

Sixteen visitors against one gunicorn process (gthread, sixteen threads) on SQLite, three ways in
turn, each round within a minute:

* product: load the page, post 27 answers, get the receipt's address;
* bare: only post the same answers to a Flask route without any extension or check, which stores
  the same row through the same group-commit writer (the strict comparison);
* bare with page: the same, but load a constant page first, as the product's visitors do.

Bars: product at least 60 % of bare; p99 of the product's POST at most 100 ms.
"""

import argparse
import functools
import statistics
import tempfile
from pathlib import Path

from tests.load.servers import Place, long_document, new_place, running
from tests.load.visitors import Tally, crowd, visit

VISITORS = 16
ITEMS = 27
WAYS = {"product": ("product", True), "bare": ("bare", False), "bare with page": ("bare", True)}
"""Name of each way, the application behind it, and whether its visitors load the page."""


def answers() -> bytes:
    """The fields of a filled-in form, the overall item among them."""
    names = ["q_overall", *(f"q_item{number}" for number in range(2, ITEMS + 1))]
    return "&".join(f"{name}={3 + index % 3}" for index, name in enumerate(names)).encode()


def run(way: str, place: Place, seconds: float) -> Tally:
    """Start the application of a way, warm it up, and let the visitors come."""
    application, loads = WAYS[way]
    with running(f"tests.load.applications:{application}()", place) as (_, port):
        visitor = functools.partial(visitor_of, port, place.access_code.encode(), loads)
        crowd(VISITORS, 0.5, visitor)
        return crowd(VISITORS, seconds, visitor)


def visitor_of(port: int, code: bytes, loads: bool, until: float, tally: Tally) -> None:
    """One visitor of a way."""
    visit(port, code, answers(), loads=loads, until=until, tally=tally)


def described(way: str, tally: Tally) -> str:
    """One line of the report."""
    p50, p99 = (1000 * tally.percentile(share) for share in (0.5, 0.99))
    return (
        f"  {way:<15} {tally.rate:7.0f} submissions/s   POST p50 {p50:5.1f} ms  p99 {p99:6.1f} ms"
        f"   {tally.failures} failures"
    )


def main() -> None:
    """Run the rounds and print medians over them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=4.0)
    arguments = parser.parse_args()
    found: dict[str, list[Tally]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.rounds):
            print(f"round {number + 1}")
            for index, way in enumerate(WAYS):
                place = new_place(Path(folder) / f"{number}-{index}", long_document(ITEMS))
                tally = run(way, place, arguments.seconds)
                found[way].append(tally)
                print(described(way, tally))
    rates = {way: statistics.median(t.rate for t in tallies) for way, tallies in found.items()}
    slowest = statistics.median(1000 * tally.percentile(0.99) for tally in found["product"])
    print(f"product / bare            {rates['product'] / rates['bare']:.0%}   (bar: 60 %)")
    print(f"product / bare with page  {rates['product'] / rates['bare with page']:.0%}")
    print(f"p99 of the product's POST {slowest:.0f} ms   (bar: 100 ms)")


if __name__ == "__main__":
    main()
