"""What the tests of the analysis share: its command line and files."""

import pytest

from tests.analysis.command_line import CommandLine


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
