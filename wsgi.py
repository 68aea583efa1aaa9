"""What the web server runs: ``gunicorn wsgi:application``."""

import sys

from app import create_app
from app.errors import InvalidSetting

try:
    application = create_app()
except InvalidSetting as error:
    sys.exit(f"Lắng Nghe cannot start: {error}")
