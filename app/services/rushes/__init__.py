"""Rushes: very many forms from one connection. A person confirms; a flood waits a minute."""

from app.services.rushes.counting import Rush, init_app, rush_of

__all__ = ["Rush", "init_app", "rush_of"]
