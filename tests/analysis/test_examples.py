"""Truth leaned on: the examples of the docstrings themselves, run as they are printed."""

import doctest
import importlib
import pkgutil

import pytest

import analysis

MODULES = [
    info.name
    for info in pkgutil.walk_packages(analysis.__path__, "analysis.")
    if not info.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
