"""Every setting, where it comes from, and what is wrong with it, in one sentence.

Settings come from `instance/config.py` (written by the first `make serve`, never committed) and are
overridden by environment variables of the same name. A wrong one stops start-up.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Config

from app.errors import InvalidSetting

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Languages of the pages, the first one being the default; a language is added here."""

TRANSLATIONS = Path(__file__).parent / "translations"
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")
MAIL_SECURITIES = ("starttls", "tls", "none")
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
SHORTEST_SECRET = 32
SECONDS_PER_ANSWER = 0.5
"""Nobody reads a question and ticks a row in half a second, again and again."""
SEARCH_PATIENCE = 1.0
"""Seconds that a page waits for the first search of a survey's answers for evidence."""
PARTS_PATIENCE = 0.0
"""Seconds that an overview waits for the first look at which parts of its answers stand out."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set; the comment beside each is its whole documentation."""

    # Signs forms, sessions and receipt codes. At least 32 characters; a new one ends every session.
    SECRET_KEY: str
    # Mixed into the password hashes. At least 32 characters; a new one makes passwords useless.
    SECURITY_PASSWORD_SALT: str
    # Where the data is: empty is a SQLite file in instance/; else postgresql://user:password@host/name.
    DATABASE_URL: str = ""
    # The address people reach the service under; it is printed in every QR code. No path, no slash.
    PUBLIC_URL: str = "http://127.0.0.1:8000"
    # How many proxies of ours stand before the service; their forwarded headers are then believed.
    PROXY_HOPS: int = 0
    # Where a citizen can complain properly; linked from the questionnaire's end.
    COMPLAINT_URL: str = "https://dichvucong.gov.vn/"
    # Whether an untouched database gets the demonstration province: on or off.
    DEMONSTRATION: str = "on"
    # Where several processes count rushes together: redis://host:6379/0, without a file on disk
    # (save "", appendonly no); empty is the memory of each process.
    REDIS_URL: str = ""
    # The time zone of days, periods and opening hours.
    TIME_ZONE: str = "Asia/Ho_Chi_Minh"
    # A directory of the province (OpenID Connect) that staff may sign in through; empty is none.
    OIDC_ISSUER: str = ""
    # The name under which that directory knows this service.
    OIDC_CLIENT_ID: str = ""
    # What this service shows the directory to prove itself.
    OIDC_CLIENT_SECRET: str = ""
    # The host that takes our mails (SMTP); empty is one file a mail in instance/mail/.
    MAIL_HOST: str = ""
    # The port of that host: mostly 587 with starttls, 465 with tls.
    MAIL_PORT: int = 587
    # How the way to that host is encrypted: starttls, tls, or none.
    MAIL_SECURITY: str = "starttls"
    # The account at that host; empty is none.
    MAIL_USER: str = ""
    # The password of that account; it stands here or in the environment, never in the database.
    MAIL_PASSWORD: str = ""
    # The address that our mails come from.
    MAIL_FROM: str = "lang-nghe@localhost"

    @property
    def is_https(self) -> bool:
        """Whether people reach the service encrypted; then cookies insist on it."""
        return urlsplit(self.PUBLIC_URL).scheme == "https"


def load_settings(instance: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Read `instance/config.py`, then the environment; raise `InvalidSetting` at a mistake."""
    found = Config(str(instance))
    found.from_pyfile("config.py", silent=True)
    environment = os.environ if environ is None else environ
    values: dict[str, Any] = {
        field.name: environment.get(field.name, found.get(field.name)) for field in fields(Settings)
    }
    return checked_settings({name: value for name, value in values.items() if value is not None})


def checked_settings(values: Mapping[str, Any]) -> Settings:
    """Build settings from raw values; raise `InvalidSetting` with one clear sentence."""
    for name in ("SECRET_KEY", "SECURITY_PASSWORD_SALT"):
        if len(str(values.get(name, ""))) < SHORTEST_SECRET:
            raise InvalidSetting(
                f"{name} phải dài ít nhất {SHORTEST_SECRET} ký tự; "
                "`make serve` tự ghi vào instance/config.py. / "
                f"{name} must have at least {SHORTEST_SECRET} characters; "
                "`make serve` writes good ones into instance/config.py."
            )
    numbers = {
        name: whole_number(name, values[name])
        for name in ("PROXY_HOPS", "MAIL_PORT")
        if name in values
    }
    settings = Settings(**{**values, **numbers})
    check_database_url(settings.DATABASE_URL)
    check_public_url(settings.PUBLIC_URL)
    check_demonstration(settings.DEMONSTRATION)
    check_redis_url(settings.REDIS_URL)
    check_directory(settings)
    check_mail(settings)
    return settings


def whole_number(name: str, value: object) -> int:
    """Read a count; a wrong one of proxies would believe a forged address."""
    text = str(value)
    if not text.isdecimal():
        raise InvalidSetting(
            f"{name} phải là số nguyên từ 0 trở lên, không phải {text!r}. / "
            f"{name} must be a whole number from 0 on, not {text!r}."
        )
    return int(text)


def check_database_url(url: str) -> None:
    """Refuse a database we do not support."""
    if url and urlsplit(url).scheme not in DATABASE_SCHEMES:
        raise InvalidSetting(
            "DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql://, hoặc để trống. / "
            "DATABASE_URL must begin with sqlite:/// or postgresql://, or be left empty."
        )


def check_redis_url(url: str) -> None:
    """Refuse a store for rushes that we do not know."""
    if url and urlsplit(url).scheme not in ("redis", "rediss", "redis+unix"):
        raise InvalidSetting(
            "REDIS_URL phải bắt đầu bằng redis:// hoặc rediss://, hoặc để trống. / "
            "REDIS_URL must begin with redis:// or rediss://, or be left empty."
        )


def check_public_url(url: str) -> None:
    """Refuse an address that would print unusable QR codes."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise InvalidSetting(
            f"PUBLIC_URL phải là địa chỉ như https://langnghe.example.vn, không phải {url!r}. / "
            f"PUBLIC_URL must be an address like https://langnghe.example.vn, not {url!r}."
        )


def check_demonstration(word: str) -> None:
    """Refuse a word that might mean either."""
    if word not in ("on", "off"):
        raise InvalidSetting(
            f"DEMONSTRATION phải là on hoặc off, không phải {word!r}. / "
            f"DEMONSTRATION must be on or off, not {word!r}."
        )


def check_directory(settings: Settings) -> None:
    """Refuse half a directory, or one that is reached unencrypted from elsewhere."""
    issuer = settings.OIDC_ISSUER
    if not issuer:
        return
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost")
    if not (is_safe and settings.OIDC_CLIENT_ID and settings.OIDC_CLIENT_SECRET):
        raise InvalidSetting(
            "OIDC_ISSUER phải là địa chỉ https:// và cần OIDC_CLIENT_ID, OIDC_CLIENT_SECRET. / "
            "OIDC_ISSUER must be an https:// address and needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET."
        )


def check_mail(settings: Settings) -> None:
    """Refuse what no mail could be sent with, and a password that would travel in the open."""
    host, security = settings.MAIL_HOST, settings.MAIL_SECURITY
    name, _, domain = settings.MAIL_FROM.partition("@")
    if not (name and domain and "@" not in domain and len(settings.MAIL_FROM.split()) == 1):
        raise InvalidSetting(
            "MAIL_FROM phải là một địa chỉ thư như lang-nghe@tinh.gov.vn. / "
            "MAIL_FROM must be an address of mail like lang-nghe@province.gov.vn."
        )
    if security not in MAIL_SECURITIES or not 1 <= settings.MAIL_PORT <= 65535:
        raise InvalidSetting(
            "MAIL_SECURITY phải là starttls, tls hoặc none, và MAIL_PORT từ 1 đến 65535. / "
            "MAIL_SECURITY must be starttls, tls or none, and MAIL_PORT from 1 to 65535."
        )
    if bool(settings.MAIL_USER) != bool(settings.MAIL_PASSWORD):
        raise InvalidSetting(
            "MAIL_USER và MAIL_PASSWORD phải cùng có hoặc cùng để trống. / "
            "MAIL_USER and MAIL_PASSWORD belong together: set both or neither."
        )
    if not (settings.MAIL_FROM + settings.MAIL_USER + settings.MAIL_PASSWORD).isascii():
        raise InvalidSetting(
            "MAIL_FROM, MAIL_USER và MAIL_PASSWORD chỉ được gồm ký tự ASCII (không dấu). / "
            "MAIL_FROM, MAIL_USER and MAIL_PASSWORD may hold ASCII characters only."
        )
    if settings.MAIL_PASSWORD and security == "none" and host not in OWN_MACHINE:
        raise InvalidSetting(
            "MAIL_SECURITY không được là none khi có MAIL_PASSWORD: mật khẩu sẽ đi không mã hóa. / "
            "MAIL_SECURITY cannot be none with MAIL_PASSWORD: it would travel unencrypted."
        )


def flask_config(settings: Settings, instance: Path) -> dict[str, Any]:
    """Translate our settings into those of Flask and its extensions."""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "SQLALCHEMY_DATABASE_URI": database_uri(settings, instance),
        # An error of the database would else write the answers of its statement into the log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "session",
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_PARTS": 1000,
        # Below this an answer is flagged, and taken all the same; programs that test set it to 0.
        "SECONDS_PER_ANSWER": SECONDS_PER_ANSWER,
        "SEARCH_PATIENCE": SEARCH_PATIENCE,
        "PARTS_PATIENCE": PARTS_PATIENCE,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": settings.TIME_ZONE,
        "BOOTSTRAP_SERVE_LOCAL": True,
        **security_config(settings),
    }


def security_config(settings: Settings) -> dict[str, Any]:
    """Accounts: no self-registration, Argon2, one generic message for any failed sign-in."""
    return {
        "SECURITY_PASSWORD_SALT": settings.SECURITY_PASSWORD_SALT,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": False,
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_URL_PREFIX": "/account",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "/start",
        "SECURITY_POST_LOGOUT_VIEW": "/account/sign-in",
        "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        # Roles are dated and stand on units: `role_grant`, of which Flask-Security knows nothing.
        "SECURITY_JOIN_USER_ROLES": False,
        # It would write "no-store=True", which no cache understands; our own headers say it right.
        "SECURITY_CACHE_CONTROL": None,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        # Its own words have no Vietnamese; ours stand beside ours.
        "SECURITY_I18N_DIRNAME": ["builtin", str(TRANSLATIONS)],
        "SECURITY_REDIRECT_ALLOW_SUBDOMAINS": False,
        "REMEMBER_COOKIE_SECURE": settings.is_https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
    }


def database_uri(settings: Settings, instance: Path) -> str:
    """Give SQLAlchemy's address: SQLite in `instance/` unless set; PostgreSQL through psycopg 3."""
    url = settings.DATABASE_URL
    if not url:
        return f"sqlite:///{instance / 'langnghe.sqlite'}"
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
