"""Receipt codes: with one, and with nothing else, a person can take an answer back.

The code is computed from the form's key and our secret, so the same form shows the same code again
and nothing needs to be remembered. The database keeps only a keyed digest of it: whoever has a copy
of the database can neither tell a code nor try codes out on it, and so cannot withdraw the answers
that displease him.
"""

import hashlib
import hmac
from uuid import UUID

from flask import current_app

from app.services.access_codes import ALPHABET, MISREADINGS, SEPARATORS, display_access_code

LENGTH = 12
"""Characters of a code: 54 bits, more than anybody can try out on the withdrawal page."""


def receipt_code(secret: str, key: UUID) -> str:
    """Compute the receipt code of a form's key, without its groups."""
    number = int.from_bytes(keyed(secret, "receipt code", key.bytes))
    characters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def grouped_receipt_code(key: UUID) -> str:
    """Give the receipt code of a stored response as the page shows it, ``ABCD-EFGH-JKMN``."""
    return display_access_code(receipt_code(current_app.config["SECRET_KEY"], key))


def receipt_digest(secret: str, code: str) -> str:
    """Compute what is stored of a receipt code, in hexadecimal."""
    return keyed(secret, "receipt digest", code.encode()).hex()


def normalise_receipt_code(text: str) -> str:
    """Read a receipt code as people write it: any case, groups, common misreadings.

    What cannot be a code comes back as it is and is then simply not found.
    """
    return text.upper().translate(SEPARATORS).translate(MISREADINGS)


def keyed(secret: str, purpose: str, message: bytes) -> bytes:
    """Compute HMAC-SHA-256; the purpose keeps the uses of one secret apart."""
    return hmac.digest(secret.encode(), purpose.encode() + b"\0" + message, hashlib.sha256)
