"""Accounts of programs."""

from sqlalchemy import or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import AuditActor, AuditEvent, ServiceAccount
from app.queries.pages import LARGEST_ID
from app.scope import Scope


def list_service_accounts(scope: Scope) -> list[ServiceAccount]:
    """List the accounts inside a scope, the newest first and revoked ones last."""
    query = select(ServiceAccount).order_by(
        ServiceAccount.revoked_at.is_not(None), ServiceAccount.id.desc()
    )
    return [
        account
        for account in db.session.scalars(query)
        if scope.is_everything or (account.unit_id is not None and scope.covers(account.unit_id))
    ]


def get_service_account(account_id: int) -> ServiceAccount:
    """Give one account; raises `NotFound`."""
    account = db.session.get(ServiceAccount, account_id) if account_id <= LARGEST_ID else None
    if account is None:
        raise NotFound("no such service account")
    return account


def list_uses(account_id: int, limit: int = 50) -> list[AuditEvent]:
    """List what was done with an account and to it, the newest first."""
    program = select(AuditActor.id).where(
        AuditActor.kind == "service", AuditActor.account_id == account_id
    )
    about = AuditEvent.thing == f"service_account:{account_id}"
    query = select(AuditEvent).where(or_(about, AuditEvent.actor_id.in_(program)))
    return list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(limit)))
