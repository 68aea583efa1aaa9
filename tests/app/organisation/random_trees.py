"""Random valid trees: a few units, and acts upon them day by day that leave no flaw."""

from datetime import date, timedelta
from random import Random

from app.services.organisation.closing import propose_closing
from app.services.organisation.creating import NewUnit, propose_creation
from app.services.organisation.merging import propose_merger
from app.services.organisation.moving import propose_move
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, UnitRecord
from app.services.organisation.renaming import Naming, propose_renaming
from app.services.organisation.splitting import Part, propose_split
from app.services.organisation.staffing import propose_staffing

TODAY = date(2026, 3, 2)
KINDS = ("province", "district", "commune", "counter", "school")
NAMES = ("Xã Một", "=Xã, Hai", 'Phường "Ba"', "'Bốn", "-", "Tỉnh Ấ; Ộ", "Quầy\u00a0số 1")


class Grower:
    """Grows a tree by random acts."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.records: dict[UnitKey, UnitRecord] = {}
        self.day = date(2020, 1, 1)
        self.numbers = iter(range(1, 1000))

    def grow(self, acts: int) -> dict[UnitKey, UnitRecord]:
        """Try so many acts; those that leave a flaw are not done."""
        for _ in range(acts):
            self.day += timedelta(days=self.random.choice([0, 1, 30, 90]))
            try:
                proposal = self.act()
            except InvalidChange:
                continue
            if not proposal.reasons(today=TODAY):
                self.records = dict(proposal.after)
        return self.records

    def act(self) -> Proposal:
        """Propose one act."""
        stored, day, random = StoredTree(self.records, {}), self.day, self.random
        living = [key for key, record in self.records.items() if record.last is None]
        if len(living) < 3 or random.random() < 0.4:
            return propose_creation(stored, self.unit(living), day)
        one, other, third = (random.choice(living) for _ in range(3))
        called = Naming(random.choice([one.code, self.code()]), self.name(), None)
        parts = [Part(self.unit(living, one.kind), 1 / 3), Part(self.unit(living, one.kind), 2 / 3)]
        return random.choice(
            [
                lambda: propose_renaming(stored, one, called, day),
                lambda: propose_move(stored, one, other, day),
                lambda: propose_closing(stored, one, day, with_below=random.random() < 0.5),
                lambda: propose_merger(stored, [one, other], third, day),
                lambda: propose_merger(stored, [one, other], self.unit(living, one.kind), day),
                lambda: propose_split(stored, one, parts, day),
                lambda: propose_staffing(stored, one, day, alone=random.random() < 0.7),
            ]
        )()

    def unit(self, living: list[UnitKey], kind: str | None = None) -> NewUnit:
        """A unit that is to be."""
        parent = self.random.choice([*living, None]) if living else None
        kind = kind or self.random.choice(KINDS)
        name_en = self.random.choice([None, self.name()])
        return NewUnit(kind, "administration", self.code(), self.name(), name_en, parent)

    def name(self) -> str:
        """A name, awkward now and then."""
        return self.random.choice(NAMES)

    def code(self) -> str:
        """A code of its own."""
        return self.random.choice(["{:05}", "{}/a", "-{}", "mã {}"]).format(next(self.numbers))
