"""The published JSON Schema of our documents, for programs that write questionnaires."""

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

PATH = Path(__file__).parent / "questionnaire.schema.json"


@cache
def questionnaire_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema, draft 2020-12). It says the shape; loading says the rest."""
    return cast(dict[str, Any], json.loads(PATH.read_text(encoding="utf-8")))
