"""Everything a report is made of, read once: tree, answers, dossiers, targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.models import CorrectionKind, Survey, Target
from app.queries.populations import list_dossier_counts
from app.queries.questionnaires import get_questionnaire
from app.queries.responses import list_corrections
from app.queries.targets import list_survey_targets
from app.queries.units import list_units, parents_on, survey_unit_ids
from app.services.reporting.columns import AnswerColumns, answer_store
from app.services.reporting.dossiers import Dossiers, dossiers_of_units
from app.services.reporting.scope import Scope, build_scope
from surveys.definitions import Questionnaire


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers of the period that were not withdrawn, in columns of one length.

    dictionaries : stored answers by item, in the order of their places in the columns
    excluded, flagged : what corrections stand beside each answer
    """

    columns: AnswerColumns
    dictionaries: Mapping[str, Sequence[Any]]
    mode_names: Sequence[str]
    excluded: NDArray[np.bool_]
    flagged: NDArray[np.bool_]

    @property
    def rows(self) -> int:
        """How many answers there are."""
        return self.columns.units.size


@dataclass(frozen=True, slots=True, eq=False)
class ReportData:
    """The frozen input of a report on one survey and period.

    direct, answered : answers that count at each unit itself, and at it and below it
    questionnaires : by version id; the survey's own version is always there
    """

    survey: Survey
    first: date
    last: date
    scope: Scope
    answers: Answers
    direct: Mapping[int, int]
    answered: Mapping[int, int]
    dossiers: Mapping[int, Dossiers]
    targets: tuple[Target, ...]
    questionnaires: Mapping[int, Questionnaire]

    @property
    def questionnaire(self) -> Questionnaire:
        """The version the survey asks."""
        return self.questionnaires[self.survey.version_id]


def load_report(survey: Survey, first: date, last: date) -> ReportData:
    """Read what results of a survey in a period (both days included) need; no query per unit."""
    answers = read_answers(survey, first, last)
    units = answers.columns.units
    asked = survey_unit_ids(survey.id) | set(units.tolist())
    scope = build_scope(list_units(), parents_on(last), asked)
    direct = _counts(units[~answers.excluded])
    answered = added_upwards(scope, direct)
    versions = {survey.version_id, *np.unique(answers.columns.versions).tolist()}
    return ReportData(
        survey=survey,
        first=first,
        last=last,
        scope=scope,
        answers=answers,
        direct=direct,
        answered=answered,
        dossiers=dossiers_of_units(list_dossier_counts(first, last), scope, answered),
        targets=tuple(list_survey_targets(survey.id, last)),
        questionnaires={version: get_questionnaire(version) for version in sorted(versions)},
    )


def read_answers(survey: Survey, first: date, last: date) -> Answers:
    """Take the answers of a period from what is kept, and set the corrections beside them."""
    store = answer_store(survey.id)
    items = frozenset(get_questionnaire(survey.version_id).questions)
    every = store.refresh(survey.id, items)
    marked: dict[str, list[int]] = {kind.value: [] for kind in CorrectionKind}
    for sequence, kind in list_corrections(survey.id):
        marked[kind].append(sequence)
    inside = (every.days >= np.datetime64(first)) & (every.days <= np.datetime64(last))
    inside &= ~np.isin(every.sequences, marked[CorrectionKind.WITHDRAWAL])
    columns = every.taken(inside)
    return Answers(
        columns=columns,
        dictionaries={item: tuple(d.values_in_order) for item, d in store.dictionaries.items()},
        mode_names=tuple(store.mode_names.values_in_order),
        excluded=np.isin(columns.sequences, marked[CorrectionKind.EXCLUSION]),
        flagged=np.isin(columns.sequences, marked[CorrectionKind.FLAG]),
    )


def _counts(units: NDArray[np.int64]) -> dict[int, int]:
    found, counts = np.unique(units, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def added_upwards(scope: Scope, direct: Mapping[int, int]) -> dict[int, int]:
    """Add up what was counted at each unit over the units below it."""
    totals = dict(direct)
    for unit_id in scope.bottom_up:
        below = scope.children.get(unit_id, ())
        totals[unit_id] = direct.get(unit_id, 0) + sum(totals.get(u, 0) for u in below)
    return totals
