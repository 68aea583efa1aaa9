"""What an evaluator and a program see of a survey: pages, files of every format, pictures, API."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Flask

from app.exports import EXPORTERS
from app.models import ApiAct, Survey, Unit
from app.results.drawing import PICTURES
from app.services.publishing.planning import Wanted, rows_to_publish
from app.services.reports.contents import compute, to_json
from tests.app.api.program import BEGIN, Program
from tests.app.reports.half_year import parameters
from tests.app.results.files import READERS
from tests.sign_in import sign_in

KINDS = ("province", "commune_centre", "counter")
MONTHS = (("2026-01-01", "2026-03-31"), ("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-05-31"))
CHANGING = re.compile(r'name="csrf_token"[^>]*|nonce="[^"]*"')


class Spy:
    """Walks through it in the same order each time.

    pages : whether pages and pictures are looked at, too; wide : whether nothing is left out
    """

    def __init__(
        self, app: Flask, survey: Survey, formulas: list[str], *, pages: bool, wide: bool
    ) -> None:
        self.client = sign_in(app.test_client())
        self.program = Program(app.test_client(), *ApiAct)
        self.survey, self.formulas = survey, formulas
        self.pages, self.wide = pages, wide

    def everything(self, units: list[Unit]) -> dict[str, Any]:
        """What is read at each address, pages as they are and files by a reader of their own.

        Files come in each format in turn.
        """
        formats, found = itertools.cycle(EXPORTERS), dict[str, Any]()
        of_units = (a for unit in units for a in self._of(unit))
        pages = self._pages(units if self.wide else units[1:2] if self.pages else [])
        for address in [*self._lists(), *of_units, *pages]:
            name = next(formats) if "{}" in address else ""
            found[address.format(name)] = self._read(address.format(name), name)
        for address in self._for_programs(units):
            answer = self.program.client.get(BEGIN + address, headers=self.program.headers)
            assert answer.status_code == 200, address
            found[address] = answer.json
        return found | dict(self._made(units[0]))

    def _read(self, address: str, format_name: str) -> Any:
        answer = self.client.get(address)
        assert answer.status_code in (200, 404), address
        if answer.status_code == 404:
            return None
        if format_name:
            return READERS[format_name](answer.data)
        return CHANGING.sub("", answer.text)

    def _lists(self) -> Iterator[str]:
        survey = f"survey={self.survey.code}"
        yield f"/manage/integrity/list.csv?{survey}"
        every = list(itertools.product(KINDS, self.formulas))
        for kind, formula in every if self.wide else every[: len(EXPORTERS)]:
            yield f"/results/download/{{}}?{survey}&level={kind}&formula={formula}"
        yield f"/results/download/{{}}?{survey}&level=commune_centre&tree=now"

    def _of(self, unit: Unit) -> Iterator[str]:
        page = f"/results/{self.survey.code}/{unit.id}"
        yield f"{page}/questions/{{}}"
        for formula in self.formulas if self.wide else self.formulas[1:2]:
            yield f"{page}/by/mode/json?formula={formula}"
        if self.wide or unit.kind == KINDS[1]:
            yield f"/results/pictures/ratings/json?survey={self.survey.code}&under={unit.id}"

    def _pages(self, units: list[Unit]) -> Iterator[str]:
        code = self.survey.version.questionnaire.code
        for unit in units:
            page, here = (
                f"/results/{self.survey.code}/{unit.id}",
                f"survey={self.survey.code}&under={unit.id}",
            )
            yield from (page, f"{page}/by/mode", f"/results/overview?{here}")
            for name in PICTURES if self.wide else ("importance", "hours", "factors"):
                yield f"/results/pictures/{name}/json?{here}"
            for by in ("units", "parent", "groups"):
                yield f"/results/compare/download.{{}}?{here}&by={by}"
            if self.wide:
                yield f"{page}/history/{{}}"
                yield f"/results/trend/{code}/{unit.id}/download.{{}}"

    def _for_programs(self, units: list[Unit]) -> Iterator[str]:
        survey = f"survey={self.survey.code}"
        for kind, formula in itertools.product(KINDS, self.formulas):
            yield f"/indices?{survey}&level={kind}&formula={formula}"
            parts = MONTHS if self.wide else MONTHS[:1] if formula == self.formulas[-1] else ()
            for first, last in parts:
                days = f"first_day={first}&last_day={last}"
                yield f"/indices?{survey}&level={kind}&formula={formula}&{days}"
        for unit in units:
            yield f"/breakdowns?{survey}&unit_id={unit.id}&dimension=mode"
        yield f"/points?{survey}"

    def _made(self, unit: Unit) -> Iterator[tuple[str, Any]]:
        """What a report freezes, but for the salted digests of its input; what becomes public."""
        with self.client.application.test_request_context():
            report = json.loads(to_json(compute(parameters(self.survey, unit))))
        report.pop("input", None)
        yield "report", report
        days = self.survey.opens_on, self.survey.closes_on
        for kind in KINDS[1:]:
            wanted = Wanted(self.survey, *days, kind, self.formulas[0])
            yield f"public {kind}", repr(rows_to_publish(wanted))
