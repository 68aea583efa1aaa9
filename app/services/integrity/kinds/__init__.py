"""The kinds of evidence. To add one: a file here, a line in `KINDS`, one in `app.flag_rules`."""

from app.services.integrity.kinds.bursts import BURSTS
from app.services.integrity.kinds.closed import CLOSED
from app.services.integrity.kinds.copies import COPIES
from app.services.integrity.kinds.dossiers import DOSSIERS
from app.services.integrity.kinds.gaps import KIOSK, OPEN
from app.services.integrity.kinds.kind import Kind
from app.services.integrity.kinds.speed import SPEED
from app.services.integrity.kinds.straight import STRAIGHT
from app.services.integrity.kinds.stuffed import STUFFED

KINDS: dict[str, Kind] = {
    kind.rule: kind
    for kind in (STUFFED, BURSTS, COPIES, STRAIGHT, SPEED, CLOSED, DOSSIERS, OPEN, KIOSK)
}
"""Every kind by the rule its flags bear, in the order of the pages."""

__all__ = ["KINDS", "Kind"]
