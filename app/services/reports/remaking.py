"""Making a report again from what is written down of it, and comparing file by file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FrozenReport, FrozenReportFile
from app.services.reports.contents import Contents, Parameters
from app.services.reports.freezing import MadeFile


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file as it was frozen and as it came out now; None where there is none."""

    name: str
    frozen: str | None
    made: str | None

    @property
    def is_same(self) -> bool:
        """Whether both are the same byte for byte."""
        return self.frozen == self.made


def parameters_of(report: FrozenReport) -> Parameters:
    """Give the parameters that a report was made from."""
    return Parameters(
        survey_id=report.survey_id,
        unit_id=report.unit_id,
        first=report.first,
        last=report.last,
        formula=report.formula,
        level=report.level,
        tree_of=report.tree_of,
        made_at=report.made_at,
        seal_number=report.seal_number,
        code_version=report.code_version,
        corrects=report.corrects.digest if report.corrects else None,
        reason=report.reason,
    )


def changed_inputs(frozen: bytes, contents: Contents) -> list[str] | None:
    """Name the parts of the input that are not as `report.json` says; None if it says nothing."""
    before = json.loads(frozen).get("input")
    if before is None:
        return None
    return [part for part, digest in contents.input.items() if before.get(part) != digest]


def compare_files(frozen: Sequence[FrozenReportFile], made: Sequence[MadeFile]) -> list[Comparison]:
    """Compare the files of a report with those made again."""
    before = {file.name: file.digest for file in frozen}
    now = {file.name: file.digest for file in made}
    return [Comparison(name, before.get(name), now.get(name)) for name in sorted({*before, *now})]
