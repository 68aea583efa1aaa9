"""Challenges for passkeys: random, kept in the session, good once and for five minutes."""

import base64
import json
import secrets
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, session

from app import clock
from app.services.sign_in.passkeys import Place

CHALLENGE = "passkey_challenge"
GOOD_FOR = 300
"""Seconds."""


def new_challenge() -> bytes:
    """Make a challenge and keep it in the session."""
    challenge = secrets.token_bytes(32)
    session[CHALLENGE] = [base64.b64encode(challenge).decode(), int(clock.now().timestamp())]
    return challenge


def take_challenge() -> bytes | None:
    """Take the challenge out of the session; None if there is none, or it is too old."""
    text, made_at = session.pop(CHALLENGE, ["", 0])
    if not text or clock.now().timestamp() - made_at > GOOD_FOR:
        return None
    return base64.b64decode(text)


def read_credential(text: str) -> dict[str, Any]:
    """Read what the browser sent; what is no object is an empty one."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def place() -> Place | None:
    """Give where passkeys are good: at our public address, or at `localhost` on this machine.

    None at a bare network address: browsers make passkeys for names only.
    """
    public = urlsplit(current_app.extensions["settings"].PUBLIC_URL)
    here = urlsplit(request.host_url)
    if here.hostname == "localhost":
        return Place("localhost", f"{here.scheme}://{here.netloc}")
    host = public.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Place(host, f"{public.scheme}://{public.netloc}")
    return None
