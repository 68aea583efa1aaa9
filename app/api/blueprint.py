"""The blueprint of the API; `app/application.py` runs its requests without sessions."""

from flask_smorest import Blueprint

blueprint = Blueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    description="Units, procedures, surveys and dossier counts within the rights of a key.",
)
