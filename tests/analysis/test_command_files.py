"""Truth leaned on: one table written in many ways is one table; the program as a program."""

import io
import subprocess
import sys

import pytest

PEOPLE = "unit,q1,q2\nA,5,4\nA,3,\nB,NA,5\nB,2,1\nC,,\n"


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("5", '"5"').replace("unit", '"unit"'),
        lambda text: text.replace("5", " 5 ").replace("unit", " unit "),
        lambda text: text.replace("5", "5.0"),
        lambda text: text + "\n\n",
        lambda text: text.replace("\n", ",,\n"),
        lambda text: text.replace("NA", "n/a"),
        lambda text: "\n".join(",".join(row.split(",")[::-1]) for row in text.split()),
    ],
    ids=["BOM", "semicolon", "tab", "CRLF", "CR", "quoted", "spaces", "5.0", "blank lines",
         "blank cells at the end", "n/a", "other order"],
)  # fmt: skip
def test_the_same_table_written_otherwise_gives_the_same_answer(rewrite, command, file):
    flags = ("--items", "q1,q2", "--by", "unit", "--least-answered", "0")
    want = command.json("index", file(PEOPLE, "plain.csv"), *flags)
    assert command.json("index", file(rewrite(PEOPLE)), *flags) == want
    assert [record["n"] for record in want] == [2, 2, 0]


def test_a_decimal_comma_is_read_in_a_file_with_semicolons(command, file):
    english = command.json(
        "index", file("y,w\n1,0.5\n0,1.5\n", "e.csv"), "--mean", "y", "--weights", "w"
    )
    assert (
        command.json("index", file("y;w\n1;0,5\n0;1,5\n"), "--mean", "y", "--weights", "w")
        == english
    )
    assert english[0]["estimate"] == 0.25


def test_true_and_false_are_yes_and_no(command, file):
    (record,) = command.json("index", file("y\nTRUE\nFALSE\nTRUE\nNA\n"), "--mean", "y")
    assert (record["n"], record["estimate"]) == (3, pytest.approx(2 / 3))


def test_the_standard_input_is_a_file(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"q1\n5\n3\n")))
    assert command.json("index", "-", "--items", "q1")[0]["estimate"] == 0.5


def test_a_line_is_counted_past_cells_of_several_lines(command, file):
    text = 'q1,note\n5,"one\ntwo\nthree"\n9,x\n'
    assert "line 5, column q1: 9" in command.mistake("index", file(text), "--items", "q1")


def run(*argv, **settings):
    return subprocess.run(
        [sys.executable, *argv], capture_output=True, check=False, text=True, **settings
    )


def test_it_runs_as_a_program_and_says_vietnamese_names_on_any_terminal(file):
    path = file("đơn vị,q1\nỦy ban,5\n")
    flags = ("-m", "analysis", "index", str(path), "--items", "q1", "--by", "đơn vị")
    done = run(*flags, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, encoding="utf-8")
    assert done.returncode == 0
    assert "Ủy ban" in done.stdout
    assert run("-m", "analysis", "index", str(path), "--items", "x").returncode == 2


def test_help_does_not_wait_for_numpy():
    script = (
        "import sys; from analysis.commands.dispatch import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('numpy' in sys.modules or 'scipy' in sys.modules)"
    )
    assert run("-c", script).returncode == 0
