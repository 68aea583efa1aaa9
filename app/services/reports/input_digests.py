"""What a report was computed from, as digests: when it differs later, they tell what changed.

Threat: a digest over a few answers could be tried out until it fits. So what tells of single
answers is digested together with the keys of some of them, which are random and shown to nobody.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.models import Survey
from app.queries.populations import list_dossier_counts
from app.queries.responses import keys_of_answers
from app.services.reporting.data import ReportData
from surveys.documents import to_document

KEYS = 64
"""So many keys make guessing hopeless; one alone would do."""
SURVEY = ("code", "title_vi", "title_en", "opens_on", "closes_on", "formulas", "confidence_level")


def input_digests(data: ReportData) -> dict[str, str]:
    """Digest the parts of what a report is computed from, by their name in `report.json`."""
    then = data.then or data
    return {
        "answers": _answers(then),
        "corrections": _corrections(then),
        "dossiers": _digest([_dossiers(then), sorted(_plain(then.frames).items())]),
        "targets": _digest([_plain(target) for target in data.targets]),
        "units": _digest([_plain(data.scope.units), sorted(data.scope.parents.items())]),
        "survey": _digest(_survey(data)),
    }


def input_digest(parts: Mapping[str, str]) -> str:
    """Give one digest over those of the parts."""
    return _digest(dict(parts))


def _keys(data: ReportData, sequences: NDArray[np.int64]) -> bytes:
    first = sequences[:KEYS].tolist()
    return b"".join(key.bytes for key in keys_of_answers(data.survey.id, first))


def _answers(data: ReportData) -> str:
    """Digest every column; places in dictionaries, which depend on who read first, by value."""
    answers, columns = data.answers, data.answers.columns
    digest = sha256(_keys(data, columns.sequences))
    for name in ("sequences", "units", "points", "versions", "verified", "days"):
        digest.update(getattr(columns, name).astype(np.int64).tobytes())
    for times in (columns.minutes, columns.seconds):
        digest.update(np.nan_to_num(times, nan=-1.0).astype(np.float64).tobytes())
    digest.update(_by_value(answers.mode_names, columns.modes))
    for item in sorted(columns.items):
        digest.update(item.encode() + b"\0")
        digest.update(_by_value(answers.dictionaries[item], columns.items[item]))
    return digest.hexdigest()


def _by_value(values: Sequence[Any], places: NDArray[np.integer]) -> bytes:
    """Digest a column of places in a dictionary as if the dictionary were sorted."""
    used = np.unique(places).tolist()
    texts = {place: json.dumps(values[place], sort_keys=True) for place in used}
    in_order = sorted(used, key=texts.__getitem__)
    rank = np.zeros(max(used, default=0) + 1, np.int32)
    rank[in_order] = np.arange(len(in_order))
    words = json.dumps([texts[place] for place in in_order]).encode()
    return sha256(words + rank[places].tobytes()).digest()


def _corrections(data: ReportData) -> str:
    digest, sequences = sha256(), data.answers.columns.sequences
    for marked in (data.answers.excluded, data.answers.flagged):
        digest.update(_keys(data, sequences[marked]) + sequences[marked].tobytes() + b"\0")
    return digest.hexdigest()


def _dossiers(data: ReportData) -> list[Any]:
    return [_plain(count) for count in list_dossier_counts(data.first, data.last)]


def _survey(data: ReportData) -> list[Any]:
    versions = sorted(data.questionnaires.items())
    survey: Survey = data.survey
    return [
        {name: getattr(survey, name) for name in (*SURVEY, "minimum_cell")},
        [[version, to_document(questionnaire)] for version, questionnaire in versions],
    ]


def _plain(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        return {str(key): _plain(value) for key, value in thing.items()}
    return asdict(thing)


def _digest(thing: Any) -> str:
    text = json.dumps(thing, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()
