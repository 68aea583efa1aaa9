"""Truth leaned on: no file, however broken, may end a command in anything but an answer in strict
JSON or one sentence."""

import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.commands.dispatch import main
from tests.analysis.command_line import refuse

RUNS = [
    ("index", "--items", "q1,q2"),
    ("index", "--items", "q1,q2", "--by", "u", "--formula", "mean_100"),
    ("index", "--items", "q1", "--strata", "u", "--population", "w", "--by", "q2"),
    ("index", "--ratio", "q1/q2", "--cluster", "u", "--weights", "w"),
    ("index", "--mean", "q2", "--by", "u", "--weights", "w", "--interval", "korn_graubard"),
    ("index", "--total", "w", "--by", "u", "--strata", "u"),
    ("index", "--part", "0.5=q1", "--part", "0.5=q1/q2", "--by", "u"),
    ("compare", "--items", "q1", "--by", "u"),
    ("calibrate", "--margin", "u=totals.csv", "--mean", "q1", "--method", "raking"),
    ("calibrate", "--margin", "u=totals.csv", "--items", "q1", "--by", "u", "--weights", "w"),
    ("drivers", "--outcome", "q1", "--factors", "q2,w"),
    ("reliability", "--items", "q1,q2"),
    ("ranks", "--items", "q1", "--by", "u", "--draws", "1000"),
    ("sensitivity", "--items", "q1", "--response-rate", "0.5", "--by", "u"),
]
CELLS = st.sampled_from(
    ["", "NA", "1", "2", "4", "5", "5.0", "0", "0.5", "-1", "A", "Ủy ban", "1e300"]
)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12)
ANSWERS, WEIGHTS = st.sampled_from("12345 "), st.sampled_from(["1", "2", "9"])
GOOD_ROWS = st.lists(
    st.tuples(st.sampled_from("AB"), WEIGHTS, ANSWERS, ANSWERS), min_size=1, max_size=70
)


def table(rows):
    return "\n".join(map(",".join, [("u", "w", "q1", "q2"), *rows])).encode()


FILES = st.one_of(st.binary(max_size=80), ROWS.map(table), GOOD_ROWS.map(table))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder to stand in, with totals for two of the levels a file may have."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "totals.csv").write_text("u,total\nA,300\nB,200\n")
    with contextlib.chdir(folder):
        yield folder


@given(content=FILES, run=st.sampled_from(RUNS))
@settings(max_examples=150, deadline=None)
def test_any_file_gives_an_answer_or_one_sentence(content, run, folder):
    path = folder / "d.csv"
    path.write_bytes(content)
    code, out, err = captured(run[0], path, *run[1:], "--format", "json")
    if code == 0:
        json.loads(out, parse_constant=refuse)
        assert err == ""
    else:
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "Traceback" not in err


def captured(*argv):
    """Hypothesis runs many examples in one test: `capsys` would mix them up."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(word) for word in argv])
        except SystemExit as end:
            code = end.code
    return code, out.getvalue(), err.getvalue()
