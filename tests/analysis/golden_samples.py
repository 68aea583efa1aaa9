"""Read golden cases about samples: their data, their design, and what equal means."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from analysis.design import SurveyDesign

GOLDEN = Path(__file__).parent / "golden"


class Sample:
    """One case: columns by name and the design they describe; data lie in `folder`."""

    def __init__(self, case, folder=GOLDEN):
        with (folder / case["data"]).open() as file:
            self.table = list(csv.DictReader(file))
        plan = case["design"]
        self.design = SurveyDesign.from_columns(
            len(self.table),
            weights=self.numbers(plan["weights"]) if plan.get("weights") else None,
            strata=self.labels(plan["strata"]) if plan.get("strata") else None,
            clusters=[self.labels(name) for name in plan["clusters"]],
            population=[self.numbers(name) for name in plan["fpc"]],
            lonely=plan.get("lonely", "adjust"),
            nested=plan.get("nested", False),
        )

    def labels(self, name):
        return [row[name] for row in self.table]

    def numbers(self, name):
        return np.array([float(row[name] or "nan") for row in self.table])

    def members(self, domain):
        if domain is None:
            return None
        return np.array([label == domain["value"] for label in self.labels(domain["var"])])


def cases(*names):
    """Parameters ``(case, check)`` for every check of the named golden files."""
    loaded = [json.loads((GOLDEN / "expected" / f"{name}.json").read_text()) for name in names]
    return [
        pytest.param(case, check, id=f"{case['case']}: {check['id']}")
        for case in loaded
        for check in case["checks"]
    ]


def assert_equal(got, check):
    """Every expected value is met to the tolerance of the check, in the same shape."""
    for name, want in check["expect"].items():
        if isinstance(want, list) and want and isinstance(want[0], str):
            assert list(got[name]) == want, name
            continue
        value, wanted = np.asarray(got[name], float), np.asarray(want, float)
        assert value.shape == wanted.shape, name
        assert np.all(np.abs(value - wanted) <= check["atol"] + check["rtol"] * np.abs(wanted)), (
            name
        )
