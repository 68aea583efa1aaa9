"""What is wrong with a survey as somebody wants it; every mistake with its field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select

from app.errors import LangNgheError
from app.extensions import db
from app.models import Place, QuestionnaireVersion, Sector, Survey, Target, Unit
from app.scope import Scope
from app.services.fielding.scope import units_by_code
from surveys.documents import from_document

LONGEST_TITLE = 200
LONGEST_CODE = 64


@dataclass(frozen=True)
class Mistake:
    """One mistake: the field it stands in and the sentence beside it."""

    field: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class InvalidSurvey(LangNgheError):
    """The survey cannot be made so; `mistakes` names every reason, in words."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(map(str, self.mistakes)))


@dataclass(frozen=True)
class NewSurvey:
    """What somebody wants to field. Empty `formulas` are all that the questionnaire declares.

    `questionnaire` stands for its latest version, unless `version_id` names one. `unit_codes` are
    units by themselves, by their codes of those days, `unit_ids` units with everything below them.
    No `target_ids` means every target in force.
    """

    code: str
    title_vi: str
    title_en: str
    sector: str
    questionnaire: str
    opens_on: date
    closes_on: date
    formulas: tuple[str, ...] = ()
    confidence_level: float = 0.95
    minimum_cell: int = 5
    unit_codes: tuple[str, ...] = ()
    unit_ids: tuple[int, ...] = ()
    target_ids: tuple[int, ...] = ()
    version_id: int | None = None


def declared_formulas(version: QuestionnaireVersion) -> list[str]:
    """List the formulas the questionnaire declares."""
    return [formula.id for formula in from_document(version.document).formulas]


def mistakes_in(
    wanted: NewSurvey,
    version: QuestionnaireVersion | None,
    *,
    scope: Scope,
    survey: Survey | None = None,
) -> list[Mistake]:
    """List every mistake of whoever answers for the units in `scope`.

    `survey` is the one that is changed, if it is there already.
    """
    return [
        *plain_mistakes(wanted, survey),
        *formula_mistakes(wanted, version),
        *reference_mistakes(wanted),
        *scope_mistakes(wanted, scope),
    ]


def plain_mistakes(wanted: NewSurvey, survey: Survey | None) -> Iterator[Mistake]:
    """Check what needs no questionnaire."""
    taken = db.session.scalar(select(Survey.id).where(Survey.code == wanted.code))
    is_free = taken is None or (survey is not None and taken == survey.id)
    checks = (
        ("code", bool(wanted.code), gettext("the code is empty")),
        ("code", is_free, gettext("there is already a survey %(code)s", code=wanted.code)),
        ("code", len(wanted.code) <= LONGEST_CODE, gettext("the code is too long")),
        ("title_vi", bool(wanted.title_vi), gettext("a title is empty")),
        ("title_en", bool(wanted.title_en), gettext("a title is empty")),
        ("title_vi", len(wanted.title_vi) <= LONGEST_TITLE, gettext("the title is too long")),
        ("title_en", len(wanted.title_en) <= LONGEST_TITLE, gettext("the title is too long")),
        (
            "sector",
            wanted.sector in list(Sector),
            gettext("the sector is not one of %(words)s", words=", ".join(Sector)),
        ),
        ("closes_on", wanted.opens_on <= wanted.closes_on, gettext("it closes before it opens")),
        (
            "confidence_level",
            0 < wanted.confidence_level < 1,
            gettext("the confidence level must lie between 0 and 1, as 0.95 does"),
        ),
        (
            "minimum_cell",
            3 <= wanted.minimum_cell <= 20,
            gettext("the minimum cell size must be from 3 to 20"),
        ),
    )
    return (Mistake(name, str(sentence)) for name, holds, sentence in checks if not holds)


def formula_mistakes(wanted: NewSurvey, version: QuestionnaireVersion | None) -> Iterator[Mistake]:
    """Check that the questionnaire is published and declares the formulas."""
    if version is None:
        sentence = gettext("there is no questionnaire %(code)s", code=wanted.questionnaire)
        yield Mistake("version_id", str(sentence))
        return
    declared = declared_formulas(version)
    for formula in wanted.formulas:
        if formula not in declared:
            sentence = gettext(
                "the questionnaire does not declare formula %(formula)s, only %(words)s",
                formula=formula,
                words=", ".join(declared),
            )
            yield Mistake("formulas", str(sentence))


def reference_mistakes(wanted: NewSurvey) -> Iterator[Mistake]:
    """Check that the units and targets named are there."""
    named = units_by_code(wanted.unit_codes, wanted.opens_on, wanted.closes_on)
    for code in sorted(set(wanted.unit_codes) - set(named)):
        yield Mistake("unit_ids", str(gettext("there is no unit %(code)s", code=code)))
    units = set(db.session.scalars(select(Unit.id).where(Unit.id.in_(wanted.unit_ids))))
    if units != set(wanted.unit_ids):
        yield Mistake("unit_ids", str(gettext("a unit that was chosen is not there any more")))
    query = select(Target.id, Target.place).where(Target.id.in_(wanted.target_ids))
    targets = {row.id: row.place for row in db.session.execute(query)}
    if targets and Place.FIRST not in targets.values():
        sentence = gettext("these targets only stand beside a verdict; tick one that gives it, too")
        yield Mistake("target_ids", str(sentence))
    if targets.keys() != set(wanted.target_ids):
        yield Mistake("target_ids", str(gettext("a target that was chosen is not there any more")))


def scope_mistakes(wanted: NewSurvey, scope: Scope) -> Iterator[Mistake]:
    """Check that a person plans for own units only; a plan for none would be nobody's."""
    if scope.is_everything:
        return
    if not wanted.unit_ids:
        yield Mistake("unit_ids", str(gettext("choose at least one unit")))
    if not all(scope.covers(unit_id) for unit_id in wanted.unit_ids):
        yield Mistake("unit_ids", str(gettext("a unit that was chosen is not among your own")))
