"""Passkeys (WebAuthn): a device signs a challenge of ours for this address and no other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.extensions import db
from app.models import Passkey, User

SERVICE = "Lắng Nghe"
MOST_PASSKEYS = 10


@dataclass(frozen=True)
class Place:
    """Where passkeys are good: the host name of the service and its whole address."""

    host: str
    origin: str


def list_passkeys(user: User) -> list[Passkey]:
    """List the passkeys of a person, the oldest first."""
    return list(
        db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id))
    )


def registration_options(user: User, place: Place, challenge: bytes) -> str:
    """Give what a browser needs to make a passkey, as JSON."""
    return options_to_json(
        generate_registration_options(
            rp_id=place.host,
            rp_name=SERVICE,
            user_id=str(user.id).encode(),
            user_name=user.email,
            user_display_name=user.called,
            challenge=challenge,
            # It signs in without a password, so it must be found by itself and ask its owner.
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=passkey.credential_id)
                for passkey in list_passkeys(user)
            ],
        )
    )


def add_passkey(
    user: User,
    credential: Mapping[str, Any],
    *,
    name: str,
    place: Place,
    challenge: bytes,
    now: datetime,
) -> Passkey | None:
    """Take a passkey that answers our challenge; None if it does not. The caller commits."""
    try:
        proof = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return None
    if len(list_passkeys(user)) >= MOST_PASSKEYS or find_passkey(proof.credential_id):
        return None
    passkey = Passkey(
        user_id=user.id,
        name=name,
        credential_id=proof.credential_id,
        public_key=proof.credential_public_key,
        sign_count=proof.sign_count,
        added_at=now,
    )
    db.session.add(passkey)
    return passkey


def authentication_options(place: Place, challenge: bytes, user: User | None = None) -> str:
    """Give what a browser needs to sign with a passkey, as JSON; of anybody, or of one person."""
    allowed = [
        PublicKeyCredentialDescriptor(id=passkey.credential_id)
        for passkey in (list_passkeys(user) if user else [])
    ]
    return options_to_json(
        generate_authentication_options(
            rp_id=place.host,
            challenge=challenge,
            allow_credentials=allowed or None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def owner_of_signature(
    credential: Mapping[str, Any], *, place: Place, challenge: bytes, now: datetime
) -> User | None:
    """Tell whose passkey has signed our challenge; None if nobody's has. The caller commits."""
    try:
        passkey = find_passkey(base64url_to_bytes(str(credential["id"])))
        if passkey is None:
            return None
        proof = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return None
    passkey.sign_count, passkey.used_at = proof.new_sign_count, now
    return passkey.user


def find_passkey(credential_id: bytes) -> Passkey | None:
    """Find a passkey by the id its device gave it."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))
