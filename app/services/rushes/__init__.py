"""Rushes: very much from one connection. A person confirms; a flood or a guesser waits."""

from app.services.rushes.counting import (
    Counting,
    Flood,
    Tries,
    init_app,
    is_rush,
    tries_at_kiosk,
)

__all__ = ["Counting", "Flood", "Tries", "init_app", "is_rush", "tries_at_kiosk"]
