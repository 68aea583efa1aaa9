"""Placeholder until the room is built."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the room's pages."""
