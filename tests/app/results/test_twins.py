"""Worlds that differ only in what nobody may learn look alike, whatever is asked for.

Stronger than subtracting: whatever a reader computes of what is in sight, sums or not, is the same
in both worlds. Truth leaned on: programs that are not ours read the files back.
"""

import os
from datetime import UTC, datetime

import numpy as np
import pytest
from flask import Flask

from app import clock
from tests.app.results.everything_in_sight import Spy
from tests.app.results.twin_worlds import (
    FORMULAS,
    WAYS,
    carry_out,
    hidden_change,
    seen_units,
    twin_world,
)

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

WIDE = int(os.environ.get("ATTACK_SEEDS", "0"))
"""`ATTACK_SEEDS=100` tries a hundred worlds, every change in each, and looks everywhere."""
WORLDS = (
    [(seed, what) for seed in range(WIDE) for what in WAYS]
    if WIDE
    else [(1, "unit_id"), (2, "marked"), (4, "mode")]
)
TRIES = 60
AFTER = datetime(2026, 7, 20, 3, tzinfo=UTC)


@pytest.mark.parametrize(("seed", "what"), WORLDS)
def test_what_may_not_be_known_changes_nothing_in_sight(
    app: Flask, monkeypatch: pytest.MonkeyPatch, seed: int, what: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    survey = twin_world(seed)
    change = hidden_change(survey, what, np.random.default_rng(seed), tries=TRIES)
    if change is None:
        assert WIDE, "the world has somebody to change"
        pytest.skip("nobody in this world can change so")
    units = seen_units(survey)
    spy = Spy(app, survey, FORMULAS, pages=what == "unit_id", wide=bool(WIDE))
    before = spy.everything(units)
    carry_out(change, what)
    after = spy.everything(units)
    told = [address for address, seen in before.items() if after[address] != seen]
    assert not told, change
