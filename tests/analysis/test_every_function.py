"""Every public function of `analysis`, whatever valid types hold: numbers, or a named error.

Never NaN, never a warning (pytest makes them errors), never an error that is not an
`AnalysisError`. Truth leaned on: none; the other files say what the numbers must be. A public
function without a line in battery/ fails here, and so does a line without a function.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fnmatch import fnmatch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError
from tests.analysis.battery import BATTERY, LEAST_ROWS, MISSING_AS_NAN, PLUMBING
from tests.analysis.battery.worlds import World

FEWER = max(settings.default.max_examples // 4, 8)


def modules():
    for found in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if not found.name.startswith(("analysis.__main__", "analysis.commands")):
            yield importlib.import_module(found.name)


def public_functions():
    """Names, without "analysis.", of functions and of methods of public classes."""
    for module in modules():
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
                continue
            path = f"{module.__name__.removeprefix('analysis.')}.{name}"
            if inspect.isfunction(thing):
                yield path, thing
            elif inspect.isclass(thing):
                yield from ((f"{path}.{key}", method) for key, method in methods(thing))


def methods(owner):
    for name, thing in vars(owner).items():
        if not name.startswith("_") and (inspect.isfunction(thing) or type(thing) is classmethod):
            yield name, getattr(owner, name)


FUNCTIONS = dict(public_functions())


def is_plumbing(name):
    return any(fnmatch(name, pattern) for pattern in PLUMBING)


def test_every_public_function_is_in_the_battery():
    missing = {name for name in FUNCTIONS if not is_plumbing(name)} - BATTERY.keys()
    assert not missing, "give them a line in battery/"
    assert not BATTERY.keys() - FUNCTIONS.keys(), "lines without a function"
    stale = {p for p in PLUMBING if not any(fnmatch(name, p) for name in FUNCTIONS)}
    assert not stale, "plumbing that is gone"


def numbers_in(result):
    """Every number inside a result, however nested; a design's own columns are input."""
    if is_dataclass(result) and not isinstance(result, SurveyDesign):
        for field in fields(result):
            yield from numbers_in(getattr(result, field.name))
    elif isinstance(result, Mapping):
        yield from numbers_in(list(result.values()))
    elif isinstance(result, (list, tuple, set, frozenset, Iterator)):
        for part in result:
            yield from numbers_in(part)
    elif isinstance(result, (int, float, np.number)):
        yield float(result)
    elif isinstance(result, np.ndarray) and result.dtype.kind in "fiub":
        yield from result.astype(float).ravel()


def call(name, arguments):
    """The numbers of the result, or None where a named error came."""
    keywords = dict(arguments)
    own = [keywords.pop("self")] if "self" in keywords else []
    try:
        return list(numbers_in(FUNCTIONS[name](*own, **keywords)))
    except AnalysisError:
        return None


@pytest.mark.parametrize("name", sorted(BATTERY))
def test_no_nan_no_warning_and_only_named_errors(name):
    worked = []

    @settings(max_examples=FEWER)
    @given(seed=st.integers(0, 2**32), spoil=st.integers(0, 5))
    def whatever_is_handed_over(seed, spoil):
        world = World(seed, LEAST_ROWS.get(name))
        try:
            arguments = BATTERY[name](world)
        except AnalysisError:  # nothing to build the arguments from, such as nobody answered
            return
        free = [key for key in arguments if key != "self"]
        if spoil < len(free):
            arguments[free[spoil]] = world.spoilt(arguments[free[spoil]])
        numbers = call(name, arguments)
        if numbers is not None:
            worked.append(seed)
            assert name in MISSING_AS_NAN or not np.isnan(numbers).any()

    whatever_is_handed_over()
    assert worked, "only errors: the battery does not reach what the function computes"
