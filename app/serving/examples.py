"""The demonstration's reports from the serving process's side: made later, by another program."""

import subprocess  # our own program, without arguments
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = "app.serving.example_reports"
REST = 20.0
"""Seconds for whoever opens the first pages."""


class Examples:
    """The program that makes them; it starts after a rest, and ends with this process."""

    def __init__(self, rest: float = REST) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.timer = threading.Timer(rest, self.start)
        self.timer.daemon = True
        self.timer.start()

    def start(self) -> None:
        """Start it; what it has to say of failures goes to the log of this process."""
        self.process = subprocess.Popen([sys.executable, "-m", PROGRAM], cwd=ROOT)  # noqa: S603

    def end(self) -> None:
        """Let it end, or never start."""
        self.timer.cancel()
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
