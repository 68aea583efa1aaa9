"""Rushes: very many forms from one connection. A person confirms; a flood waits a minute."""

from app.services.rushes.counting import Counting, Flood, init_app, is_rush

__all__ = ["Counting", "Flood", "init_app", "is_rush"]
