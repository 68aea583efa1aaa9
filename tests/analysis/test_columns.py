"""Truth leaned on: NumPy's own `unique`, which the quick path for small integers must equal."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.columns import integer_codes, labels, numbers, pairs
from analysis.errors import AnalysisError

kinds = st.sampled_from([np.int8, np.uint8, np.int16, np.int64, np.uint64])


@given(kinds.flatmap(lambda kind: arrays(kind, st.integers(0, 60))))
def test_codes_of_integers_are_those_of_unique(values):
    distinct, codes = integer_codes(values)
    wanted, inverse = np.unique(values, return_inverse=True)
    assert distinct.tolist() == wanted.tolist()
    assert codes.tolist() == inverse.tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=40))
def test_pairs_are_told_apart(rows):
    first = np.array([a for a, _ in rows], dtype=np.intp)
    second = np.array([b for _, b in rows], dtype=np.intp)
    one, other, code = pairs(first, second, 5)
    assert [(one[c], other[c]) for c in code] == rows
    assert len(set(zip(one.tolist(), other.tolist(), strict=True))) == one.size


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3) | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(anything, max_size=6))
def test_whatever_a_column_holds_it_is_read_or_refused(values):
    for read in (numbers, labels):
        with suppress(AnalysisError):
            read(values, "column")


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan])
def test_a_missing_label_is_refused_or_outside(missing):
    with pytest.raises(AnalysisError, match="row 2"):
        labels(["a", missing, "b"], "column")
    names, codes = labels(["a", missing, "b"], "column", missing_allowed=True)
    assert names == ("a", "b")
    assert codes.tolist() == [0, -1, 1]
