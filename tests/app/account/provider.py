"""A small provider of OpenID Connect on this machine, made with Authlib's server side."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode, UserInfo
from flask import Flask, jsonify
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "lang-nghe", "the secret of this program"


@dataclass
class Person:
    """Who signs in at the provider without being asked anything, and what it says of that one."""

    email: str = "canbo@example.vn"
    email_verified: bool = True
    amr: list[str] = field(default_factory=lambda: ["pwd"])
    nonce: str | None = None
    """Another nonce than the one asked for, as in a token that was stolen elsewhere."""


class Client(ClientMixin):
    """The one client."""

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return True

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Code(AuthorizationCodeMixin):
    """A code that was given out."""

    def __init__(self, person: Person, data: dict[str, Any]) -> None:
        self.person, self.data = person, data
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")

    def get_redirect_uri(self) -> str:
        return self.data["redirect_uri"]

    def get_scope(self) -> str:
        return self.data["scope"]

    def get_nonce(self) -> str:
        return self.person.nonce or self.data["nonce"]

    def get_auth_time(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return self.person.amr


def grant_kind(person: Person) -> type[AuthorizationCodeGrant]:
    """The grant of codes, each good once."""
    codes: dict[str, Code] = {}

    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")

        def save_authorization_code(self, code: str, request: Any) -> None:
            codes[code] = Code(person, dict(request.payload.data))

        def query_authorization_code(self, code: str, client: Any) -> Code | None:
            return codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            codes.clear()

        def authenticate_user(self, authorization_code: Code) -> Person:
            return person

    return Grant


class IdentityToken(OpenIDCode):
    """What the provider says of the person, signed."""

    def __init__(self, issuer: str, key: RSAKey) -> None:
        super().__init__(require_nonce=True)
        self.issuer, self.key = issuer, key

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return False

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        return self.key

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256"

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self.issuer, "aud": [client.get_client_id()]}

    def get_encode_header(self, client: Client) -> dict[str, str]:
        return {"alg": "RS256", "kid": self.key.kid}

    def generate_user_info(self, user: Person, scope: str) -> UserInfo:
        return UserInfo(sub="1", email=user.email, email_verified=user.email_verified)


def provider_app(issuer: str, redirect_uri: str, person: Person) -> Flask:
    """The provider's three addresses and its keys."""
    app, key, client = (
        Flask("provider"),
        RSAKey.generate_key(2048, auto_kid=True),
        Client(redirect_uri),
    )
    server = AuthorizationServer(
        app, query_client=lambda name: client, save_token=lambda token, request: None
    )
    challenge = CodeChallenge(required=True)
    server.register_grant(grant_kind(person), [IdentityToken(issuer, key), challenge])

    @app.get("/.well-known/openid-configuration")
    def metadata():
        return jsonify(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/authorize",
            token_endpoint=f"{issuer}/token",
            jwks_uri=f"{issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
            code_challenge_methods_supported=["S256"],
        )

    @app.get("/keys")
    def keys():
        return jsonify(keys=[key.as_dict(private=False)])

    @app.get("/authorize")
    def authorize():
        grant = server.get_consent_grant(end_user=person)
        return server.create_authorization_response(grant_user=person, grant=grant)

    @app.post("/token")
    def token():
        return server.create_token_response()

    return app


@contextmanager
def running_provider(port: int, redirect_uri: str, person: Person) -> Iterator[str]:
    """Run the provider on a port; gives its address."""
    issuer = f"http://127.0.0.1:{port}"
    app = provider_app(issuer, redirect_uri, person)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
