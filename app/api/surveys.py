"""Surveys that ask at the units within the key's reach."""

from typing import Any

from marshmallow import Schema, fields

from app.access import current_scope
from app.api.paging import PageQuery, PageSchema, page_fields
from app.api.resources import listing
from app.models import ApiAct, Survey
from app.queries.pages import page_of
from app.queries.surveys import list_surveys


class SurveySchema(Schema):
    """One fielding of a questionnaire; both days are included."""

    code = fields.String(required=True)
    title_vi = fields.String(required=True)
    title_en = fields.String(required=True)
    sector = fields.String(required=True)
    opens_on = fields.Date(required=True)
    closes_on = fields.Date(required=True)
    is_paused = fields.Boolean(required=True)
    questionnaire = fields.String(required=True)
    version = fields.Integer(required=True)
    formulas = fields.List(fields.String(), required=True)
    confidence_level = fields.Float(required=True)
    minimum_cell = fields.Integer(required=True)


class SurveyPageSchema(PageSchema):
    """One page of surveys, the one that closes last first."""

    surveys = fields.List(fields.Nested(SurveySchema), required=True)


@listing("/surveys", ApiAct.READ_SURVEYS, PageQuery, SurveyPageSchema)
def surveys(query: dict[str, Any]) -> dict[str, Any]:
    """List the surveys that ask within the key's reach."""
    page = page_of(list_surveys(current_scope()), query["page"], query["page_size"])
    return {**page_fields(page, ".surveys", query), "surveys": [as_json(s) for s in page.things]}


def as_json(survey: Survey) -> dict[str, Any]:
    """Give the fields of a survey."""
    names = ("code", "title_vi", "title_en", "sector", "opens_on", "closes_on", "formulas")
    return {
        **{name: getattr(survey, name) for name in names},
        "is_paused": survey.paused_at is not None,
        "questionnaire": survey.version.questionnaire.code,
        "version": survey.version.number,
        "confidence_level": survey.confidence_level,
        "minimum_cell": survey.minimum_cell,
    }
