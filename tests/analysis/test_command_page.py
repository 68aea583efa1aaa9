"""Truth leaned on: docs/analysis-command.md; its examples are run as they are printed."""

import re
import shlex
from pathlib import Path

import pytest

from analysis.commands.dispatch import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "analysis-command.md").read_text()
EXAMPLE = r"```console\n\$ python -m analysis ((?:[^\n]*\\\n> )*[^\n]*)\n(.*?)```"
EXAMPLES = re.findall(EXAMPLE, PAGE, re.DOTALL)
NUMBER = re.compile(r"-?\d+\.\d{6,}")


def words(command):
    return shlex.split(command.replace("\\\n> ", ""))


def test_every_command_has_an_example():
    assert {words(command)[0] for command, _ in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize(("example", "printed"), EXAMPLES, ids=lambda text: text[:40])
def test_an_example_prints_what_the_page_says(example, printed, command, monkeypatch):
    monkeypatch.chdir(ROOT)
    command.status(*words(example))
    got = command.out + command.err
    # the last digits of a float are the machine's own
    assert NUMBER.sub("#", got) == NUMBER.sub("#", printed)
    found, wanted = ([float(x) for x in NUMBER.findall(text)] for text in (got, printed))
    assert found == pytest.approx(wanted, rel=1e-9)
