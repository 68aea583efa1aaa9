"""A report on made-up answers: how the results of a questionnaire will look before it is in use."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from app.models import Mode, Survey, UnitKind
from app.queries.targets import list_targets
from app.queries.units import UnitFacts
from app.services.reporting.columns import AnswerColumns
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.report import Report
from app.services.reporting.scope import added_upwards, build_scope
from app.services.reporting.stored_sheets import Dictionary
from surveys.definitions import Questionnaire
from surveys.generated_answers import generate_answers
from surveys.validation import Answers as Given

CENTRE = 1
PEOPLE = (3, 12, 30, 60, 120)
"""How many people answer at each made-up counter: from too few to be shown to plenty."""

SEED = 2026


def made_up_report(questionnaire: Questionnaire, title: str, *, today: date) -> Report:
    """Give a report on made-up answers at five made-up counters; nothing is stored."""
    counters = range(CENTRE + 1, CENTRE + 1 + len(PEOPLE))
    scope = build_scope(_units(counters), dict.fromkeys(counters, CENTRE), counters)
    people = generate_answers(questionnaire, sum(PEOPLE), seed=SEED)
    at = np.repeat(np.array(counters, dtype=np.int64), PEOPLE)[: len(people)]
    units, counts = np.unique(at, return_counts=True)
    direct = dict(zip(units.tolist(), counts.tolist(), strict=True))
    first = today - timedelta(days=30)
    return Report(
        ReportData(
            survey=_survey(questionnaire, title, first, today),
            asked=frozenset(counters),
            first=first,
            last=today,
            scope=scope,
            answers=_answers(questionnaire, people, at, today),
            direct=direct,
            answered=added_upwards(scope, direct),
            dossiers={},
            counted=frozenset(),
            targets=tuple(list_targets(today)),
            questionnaires={0: questionnaire},
        )
    )


def _units(counters: Sequence[int]) -> list[UnitFacts]:
    kind, sector = UnitKind.PROVINCIAL_CENTRE.value, "administration"
    centre = UnitFacts(CENTRE, "0", "Trung tâm ví dụ", "Example centre", kind, sector, True)
    return [
        centre,
        *(
            UnitFacts(
                unit_id,
                str(number),
                f"Quầy ví dụ {number}",
                f"Example counter {number}",
                UnitKind.COUNTER.value,
                sector,
                True,
            )
            for number, unit_id in enumerate(counters, start=1)
        ),
    ]


def _survey(questionnaire: Questionnaire, title: str, first: date, last: date) -> Survey:
    """Give the row of a survey that is never added to the database."""
    return Survey(
        code="dry-run",
        title_vi=title,
        title_en=title,
        sector="administration",
        version_id=0,
        opens_on=first,
        closes_on=last,
        formulas=[formula.id for formula in questionnaire.formulas],
        confidence_level=0.95,
        minimum_cell=5,
        demonstration=True,
    )


def _answers(
    questionnaire: Questionnaire, people: Sequence[Given], at: "np.ndarray", today: date
) -> Answers:
    dictionaries = {item: Dictionary() for item in questionnaire.questions}
    count = len(people)
    columns = AnswerColumns(
        sequences=np.arange(1, count + 1, dtype=np.int64),
        units=at,
        points=at,
        versions=np.zeros(count, dtype=np.int64),
        modes=np.zeros(count, dtype=np.int32),
        verified=np.zeros(count, dtype=np.bool_),
        days=np.full(count, np.datetime64(today), dtype="datetime64[D]"),
        minutes=np.zeros(count),
        seconds=np.full(count, np.nan),
        items={
            item: dictionary.places([one.values.get(item) for one in people])
            for item, dictionary in dictionaries.items()
        },
    )
    nobody = np.zeros(count, dtype=np.bool_)
    return Answers(
        columns=columns,
        dictionaries={item: tuple(d.values_in_order) for item, d in dictionaries.items()},
        mode_names=(Mode.SELF_PHONE.value,),
        excluded=nobody,
        flagged=nobody,
    )
