"""The web service: `create_app` puts it together."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_security.datastore import SQLAlchemyUserDatastore
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    access,
    account,
    api,
    audit_hooks,
    cli,
    compression,
    design,
    errors,
    filters,
    languages,
    manage,
    public,
    respond,
    results,
    security_headers,
    staff,
)
from app import help as help_pages
from app.application import LangNghe
from app.config import Settings, flask_config, load_settings
from app.extensions import babel, bootstrap, csrf, db, migrate, security
from app.models import NoRole, User


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Build the application.

    `settings` replaces those of `instance/` and the environment (tests); `overrides` are Flask
    settings, among them `instance_path`. Raises `InvalidSetting` with one sentence.
    """
    instance_path = overrides.pop("INSTANCE_PATH", None)
    app = LangNghe(__name__, instance_relative_config=True, instance_path=instance_path)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    settings = settings or load_settings(Path(app.instance_path))
    app.config.from_mapping(flask_config(settings, Path(app.instance_path)))
    app.config.update(overrides)
    app.extensions["settings"] = settings
    bind_extensions(app)
    for part in (compression, errors, filters, security_headers, access, audit_hooks, staff):
        part.init_app(app)
    for room in (account, respond, results, manage, design, help_pages, public, api, cli):
        room.init_app(app)
    # Last, so that it stands before everything that asks for an address.
    if settings.PROXY_HOPS:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.PROXY_HOPS, x_proto=settings.PROXY_HOPS, x_host=0
        )
    return app


def bind_extensions(app: Flask) -> None:
    """Bind every extension to this application."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent / "migrations"))
    languages.init_app(app, babel)
    csrf.init_app(app)
    bootstrap.init_app(app)
    security.init_app(app, SQLAlchemyUserDatastore(db, User, NoRole), login_form=account.SignInForm)
