"""Time R's survey package on the data of whole_table.py, where R is installed.

R takes too long for the whole table, so some units are timed on the whole design and the rest is
extrapolated, and said to be: each unit costs R the same, as it looks through all rows for each.

    python -m tests.benchmarks.beside_r [units] [rows]
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.whole_table import ITEMS, UNITS, product, province

SCRIPT = Path(__file__).parent / "whole_table.R"


def columns(answers: np.ndarray, strata: np.ndarray, dossiers: np.ndarray) -> dict[str, np.ndarray]:
    """What R reads: the pairs of the index, 0 for who does not count, and the first item."""
    b = (answers > 0).sum(axis=1)
    counts = 3 * b >= 2 * ITEMS
    first = answers[:, 0]
    return {
        "stratum": strata,
        "dossiers": dossiers[strata],
        "a": np.where(counts, (answers >= 4).sum(axis=1), 0),
        "b": np.where(counts, b, 0),
        "y": np.where(first > 0, first >= 4, -1),
    }


def main() -> None:
    """Time both on the same data and compare the standard errors of the index."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        sys.exit("Rscript is not installed: nothing to compare with")
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    data = province(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
    started = time.perf_counter()
    ours = product(*data)
    took = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        for name, column in columns(*data).items():
            column.astype(np.int32).tofile(Path(folder) / name)
        command = [rscript, str(SCRIPT), folder, str(units)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        errors = np.loadtxt(Path(folder) / "se.txt", ndmin=1)
    *seconds, r_version, survey_version = printed.split()
    design, index, item = map(float, seconds)
    whole = design + UNITS / units * (index + ITEMS * item)
    apart = np.abs(ours["se"][:units, ITEMS] / errors - 1).max()
    print(
        f"R {r_version}, survey {survey_version}: design {design:.1f} s; {units} units on the whole"
    )
    print(f"design: index {index:.1f} s, one item with its interval {item:.1f} s.")
    print(f"Extrapolated to {UNITS} units and {ITEMS + 1} measures: {whole:,.0f} s.")
    print(f"Product, all of it, measured: {took:.2f} s, {whole / took:,.0f} times less.")
    print(f"Standard errors of the index differ by at most {apart:.0e}, relative.")
    if apart > 1e-8:
        sys.exit("the two do not compute the same")


if __name__ == "__main__":
    main()
