"""How much of a bare Flask route's speed is left when a visitor gets the whole service.

    .venv/bin/python -m tests.load.throughput [--rounds 10] [--seconds 2]

Sixteen visitors against one gunicorn process (gthread, sixteen threads) on SQLite, three ways by
turns, a slice of seconds each, so that whatever else the machine does meets all of them alike:

* product: load the page, post 27 answers, get the receipt's address;
* bare with page: load a constant page, post the same answers to a Flask route without any extension
  or check, which stores the same row through the same group-commit writer;
* bare: only that post, which shows what loading any page at all costs.

Bars: product at least 60 % of bare with page, whose visitors do the same; p99 of the product's POST
at most 100 ms. Beside a bare route whose visitors load nothing, the constant page alone costs about
two fifths, so that ratio says more of HTTP than of the product; it is printed for comparison.
"""

import argparse
import tempfile
from pathlib import Path

from tests.load.crowd import Tally, crowd
from tests.load.servers import long_document, new_place, running

VISITORS = 16
ITEMS = 27
WAYS = {"product": ("product", True), "bare": ("bare", False), "bare with page": ("bare", True)}
"""Name of each way, the application behind it, and whether its visitors load the page."""

Server = tuple[int, bytes]
"""Port and access code."""


def answers() -> bytes:
    """The fields of a filled-in form, the overall item among them."""
    names = ["q_overall", *(f"q_item{number}" for number in range(2, ITEMS + 1))]
    return "&".join(f"{name}={3 + index % 3}" for index, name in enumerate(names)).encode()


def slice_of(way: str, servers: dict[str, Server], seconds: float) -> Tally:
    """Let the visitors of a way come for some seconds."""
    application, loads = WAYS[way]
    port, code = servers[application]
    return crowd(port, code, answers(), loads=loads, visitors=VISITORS, seconds=seconds)


def measured(servers: dict[str, Server], rounds: int, seconds: float) -> dict[str, Tally]:
    """Warm the servers up, then take slices by turns and add them up."""
    for way in WAYS:
        slice_of(way, servers, 1)
    totals = {way: Tally() for way in WAYS}
    for number in range(rounds):
        for way, total in totals.items():
            total.add(slice_of(way, servers, seconds))
        rates = "  ".join(f"{way} {total.rate:.0f}" for way, total in totals.items())
        print(f"after round {number + 1}: {rates} submissions/s")
    return totals


def report(totals: dict[str, Tally]) -> None:
    """Print what was found beside the bars."""
    for way, total in totals.items():
        p50, p99 = (1000 * total.percentile(share) for share in (0.5, 0.99))
        times = f"POST p50 {p50:.1f} ms, p99 {p99:.1f} ms"
        print(f"{way:<15} {total.rate:6.0f} submissions/s, {times}, {total.failures} failures")
    product, bare, with_page = (totals[way].rate for way in WAYS)
    print(f"product / bare with page  {product / with_page:.0%}   (bar: 60 %)")
    page = f"(the constant page: {with_page / bare:.0%})"
    print(f"product / bare            {product / bare:.0%}   {page}")
    slowest = 1000 * totals["product"].percentile(0.99)
    print(f"p99 of the product's POST {slowest:.0f} ms   (bar: 100 ms)")


def main() -> None:
    """Start both servers, measure, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=2.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = {
            name: new_place(Path(folder) / name, long_document(ITEMS))
            for name in ("product", "bare")
        }
        with (
            running("tests.load.applications:product()", places["product"]) as (_, product),
            running("tests.load.applications:bare()", places["bare"]) as (_, bare),
        ):
            servers = {
                "product": (product, places["product"].access_code.encode()),
                "bare": (bare, places["bare"].access_code.encode()),
            }
            totals = measured(servers, arguments.rounds, arguments.seconds)
    report(totals)


if __name__ == "__main__":
    main()
