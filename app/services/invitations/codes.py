"""Invitation codes: what is printed or mailed, and the digest that alone is stored.

Twelve characters of the alphabet of access codes: eleven from the system's random source (49 bits)
and a check character. The seed of a sample makes no code: who knows the seed knows no code.
"""

from flask import current_app

from app.errors import LangNgheError
from app.services.access_codes import random_code, read_code
from app.services.receipts import keyed

RANDOM_CHARACTERS = 11
LENGTH = RANDOM_CHARACTERS + 1


class MistypedInvitation(LangNgheError):
    """What was typed cannot be the code of an invitation."""


def new_codes(count: int) -> list[str]:
    """Make different codes; they are not stored anywhere yet."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[random_code(RANDOM_CHARACTERS)] = None
    return list(made)


def normalise_invitation(text: str) -> str:
    """Read a code as people write it: any case, groups, common misreadings.

    Raises `MistypedInvitation` if no code can be read from it.
    """
    code = read_code(text, LENGTH)
    if code is None:
        raise MistypedInvitation("not twelve characters of which the last one checks the others")
    return code


def invitation_digest(code: str) -> str:
    """Compute what is stored of a code, in hexadecimal; without our secret nobody can."""
    secret = str(current_app.config["SECRET_KEY"])
    return keyed(secret, "invitation", code.encode()).hex()


def invitation_link(public_url: str, access_code: str, code: str) -> str:
    """Give the address that an invitation's QR picture carries."""
    return f"{public_url}/i/{access_code}/{code}"
