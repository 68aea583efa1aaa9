"""What an import gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.exchange.problems import Problem
from surveys.translations import JsonObject


@dataclass(frozen=True)
class ImportedDraft:
    """A draft made of another program's file.

    `left_out` are the constructs passed over because the caller allowed it, `renamed` the names
    that became other codes.
    """

    document: JsonObject
    left_out: tuple[Problem, ...]
    renamed: Mapping[str, str]
