"""What an import would do, without doing it: ten rows as they would be read, every problem."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from app.services.importing.keys import Occurrences
from app.services.importing.problems import InvalidFile, InvalidMapping, Problem
from app.services.importing.reading import ReadResponse
from app.services.importing.responses import (
    BATCH,
    ImportRequest,
    check_not_read_otherwise,
    check_rows,
    count_stored,
)
from app.services.importing.spool import Spool
from surveys.definitions import Questionnaire, StoredValue

ROWS_SHOWN = 10


@dataclass(frozen=True)
class Preview:
    """What a file says by a mapping.

    rows : the first responses as they would be stored
    good, known, bad : responses that can be stored, those stored before, rows that cannot be read
    mistakes : what is wrong with the mapping, or with the file as a whole
    """

    rows: tuple[ReadResponse, ...] = ()
    good: int = 0
    known: int = 0
    bad: int = 0
    problems: tuple[Problem, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def new(self) -> int:
        """How many responses an import would add."""
        return self.good - self.known


def preview_import(request: ImportRequest, *, now: datetime) -> Preview:
    """Read a whole file and store nothing."""
    problems: list[Problem] = []
    with Occurrences() as seen, Spool() as spool:
        try:
            plan, bad = check_rows(replace(request, report=problems.append), seen, spool, now)
            check_not_read_otherwise(plan, request, spool)
        except InvalidMapping as error:
            return Preview(mistakes=error.mistakes)
        except InvalidFile as error:
            return Preview(mistakes=(str(error),))
        first = next(spool.batches(BATCH), [])
        return Preview(
            rows=tuple(islice(first, ROWS_SHOWN)),
            good=spool.length,
            known=sum(map(count_stored, spool.batches(BATCH))),
            bad=bad.rows,
            problems=tuple(problems),
        )


def answers_in_words(
    answers: Mapping[str, StoredValue], questionnaire: Questionnaire, language: str
) -> list[tuple[str, str]]:
    """Give each answer as its question and the words of what was answered."""
    found = []
    for item, value in answers.items():
        question = questionnaire.questions[item]
        labels = {**dict(question.choices(language)), "na": questionnaire.na_label(language)}
        values = value if isinstance(value, list) else [value]
        words = ", ".join(labels.get(str(one)) or str(one) for one in values)
        found.append((question.text(language), words))
    return found
