"""How hard Hypothesis tries: `HYPOTHESIS_EXAMPLES=2000 pytest tests/analysis` tries harder."""

import os

import pytest
from hypothesis import settings

from tests.analysis.command_line import CommandLine

# No deadline: on a machine that is busy elsewhere a quick example can take long.
settings.register_profile(
    "analysis", deadline=None, max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25"))
)
settings.load_profile("analysis")


@pytest.fixture
def command(capsys):
    """Runs `python -m analysis` in this process."""
    return CommandLine(capsys)


@pytest.fixture
def file(tmp_path):
    """Writes a file of the test's own and gives its path."""

    def write(text, name="d.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
