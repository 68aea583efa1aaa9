"""What has to be there before the first page: secrets, tables, something to look at, an account."""

from collections.abc import MutableMapping
from pathlib import Path

from flask import Config, Flask, current_app
from flask_migrate import upgrade
from sqlalchemy.exc import DBAPIError

from app import clock, create_app
from app.actor import Actor
from app.errors import InvalidSetting
from app.extensions import db
from app.instance import prepare_instance
from app.services.accounts import create_first_administrator
from app.services.demonstration import is_untouched, load_demonstration

INSTANCE = Path(__file__).parents[2] / "instance"

Credentials = tuple[str, str]


def prepared_app(public_url: str, environ: MutableMapping[str, str]) -> Flask:
    """Make the instance folder and the application; `public_url` holds unless one is set.

    It is put into the environment, where the web processes that follow find it too.
    """
    prepare_instance(INSTANCE)
    written = Config(str(INSTANCE))
    try:
        written.from_pyfile("config.py")
    except (OSError, SyntaxError, NameError) as error:
        raise InvalidSetting(
            f"Không đọc được instance/config.py ({error}). / "
            f"instance/config.py cannot be read ({error})."
        ) from error
    if not written.get("PUBLIC_URL"):
        environ.setdefault("PUBLIC_URL", public_url)
    return create_app()


def prepare_database() -> Credentials | None:
    """Bring the tables up to date; fill an untouched database; make the first account.

    With DEMONSTRATION=off an untouched database stays empty.

    Returns the first administrator's address and password if it was made just now. Needs an
    application context; raises `InvalidSetting` with one sentence if the database does not answer.
    """
    try:
        upgrade()
        now = clock.now()
        # Before the account: an account is the sign that this database was begun, so that a
        # demonstration that was removed does not come back.
        if current_app.extensions["settings"].DEMONSTRATION == "on" and is_untouched():
            load_demonstration(actor=Actor.system("first start"), now=now)
        return create_first_administrator(now=now)
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise InvalidSetting(
            f"Không dùng được cơ sở dữ liệu ({reason}). / The database cannot be used ({reason})."
        ) from error
    finally:
        db.session.remove()
