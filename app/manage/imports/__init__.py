"""Answers imported from other programs: uploaded, mapped, looked at, imported, taken back."""

from app.manage.imports import (  # noqa: F401  (their routes stand on the blueprint)
    pages,
    wizard,
)
