"""Opening surveys: a questionnaire fielded at units over a period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext
from sqlalchemy import select

from app.errors import LangNgheError
from app.extensions import db
from app.models import (
    CollectionPoint,
    Questionnaire,
    QuestionnaireVersion,
    Sector,
    Survey,
    SurveyPoint,
    Unit,
)
from surveys.documents import from_document


class InvalidSurvey(LangNgheError):
    """The survey cannot be made so; `mistakes` names every reason, in words."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(self.mistakes))


@dataclass(frozen=True)
class NewSurvey:
    """What somebody wants to field. Empty `formulas` are all that the questionnaire declares."""

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
    unit_codes: tuple[str, ...] = field(default=())


def create_survey(wanted: NewSurvey) -> Survey:
    """Create a survey of the questionnaire's latest version in one transaction.

    It is fielded at every collection point there is at the units named; an import adds points of
    its own. Raises `InvalidSurvey` with every mistake.
    """
    version = latest_version(wanted.questionnaire)
    mistakes = [*plain_mistakes(wanted), *formula_mistakes(wanted, version)]
    units = list(db.session.scalars(select(Unit).where(Unit.code.in_(wanted.unit_codes))))
    for code in sorted(set(wanted.unit_codes) - {unit.code for unit in units}):
        mistakes.append(gettext("there is no unit %(code)s", code=code))
    if version is None or mistakes:
        raise InvalidSurvey(mistakes)
    survey = Survey(
        code=wanted.code,
        title_vi=wanted.title_vi,
        title_en=wanted.title_en,
        sector=wanted.sector,
        version_id=version.id,
        opens_on=wanted.opens_on,
        closes_on=wanted.closes_on,
        formulas=list(wanted.formulas or declared_formulas(version)),
        confidence_level=wanted.confidence_level,
        minimum_cell=wanted.minimum_cell,
    )
    db.session.add(survey)
    db.session.flush()
    db.session.add_all(
        SurveyPoint(survey_id=survey.id, point_id=point_id) for point_id in points_at(units)
    )
    db.session.commit()
    return survey


def latest_version(questionnaire: str) -> QuestionnaireVersion | None:
    """Find the latest version of a questionnaire by its code."""
    query = (
        select(QuestionnaireVersion)
        .join(Questionnaire)
        .where(Questionnaire.code == questionnaire)
        .order_by(QuestionnaireVersion.number.desc())
    )
    return db.session.scalars(query).first()


def declared_formulas(version: QuestionnaireVersion) -> list[str]:
    """List the formulas the questionnaire declares."""
    return [formula.id for formula in from_document(version.document).formulas]


def plain_mistakes(wanted: NewSurvey) -> list[str]:
    """Check what needs no questionnaire."""
    checks = (
        (bool(wanted.code), gettext("the code is empty")),
        (
            db.session.scalar(select(Survey.id).where(Survey.code == wanted.code)) is None,
            gettext("there is already a survey %(code)s", code=wanted.code),
        ),
        (bool(wanted.title_vi and wanted.title_en), gettext("a title is empty")),
        (
            wanted.sector in list(Sector),
            gettext("the sector is not one of %(words)s", words=", ".join(Sector)),
        ),
        (wanted.opens_on <= wanted.closes_on, gettext("it closes before it opens")),
        (
            0 < wanted.confidence_level < 1,
            gettext("the confidence level must lie between 0 and 1, as 0.95 does"),
        ),
        (
            3 <= wanted.minimum_cell <= 20,
            gettext("the minimum cell size must be from 3 to 20"),
        ),
    )
    return [str(sentence) for holds, sentence in checks if not holds]


def formula_mistakes(wanted: NewSurvey, version: QuestionnaireVersion | None) -> list[str]:
    """Check that the questionnaire is published and declares the formulas."""
    if version is None:
        return [gettext("there is no questionnaire %(code)s", code=wanted.questionnaire)]
    declared = declared_formulas(version)
    return [
        gettext(
            "the questionnaire does not declare formula %(formula)s, only %(words)s",
            formula=formula,
            words=", ".join(declared),
        )
        for formula in wanted.formulas
        if formula not in declared
    ]


def points_at(units: Sequence[Unit]) -> list[int]:
    """Find the collection points that stand at these units."""
    ids = [unit.id for unit in units]
    query = select(CollectionPoint.id).where(CollectionPoint.place_id.in_(ids))
    return list(db.session.scalars(query.order_by(CollectionPoint.id)))
