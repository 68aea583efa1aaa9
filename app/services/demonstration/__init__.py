"""The demonstration province: loaded into an empty database, removed by one command."""

from app.services.demonstration.loading import (
    DatabaseNotEmpty,
    is_empty,
    is_untouched,
    load_demonstration,
)
from app.services.demonstration.removal import RealDataInTheWay, Removed, remove_demonstration

__all__ = [
    "DatabaseNotEmpty",
    "RealDataInTheWay",
    "Removed",
    "is_empty",
    "is_untouched",
    "load_demonstration",
    "remove_demonstration",
]
