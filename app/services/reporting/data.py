"""Everything a report is made of, read once: tree, answers, dossiers, targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.models import CorrectionKind, Survey
from app.queries.invitations import ListedDossiers, listed_dossiers
from app.queries.populations import list_dossier_counts
from app.queries.questionnaires import get_questionnaire
from app.queries.responses import list_corrections
from app.queries.targets import DatedTarget, list_survey_targets
from app.queries.units import list_units, parents_on, survey_unit_ids
from app.services.reporting.columns import AnswerColumns, answer_store
from app.services.reporting.dossiers import Dossiers, dossiers_of_units
from app.services.reporting.lineage import Lineage, trace
from app.services.reporting.scope import Scope, added_upwards, build_scope
from app.services.reporting.today import Counted, dossiers_today
from surveys.definitions import Questionnaire


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers of the period that were not withdrawn, in columns of one length.

    dictionaries : stored answers by item, in the order of their places in the columns
    excluded, flagged : what corrections stand beside each answer
    reading : the mark of the columns they were taken from (`AnswerStore.read`)
    """

    columns: AnswerColumns
    dictionaries: Mapping[str, Sequence[Any]]
    mode_names: Sequence[str]
    excluded: NDArray[np.bool_]
    flagged: NDArray[np.bool_]
    reading: object = None

    @property
    def rows(self) -> int:
        """How many answers there are."""
        return self.columns.units.size

    def since(self, row: int) -> "Answers":
        """Take the answers from a row on."""
        rest = slice(row, None)
        return replace(
            self,
            columns=self.columns.taken(rest),
            excluded=self.excluded[rest],
            flagged=self.flagged[rest],
        )


@dataclass(frozen=True, slots=True, eq=False)
class ReportData:
    """The frozen input of a report on one survey and period.

    asked : units at which the survey asked, and those with answers
    direct, answered : answers that count at each unit itself, and at it and below it
    counted : units whose own dossiers were counted, not only those below them
    questionnaires : by version id; the survey's own version is always there
    frames : dossiers listed for each point, of which a sample was invited
    then, lineage, tree_of : of the tree of a later day, the same as it was, how the two are one,
        and that day
    """

    survey: Survey
    asked: frozenset[int]
    first: date
    last: date
    scope: Scope
    answers: Answers
    direct: Mapping[int, int]
    answered: Mapping[int, int]
    dossiers: Mapping[int, Dossiers]
    counted: frozenset[int]
    targets: tuple[DatedTarget, ...]
    questionnaires: Mapping[int, Questionnaire]
    frames: Mapping[int, ListedDossiers] = field(default_factory=dict)
    then: "ReportData | None" = None
    lineage: Lineage | None = None
    tree_of: date | None = None

    @property
    def questionnaire(self) -> Questionnaire:
        """The version the survey asks."""
        return self.questionnaires[self.survey.version_id]


def load_report(survey: Survey, first: date, last: date, counted: int | None = None) -> ReportData:
    """Read what results of a survey in a period (both days included) need; no query per unit.

    `counted` is how many answers the survey has, if that was asked a moment ago.
    """
    answers = read_answers(survey, first, last, counted)
    units = answers.columns.units
    asked = survey_unit_ids(survey.id, first, last) | _counts(units).keys()
    scope = build_scope(list_units(last), parents_on(last), asked)
    direct = _counts(units[~answers.excluded])
    answered = added_upwards(scope, direct)
    counts = list_dossier_counts(first, last)
    versions = {survey.version_id, *np.unique(answers.columns.versions).tolist()}
    return ReportData(
        survey=survey,
        asked=frozenset(asked),
        first=first,
        last=last,
        scope=scope,
        answers=answers,
        direct=direct,
        answered=answered,
        dossiers=dossiers_of_units(counts, scope, answered),
        counted=frozenset(count.unit_id for count in counts) & scope.units.keys(),
        targets=tuple(list_survey_targets(survey.id, last)),
        questionnaires={version: get_questionnaire(version) for version in sorted(versions)},
        frames=listed_dossiers(survey.id),
    )


def load_today(then: ReportData, today: date) -> ReportData:
    """Put what was read of a period into the tree as it is on a day."""
    cells = set(then.direct) | _counts(then.answers.columns.units).keys()
    lineage = trace(then.scope, then.asked, cells, cells | then.counted, today)
    return replace(
        then,
        scope=lineage.now,
        answered=added_upwards(lineage.now, then.direct),
        dossiers=dossiers_today(lineage, Counted(then.dossiers, then.counted, then.direct)),
        then=then,
        lineage=lineage,
        tree_of=today,
    )


def read_answers(survey: Survey, first: date, last: date, counted: int | None = None) -> Answers:
    """Take the answers of a period from what is kept, and set the corrections beside them."""
    store = answer_store(survey.id)
    items = frozenset(get_questionnaire(survey.version_id).questions)
    every, reading = store.read(survey.id, items, counted)
    marked: dict[str, list[int]] = {kind.value: [] for kind in CorrectionKind}
    for sequence, kind in list_corrections(survey.id):
        marked[kind].append(sequence)
    inside = (every.days >= np.datetime64(first)) & (every.days <= np.datetime64(last))
    inside &= ~_marked(every.sequences, marked[CorrectionKind.WITHDRAWAL])
    columns = every if inside.all() else every.taken(inside)
    return Answers(
        columns=columns,
        dictionaries={i: tuple(d.values_in_order) for i, d in list(store.dictionaries.items())},
        mode_names=tuple(store.mode_names.values_in_order),
        excluded=_marked(columns.sequences, marked[CorrectionKind.EXCLUSION]),
        flagged=_marked(columns.sequences, marked[CorrectionKind.FLAG]),
        reading=reading,
    )


def _marked(sequences: NDArray[np.int64], marked: Sequence[int]) -> NDArray[np.bool_]:
    """Tell which answers, in the order of their numbers, are among some few."""
    found = np.zeros(sequences.size, np.bool_)
    wanted = np.array(marked, np.int64)
    place = np.searchsorted(sequences, wanted)
    there = place < sequences.size
    place, wanted = place[there], wanted[there]
    found[place[sequences[place] == wanted]] = True
    return found


def _counts(units: NDArray[np.integer]) -> dict[int, int]:
    """Count the answers given at each unit; numbers of units are small."""
    counts = np.bincount(units)
    found = np.flatnonzero(counts)
    return dict(zip(found.tolist(), counts[found].tolist(), strict=True))
