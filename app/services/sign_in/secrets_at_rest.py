"""How secrets of accounts are kept: digests of what is random, encryption of what must be read."""

import hashlib
import hmac

from flask import current_app


def digest(secret: str) -> str:
    """Digest a long random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_digest(secret: str) -> str:
    """Digest a short secret with the service's key: a copied database alone reveals nothing."""
    return hmac.new(key_for("recovery"), secret.encode(), hashlib.sha256).hexdigest()


def key_for(purpose: str) -> bytes:
    """Derive a key from the service's own for one purpose."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"lang-nghe {purpose}".encode(), hashlib.sha256).digest()
