"""The argument parser, and how the texts of flags are read."""

import argparse
import csv
from collections.abc import Callable
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings
        )

    def error(self, message: str) -> NoReturn:
        """End with status 2 and one line."""
        self.exit(2, f"{self.prog}: {message} (--help explains)\n")


def names(text: str) -> tuple[str, ...]:
    """Read `q1,q2`: different names, quoted where they hold a comma."""
    try:
        found = next(csv.reader([text], strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of names") from error
    result = tuple(name.strip() for name in found)
    if not result or not all(result) or len(set(result)) < len(result):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of different names")
    return result


def codes(text: str) -> frozenset[int]:
    """Read `4,5`: whole numbers."""
    return frozenset(int(code) for code in _numbers(text, whole=True))


def numbers(text: str) -> tuple[float, ...]:
    """Read `0.2,0.3,0.5`."""
    return tuple(_numbers(text))


def pair(text: str) -> tuple[float, float]:
    """Read `1,5`: a lower and a higher number."""
    found = _numbers(text)
    if len(found) != 2 or not found[0] < found[1]:
        raise argparse.ArgumentTypeError(f"{text!r} is not a lower and a higher number")
    return found[0], found[1]


def inner_share(text: str) -> float:
    """Read a number strictly between 0 and 1."""
    share = _number(text)
    if not 1e-9 <= share <= 1 - 1e-9:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 0 and 1, such as 0.80")
    return share


def number_from(low: float, high: float = 1e12) -> Callable[[str], float]:
    """Give a reader of numbers from `low` to `high`."""

    def read(text: str) -> float:
        value = _number(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is not from {low:g} to {high:g}")
        return value

    return read


def count_from(low: int, high: int = 10**12) -> Callable[[str], int]:
    """Give a reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        value = _number(text)
        if not low <= value <= high or value != int(value):
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a whole number from {low:,} to {high:,}"
            )
        return int(value)

    return read


def named(text: str) -> tuple[str, str]:
    """Read `NAME=VALUE`; the name ends at the first `=`."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return name, value


def named_columns(text: str) -> tuple[str, tuple[str, ...]]:
    """Read `NAME=q1,q2`."""
    name, value = named(text)
    return name, names(value)


def weighted(text: str) -> tuple[float, str]:
    """Read `0.2=num/den` or `0.2=q1,q2`."""
    weight, value = named(text)
    return _number(weight), value


def _numbers(text: str, *, whole: bool = False) -> list[float]:
    found = [_number(part) for part in text.split(",")]
    if whole and any(value != int(value) for value in found):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of whole numbers")
    return found


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from error
    if not abs(value) <= 1e12:  # NaN too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number within 1e12")
    return value
