"""What comes along with a change of the tree, said before it is made."""

from flask_babel import gettext, ngettext
from sqlalchemy import func, select

from app.extensions import db
from app.models import CollectionPoint, RoleGrant
from app.services.organisation.carrying import heirs_of, whole_heir, working_codes
from app.services.organisation.changing import newly_ended
from app.services.organisation.proposals import Proposal
from app.services.organisation.writing import batches


def consequences(proposal: Proposal) -> list[str]:
    """Say what happens to points, codes, roles and answers of the units that would end."""
    ended = newly_ended(proposal.before, proposal)
    if not ended:
        return []
    ids = proposal.before.ids
    heirs = heirs_of(proposal.after, ended)
    led_on = _codes([ids[key] for key, heir in heirs.items() if heir is not None])
    revoked = _codes([ids[key] for key, heir in heirs.items() if heir is None])
    roles = _roles([ids[key] for key in ended if whole_heir(proposal.after, key) is not None])
    lost = _roles([ids[key] for key in ended if whole_heir(proposal.after, key) is None])
    told = (
        (
            led_on,
            ngettext(
                "%(num)s access code leads on to the counter that takes over, with a notice.",
                "%(num)s access codes lead on to the counters that take over, with a notice.",
                led_on,
            ),
        ),
        (
            revoked,
            ngettext(
                "%(num)s access code stops working, because nothing comes after its unit.",
                "%(num)s access codes stop working, because nothing comes after their units.",
                revoked,
            ),
        ),
        (
            roles,
            ngettext(
                "%(num)s role of staff goes on at the unit that takes over.",
                "%(num)s roles of staff go on at the unit that takes over.",
                roles,
            ),
        ),
        (
            lost,
            ngettext(
                "%(num)s role of staff stays with a unit that ends, and must be given anew.",
                "%(num)s roles of staff stay with units that end, and must be given anew.",
                lost,
            ),
        ),
    )
    kept = gettext("Answers and dossier counts so far stay with the units of their time.")
    return [*(sentence for count, sentence in told if count), kept]


def _codes(place_ids: list[int]) -> int:
    points: list[int] = []
    for some in batches(sorted(place_ids)):
        query = select(CollectionPoint.id).where(CollectionPoint.place_id.in_(some))
        points += db.session.scalars(query)
    return len(working_codes(points))


def _roles(unit_ids: list[int]) -> int:
    count = 0
    for some in batches(sorted(unit_ids)):
        query = select(func.count()).select_from(RoleGrant)
        open_ones = query.where(RoleGrant.unit_id.in_(some), RoleGrant.ended_at.is_(None))
        count += db.session.scalar(open_ones) or 0
    return count
