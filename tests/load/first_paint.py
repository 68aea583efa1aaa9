"""What the first load of the short form costs a phone: bytes, requests, largest paint.

    .venv/bin/python -m tests.load.first_paint [--loads 5]

Headless Chromium as a phone: 390 × 844, a processor four times slower, 1.6 Mbit/s down, 300 ms
round trip. Bars: 14 kB on the wire, 2 requests, largest contentful paint below 0.8 s.
"""

import argparse
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.load.servers import new_place, running

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DOWN, UP, LATENCY = 1_600_000 / 8, 750_000 / 8, 300
LARGEST_PAINT = """() => new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""


@dataclass(frozen=True)
class Load:
    """One first load: bytes on the wire with their headers, requests, milliseconds."""

    wire: int
    requests: int
    largest_paint: float


def first_load(browser: Browser, address: str) -> Load:
    """Load the page as a phone that was never here."""
    with browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True
    ) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        wire: list[int] = []
        asked: list[str] = []
        tools.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
        page.on("request", lambda request: asked.append(request.url))
        tools.send("Network.enable")
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        tools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": DOWN,
                "uploadThroughput": UP,
            },
        )
        page.goto(address, wait_until="load")
        paint = float(page.evaluate(LARGEST_PAINT))
        requests = [url for url in asked if not url.startswith("data:")]
        return Load(int(sum(wire)), len(requests), paint)


def main() -> None:
    """Measure several first loads and print their medians beside the bars."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--loads", type=int, default=5)
    arguments = parser.parse_args()
    document = to_document(load_catalogue_questionnaire("one_stop_short"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = new_place(Path(folder) / "place", document)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running("tests.load.applications:product()", place) as (_, port):
            address = f"http://127.0.0.1:{port}/s/{place.access_code}"
            loads = [first_load(browser, address) for _ in range(arguments.loads)]
        browser.close()
    print(f"bytes on the wire  {max(load.wire for load in loads)}   (bar: 14336)")
    print(f"requests           {max(load.requests for load in loads)}   (bar: 2)")
    paints = [load.largest_paint for load in loads]
    middle, worst = statistics.median(paints), max(paints)
    print(f"largest paint      {middle:.0f} ms median, {worst:.0f} ms worst   (bar: 800)")


if __name__ == "__main__":
    main()
