"""Every act recorded anywhere in `app` is declared, and every declared one has Vietnamese words.

Truth leaned on: the source itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

import app as package
from app.audit_acts import ACTS

RECORDING = {"record_event", "record_at_once"}


def recorded_acts() -> Iterator[tuple[str, str]]:
    """File and act of every call that records one."""
    for path in Path(package.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in RECORDING and isinstance(node.args[0], ast.Constant):
                yield path.name, node.args[0].value


def test_every_recorded_act_is_declared() -> None:
    assert [(file, act) for file, act in recorded_acts() if act not in ACTS] == []


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_vietnamese_words(app: Flask, act: str) -> None:
    with app.test_request_context(), force_locale("en"):
        english = str(ACTS[act])
    with app.test_request_context(), force_locale("vi"):
        assert str(ACTS[act]) != english
