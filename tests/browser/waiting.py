"""Wait for what a page does by itself."""

import time
from typing import Any


def wait_until(page: Any, expression: str) -> None:
    """Ask the page again and again; its content security policy lets no test wait inside."""
    deadline = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(100)
