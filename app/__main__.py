"""`python -m app`, which `make serve` runs: prepare, say where to look, serve."""

import os
import sys

from app.errors import InvalidSetting
from app.extensions import db
from app.serving.address import check_free, read_address
from app.serving.greeting import greeting
from app.serving.preparation import prepare_database, prepared_app
from app.serving.server import replace_process


def main() -> None:
    """Serve the application; stop with one sentence if something stands in the way."""
    try:
        address = read_address(os.environ)
        check_free(address)
        app = prepared_app(address.public_url, os.environ)
        with app.app_context():
            credentials = prepare_database()
            on_sqlite = db.engine.dialect.name == "sqlite"
            sys.stdout.write(greeting(address, credentials))
            db.engine.dispose()
    except InvalidSetting as error:
        sys.exit(f"Lắng Nghe không khởi động được / cannot start: {error}")
    replace_process(address, on_sqlite=on_sqlite)


if __name__ == "__main__":
    main()
