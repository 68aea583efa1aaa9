"""Making results public: planned and looked at first, frozen, corrected only by a new one."""

from app.services.publishing.improving import (
    InvalidImprovement,
    NewImprovement,
    take_down,
    write_improvement,
)
from app.services.publishing.planning import Plan, PublicationRefused, Wanted, plan_publication
from app.services.publishing.publishing import check, publish, withdraw
from app.services.publishing.second_person import (
    drop,
    get_proposal,
    list_proposals,
    needs_another,
    propose,
)

__all__ = [
    "InvalidImprovement",
    "NewImprovement",
    "Plan",
    "PublicationRefused",
    "Wanted",
    "check",
    "drop",
    "get_proposal",
    "list_proposals",
    "needs_another",
    "plan_publication",
    "propose",
    "publish",
    "take_down",
    "withdraw",
    "write_improvement",
]
