"""Administrators' pages: one package a subject, each with a blueprint of its own."""

from flask import Flask

from app.manage.audit.blueprint import blueprint as audit_blueprint
from app.manage.catalogue.blueprint import blueprint as catalogue_blueprint
from app.manage.funnel.blueprint import blueprint as funnel_blueprint
from app.manage.imports.blueprint import blueprint as imports_blueprint
from app.manage.integrity.blueprint import blueprint as integrity_blueprint
from app.manage.invitations.blueprint import blueprint as invitations_blueprint
from app.manage.paper.blueprint import blueprint as paper_blueprint
from app.manage.people.blueprint import blueprint as people_blueprint
from app.manage.personal_data.blueprint import blueprint as personal_data_blueprint
from app.manage.points.blueprint import blueprint as points_blueprint
from app.manage.populations.blueprint import blueprint as populations_blueprint
from app.manage.publications.blueprint import blueprint as publications_blueprint
from app.manage.rooms import blueprint as rooms_blueprint
from app.manage.service_accounts.blueprint import blueprint as service_accounts_blueprint
from app.manage.services.blueprint import blueprint as services_blueprint
from app.manage.settings.blueprint import blueprint as settings_blueprint
from app.manage.surveys.blueprint import blueprint as surveys_blueprint
from app.manage.targets.blueprint import blueprint as targets_blueprint
from app.manage.tasks.blueprint import blueprint as tasks_blueprint
from app.manage.units.blueprint import blueprint as units_blueprint

BLUEPRINTS = (
    rooms_blueprint,
    audit_blueprint,
    catalogue_blueprint,
    funnel_blueprint,
    integrity_blueprint,
    invitations_blueprint,
    paper_blueprint,
    people_blueprint,
    personal_data_blueprint,
    points_blueprint,
    populations_blueprint,
    publications_blueprint,
    service_accounts_blueprint,
    services_blueprint,
    settings_blueprint,
    surveys_blueprint,
    tasks_blueprint,
    targets_blueprint,
    units_blueprint,
    imports_blueprint,
)


def init_app(app: Flask) -> None:
    """Register the rooms' pages."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
