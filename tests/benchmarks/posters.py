"""How long printing takes: ``.venv/bin/python -m tests.benchmarks.posters [COUNT] [FORMAT ...]``.

Per format: the QR codes, and everything to the finished PDF; wall clock, best of three runs with
codes not seen before, so that nothing comes from a cache; and the processor's own seconds, which a
busy machine does not stretch.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.documents.formats import PrintFormat
from app.documents.posters import Poster, draw_posters
from app.documents.qr import qr_drawing
from app.services.access_codes import access_link, display_access_code, new_access_code

PUBLIC_URL = "https://langnghe.phutho.gov.vn"
RUNS = 3


def poster(number: int) -> Poster:
    """A poster of a counter with a new code."""
    code = new_access_code()
    link = access_link(PUBLIC_URL, code)
    drawing = qr_drawing(link)
    return Poster(
        link=link,
        address=link.removeprefix("https://"),
        code=display_access_code(code),
        drawing=drawing.svg,
        modules=drawing.modules,
        centre=f"Trung tâm Phục vụ hành chính công phường số {number // 10}",
        place=f"Quầy số {number % 10} – Tiếp nhận và trả kết quả",
        place_code=f"{number // 10}-{number % 10}",
        english=f"Counter {number % 10}, public service centre of ward {number // 10}",
        touchpoint="receipt_slip",
        details=[],
        sector="administration",
        minutes=1,
        opens_on="01/01/2026",
        closes_on="30/06/2026",
        demonstration=False,
    )


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock seconds that `work` takes, and those of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def measure(count: int, print_format: PrintFormat) -> str:
    """Time `count` points in a format and say what came out, in one line."""
    drawn: list[bytes] = []
    codes, _ = min(seconds(lambda: [poster(n) for n in range(count)]) for _ in range(RUNS))
    whole, processor = min(
        seconds(lambda: drawn.append(draw_posters([poster(n) for n in range(count)], print_format)))
        for _ in range(RUNS)
    )
    size = len(drawn[-1]) / 1e6
    return (
        f"{count} points as {print_format}: codes {codes:.2f} s, whole {whole:.2f} s "
        f"(processor {processor:.2f} s), {size:.1f} MB"
    )


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    load = Path("/proc/loadavg")
    if load.exists():
        print(f"load before: {load.read_text().split()[0]}")
    for name in sys.argv[2:] or PrintFormat:
        print(measure(wanted, PrintFormat(name)))
