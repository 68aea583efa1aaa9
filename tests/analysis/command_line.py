"""Run `python -m analysis` inside the test's own process."""

import json
from pathlib import Path

from analysis.commands.dispatch import main

DATA = Path(__file__).parent / "golden" / "data"


class CommandLine:
    """Runs a command; what it printed is in `out` and `err`."""

    def __init__(self, capsys):
        self.capsys = capsys
        self.out = self.err = ""

    def status(self, *argv):
        """Run and return the exit status, whichever way the command ends."""
        try:
            code = main([str(word) for word in argv])
        except SystemExit as end:
            code = end.code or 0
        self.out, self.err = self.capsys.readouterr()
        return code

    def json(self, *argv):
        """Run with `--format json`; the answer must be strict JSON and nothing else is said."""
        assert self.status(*argv, "--format", "json") == 0, self.err
        assert self.err == ""
        return json.loads(self.out, parse_constant=refuse)

    def mistake(self, *argv):
        """Run bad input: status 2, one sentence, nothing printed; the sentence comes back."""
        assert self.status(*argv) == 2
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.endswith("\n")
        return self.err.strip()


def refuse(constant):
    raise AssertionError(f"{constant} is not JSON")


def sample_flags(design):
    """The flags for the `design` of a golden case."""
    flags = []
    for name in ("weights", "strata", "lonely"):
        if design.get(name):
            flags += [f"--{name}", design[name]]
    for name, key in (("cluster", "clusters"), ("population", "fpc")):
        if design.get(key):
            flags += [f"--{name}", ",".join(design[key])]
    return flags
