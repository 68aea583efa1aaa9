"""Time the whole result table beside a plain NumPy program that does the same.

1,000,000 answers × 22 items in 1,000 units × 3 levels = 3,000 strata with population correction:
estimate, standard error, degrees of freedom, default interval and verdict of 22 items and the
index for every unit. Bar: at most twice the NumPy program, in one run (statistics.md 15.3), and
less than 1 GB of memory.

    python -m tests.benchmarks.whole_table [rows]
"""

import resource
import sys
import time

import numpy as np
from scipy.special import betainc, ndtri, stdtrit

from analysis.answers import SKIPPED
from analysis.tallies import Frame, Measure, TallyPlan, result_table, tally_answers

UNITS, LEVELS, ITEMS = 1000, 3, 22
TARGET = 0.80


def province(rows: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Answers (int8, column by column; 0 is missing), strata and dossiers of each stratum."""
    rng = np.random.default_rng(seed)
    strata = rng.integers(0, UNITS * LEVELS, rows)
    mood = rng.normal(0.9, 0.7, rows).astype(np.float32)
    answers = np.empty((rows, ITEMS), dtype=np.int8, order="F")
    for item in range(ITEMS):
        latent = mood + rng.normal(0, 0.8, rows).astype(np.float32)
        score = np.clip(np.floor(3.5 + latent), 1, 5).astype(np.int8)
        answers[:, item] = np.where(rng.random(rows) < 0.1, 0, score)
    dossiers = np.bincount(strata, minlength=UNITS * LEVELS) * 4.0
    return answers, strata, dossiers


def plain_numpy(answers: np.ndarray, strata: np.ndarray, dossiers: np.ndarray) -> dict:
    """The same table written straight down: bincount per stratum, array Newton for the limits."""
    count, cells = strata.size, dossiers.size
    size = np.bincount(strata, minlength=cells)
    weight, free = dossiers / size, 1 - size / dossiers
    unit = np.arange(cells) // LEVELS
    columns = []
    all_a, all_b = np.zeros(count), np.zeros(count)
    for item in range(ITEMS):
        column = answers[:, item]
        b = column > 0
        a = column >= 4
        all_a += a
        all_b += b
        given = np.bincount(strata[b], minlength=cells).astype(float)
        yes = np.bincount(strata[a], minlength=cells).astype(float)
        columns.append((given, yes, given, yes, yes, given))
    enough = 3 * all_b >= 2 * ITEMS
    a, b = all_a * enough, all_b * enough
    columns.append(
        (
            np.bincount(strata, enough, cells),
            *(np.bincount(strata, x, cells) for x in (a, b, a * a, a * b, b * b)),
        )
    )
    rows = [_numpy_measure(c, size, weight, free, unit) for c in columns]
    value, variance, variance_wr, n, df, g, _ = (np.stack(x) for x in zip(*rows, strict=True))
    low, high = _numpy_limits(value, variance_wr, n, df, g)
    verdict = np.select([n < 5, n < 10, low >= TARGET, high < TARGET], [3, 2, 0, 1], 2)
    return {
        "value": value.T,
        "se": np.sqrt(variance).T,
        "df": df.T,
        "low": low.T,
        "high": high.T,
        "verdict": verdict.T,
    }


def _numpy_measure(sums, size, weight, free, unit):
    n, a, b, aa, ab, bb = sums
    top, bottom = np.bincount(unit, weight * a), np.bincount(unit, weight * b)
    value = top / bottom
    r = value[unit]
    squares = aa - 2 * r * ab + r * r * bb - (a - r * b) ** 2 / size
    part = weight**2 * size / (size - 1) * squares
    members = np.bincount(unit, n)
    w2 = np.bincount(unit, n * weight**2)
    return (
        value,
        np.bincount(unit, part * free) / bottom**2,
        np.bincount(unit, part) / bottom**2,
        members,
        members - np.bincount(unit, n > 0),
        np.bincount(unit, n * weight**2 * free) / w2,
        members * w2 / np.bincount(unit, n * weight) ** 2,
    )


def _numpy_limits(value, v_wr, n, df, g):
    """Moderated mid-P in company (statistics.md 4.2): pooled within each measure, a row here."""
    inner = value * (1 - value)
    phi, nu = n * v_wr / inner, 4 * df * inner
    pooled = ((nu * phi).sum(axis=1) / nu.sum(axis=1))[:, None]
    phi = (nu * phi + 8 * pooled) / (nu + 8)
    size = n / (phi * g) * (ndtri(0.975) / stdtrit(df + 8, 0.975)) ** 2
    return tuple(_newton(value, size, tail) for tail in (0.025, 0.975))


def _newton(value, size, tail):
    x, y = size * value, size * (1 - value)
    low, high = np.zeros_like(value), np.ones_like(value)
    p = np.clip(value + ndtri(tail) * np.sqrt(value * (1 - value) / size), 1e-6, 1 - 1e-6)
    for _ in range(60):
        f = 0.5 * (betainc(x, y + 1, p) + betainc(x + 1, y, p)) - tail
        low, high = np.where(f < 0, p, low), np.where(f < 0, high, p)
        h = 1e-6 * p
        slope = (0.5 * (betainc(x, y + 1, p + h) + betainc(x + 1, y, p + h)) - tail - f) / h
        step = np.where(slope > 0, p - f / np.where(slope > 0, slope, 1), -1)
        new = np.where((step > low) & (step < high), step, 0.5 * (low + high))
        if np.abs(new - p).max() < 1e-10:
            return new
        p = new
    return p


def product(answers: np.ndarray, strata: np.ndarray, dossiers: np.ndarray) -> dict:
    """The product's table, from the answers to the verdicts."""
    names = [f"q{j + 1:02d}" for j in range(ITEMS)]
    plan = TallyPlan.of(names, [Measure("items_top2", "items_top2", tuple(names))])
    tally = tally_answers(plan, np.where(answers == 0, np.int8(SKIPPED), answers), strata)
    tallied = time.perf_counter()
    cells = np.arange(dossiers.size)
    frame = Frame.of(cells, units=cells // LEVELS, dossiers=dossiers, drawn=True)
    table = result_table(tally, frame)
    verdicts = table.verdicts()
    moments = table.source.moments
    order = np.argsort([int(u) for u in table.units])
    return {
        "value": moments.value[order],
        "se": np.sqrt(moments.variance)[order],
        "df": moments.df[order],
        "low": table.low[order],
        "high": table.high[order],
        "verdict": np.array(verdicts)[order],
        "tallied": tallied,
    }


def main() -> None:
    """Run both, compare the numbers, print the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    data = province(rows)
    start = time.perf_counter()
    plain = plain_numpy(*data)
    middle = time.perf_counter()
    ours = product(*data)
    end = time.perf_counter()
    apart = {name: np.abs(plain[name] - ours[name]).max() for name in ("value", "se", "df")}
    apart |= {name: np.abs(plain[name] - ours[name]).max() for name in ("low", "high")}
    print("largest differences:", ", ".join(f"{name} {x:.1e}" for name, x in apart.items()))
    words = np.array(["met", "not_met", "not_enough_evidence", "withheld"])
    print("verdicts that differ:", int((words[plain["verdict"]] != ours["verdict"]).sum()))
    print(
        f"plain NumPy {middle - start:.2f} s, product {end - middle:.2f} s "
        f"(tally {ours['tallied'] - middle:.2f} s), ratio {(end - middle) / (middle - start):.2f}"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if max(apart.values()) > 1e-7:
        sys.exit("the two programs do not compute the same")


if __name__ == "__main__":
    main()
