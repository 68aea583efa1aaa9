"""The accounts that browser tests sign in with, made with the product's own services."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from passlib.totp import TOTP
from sqlalchemy import select

from app import clock, create_app
from app.actor import Actor
from app.extensions import db
from app.models import ApiAct, Authenticator, LinkPurpose, Passkey, RoleName, User
from app.services.accounts import create_user
from app.services.service_accounts import create_service_account
from app.services.sign_in.authenticators import encrypted
from app.services.sign_in.links import make_link

PASSWORD = "chỉ dành cho kiểm thử 2026"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEP = 30


@dataclass
class Account:
    """Who signs in with what; without a secret, a person who has no second factor yet."""

    email: str
    password: str = PASSWORD
    secret: str | None = SECRET
    stops_halfway: bool = False
    link: str = ""
    used: int = field(default=0, repr=False)

    @property
    def after_password(self) -> str:
        """Where the password leads."""
        return "**/account/second-step**" if self.secret else "**/account/set-up"

    def fresh_code(self) -> str:
        """A code of the person's app that was not used yet; the next one counts already."""
        assert self.secret
        self.used = max(self.used + 1, int(time.time()) // STEP)
        return TOTP(self.secret, format="base32").generate(time=self.used * STEP).token


ROLES = {
    "auditor": RoleName.AUDITOR,
    "interviewer": RoleName.INTERVIEWER,
    "text reader": RoleName.TEXT_READER,
}
"""Of accounts that are no evaluators."""


def prepare_accounts(instance: Path, administrator: Account) -> dict[str, Account]:
    """Give the first administrator a second factor, and make the other accounts."""
    accounts = {
        "administrator": administrator,
        "evaluator": Account("evaluator@langnghe.example"),
        **{
            f"evaluator with {name}": Account(f"evaluator.{number}@langnghe.example")
            for number, name in enumerate(("phone", "phone without JavaScript", "desktop"))
        },
        "auditor": Account("auditor@langnghe.example"),
        "interviewer": Account("interviewer@langnghe.example"),
        "text reader": Account("reader@langnghe.example"),
        "halfway": Account("halfway@langnghe.example", stops_halfway=True),
        "newcomer": Account("newcomer@langnghe.example", secret=None),
        "passkey": Account("passkey@langnghe.example", secret=None),
        "invited": Account("invited@langnghe.example", secret=None),
        "invited and waiting": Account("waiting@langnghe.example", secret=None),
    }
    app = create_app(INSTANCE_PATH=str(instance))
    with app.app_context():
        now, actor = clock.now(), Actor.command("test")
        for name, account in accounts.items():
            if name != "administrator":
                role = ROLES.get(name, RoleName.EVALUATOR)
                create_user(account.email, account.password, role, now=now)
            user = db.session.scalars(select(User).where(User.email == account.email)).one()
            if name.startswith("invited"):
                account.link = make_link(user, LinkPurpose.INVITATION, actor=actor, now=now)
            if account.secret:
                secret = encrypted(account.secret)
                db.session.add(Authenticator(user_id=user.id, secret=secret, added_at=now))
        add_passkey_row(administrator.email)
        create_service_account(
            "Dịch vụ công của tỉnh",
            unit_id=None,
            acts=[ApiAct.READ_RESULTS],
            expires_on=clock.local_day(now) + timedelta(days=90),
            actor=actor,
            now=now,
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return accounts


def add_passkey_row(email: str) -> None:
    """A passkey that only stands in the list."""
    user = db.session.scalars(select(User).where(User.email == email)).one()
    db.session.add(
        Passkey(
            user_id=user.id,
            name="Máy tính cơ quan",
            credential_id=b"only in the list",
            public_key=b"",
            sign_count=0,
            added_at=clock.now(),
        )
    )
