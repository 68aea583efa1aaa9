"""Reforms to replay: the files under examples/reform, and one for whatever province is stored.

``python -m tests.reforms`` writes the files of the examples anew; a test holds them to this.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from app.models import SuccessorKind
from app.services.demonstration.organisation import COMMUNES
from app.services.organisation.creating import NewUnit
from app.services.organisation.merging import propose_merger
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import Period, Succession, Tree, UnitKey, UnitRecord
from app.services.organisation.tree_file import write_tree

EXAMPLES = Path(__file__).parent.parent / "examples" / "reform"
BEFORE, REFORM = date(2022, 1, 1), date(2025, 7, 1)
DISTRICTS, OLD_COMMUNES, NEW_COMMUNES = 32, 479, 148


def unit(
    kind: str, code: str, name: str, parent: UnitKey | None, first: date = BEFORE
) -> UnitRecord:
    """A unit of the administration from a day on."""
    return UnitRecord(kind, "administration", (Period(first, None, code, name, None, parent),))


def true_reform() -> tuple[list[UnitRecord], list[UnitRecord]]:
    """Three provinces of 2022, and what is sure of 1 July 2025: one province, its 148 communes."""
    names = {"25": "Tỉnh Phú Thọ", "26": "Tỉnh Vĩnh Phúc", "17": "Tỉnh Hòa Bình"}
    old = [unit("province", code, name, None) for code, name in names.items()]
    new = unit("province", "25", "Tỉnh Phú Thọ", None, REFORM)
    merged = [o.ended(REFORM, (Succession(new.key, SuccessorKind.MERGE),)) for o in old]
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        communes = [
            unit("commune", row["code"], row["name"], new.key, REFORM)
            for row in csv.DictReader(file)
        ]
    return old, [*merged, new, *communes]


def made_up_reform() -> tuple[list[UnitRecord], list[UnitRecord]]:
    """An invented province of 2022 in the true numbers, and the one that came of it.

    Most communes are merged by threes, two stay as they are, one is split between two others.
    Districts are dissolved; every commune and district has one counter.
    """
    provinces = [unit("province", f"9{n}", f"Tỉnh Mẫu {n}", None) for n in range(3)]
    districts = [
        unit("district", f"9{n:02}", f"Huyện Mẫu {n}", provinces[n % 3].key)
        for n in range(DISTRICTS)
    ]
    communes = [
        unit("commune", f"9{n:04}", f"Xã Mẫu {n}", districts[n % DISTRICTS].key)
        for n in range(OLD_COMMUNES)
    ]
    counters = [counter_of(place) for place in [*districts, *communes]]
    return [*provinces, *districts, *communes, *counters], after_reform(
        provinces, districts, communes
    )


def counter_of(place: UnitRecord, first: date = BEFORE) -> UnitRecord:
    """The one counter of a commune or district."""
    name = f"Bộ phận Một cửa {place.latest.name_vi}"
    return unit("counter", f"{place.latest.code}-MC", name, place.key, first)


def after_reform(
    provinces: list[UnitRecord], districts: list[UnitRecord], communes: list[UnitRecord]
) -> list[UnitRecord]:
    """Everything that ended with the reform, and everything that began."""
    top = unit("province", "90", "Tỉnh Mẫu", None, REFORM)
    staying, others = communes[:2], communes[2:]
    new = [
        unit("commune", f"8{n:04}", f"Xã Mẫu mới {n}", top.key, REFORM)
        for n in range(NEW_COMMUNES - len(staying))
    ]
    heirs = {old.key: [new[n % len(new)]] for n, old in enumerate(others)}
    heirs[others[0].key] = [new[0], new[1]]
    by_district: dict[UnitKey, list[UnitRecord]] = defaultdict(list)
    for old in others:
        district = old.latest.parent
        if district is not None:
            by_district[district] += [h for h in heirs[old.key] if h not in by_district[district]]
    ended = [went_on(old, [top], SuccessorKind.MERGE) for old in provinces]
    for old in others:
        kind = SuccessorKind.SPLIT if len(heirs[old.key]) > 1 else SuccessorKind.MERGE
        ended += with_counter(old, heirs[old.key], kind)
    for old in districts:
        ended += with_counter(old, by_district[old.key], SuccessorKind.DISSOLVE)
    moved = [old.changed(REFORM, parent=top.key) for old in staying]
    return [*ended, *moved, top, *new, *(counter_of(place, REFORM) for place in new)]


def with_counter(old: UnitRecord, heirs: list[UnitRecord], kind: str) -> list[UnitRecord]:
    """End a unit and its counter in favour of others and theirs."""
    counters = [counter_of(heir, REFORM) for heir in heirs]
    return [went_on(old, heirs, kind), went_on(counter_of(old), counters, kind)]


def went_on(old: UnitRecord, heirs: list[UnitRecord], kind: str) -> UnitRecord:
    """End a unit in favour of others in equal shares."""
    share = 1.0 if len(heirs) == 1 else round(1 / len(heirs) - 5e-5, 4)
    links = sorted((Succession(heir.key, kind, share) for heir in heirs), key=lambda s: s.new)
    return old.ended(REFORM, tuple(links))


def reform_of(stored: StoredTree, day: date, size: int = 3) -> bytes:
    """A file that merges the communes of a stored province by threes, with centres and counters."""
    tree = stored.records
    communes = [k for k, r in tree.items() if k.kind == "commune" and r.last is None]
    for start in range(0, len(communes), size):
        tree = merged(tree, communes[start : start + size], day)
    return write_tree(tree)


def merged(tree: Tree, olds: list[UnitKey], day: date) -> Tree:
    """Merge units of a kind, then what stands below them, by the place in their order."""
    first = tree[olds[0]].latest
    new = NewUnit(
        olds[0].kind, "administration", first.code, f"{first.name_vi} mới", None, first.parent
    )
    proposal = propose_merger(StoredTree(tree, {}), olds, new, day)
    tree = proposal.after
    below = [[k for k, r in tree.items() if stood_under(r, old)] for old in olds]
    for place in range(max(map(len, below))):
        tree = merged(tree, [keys[place] for keys in below if place < len(keys)], day)
    return tree


def stood_under(record: UnitRecord, parent: UnitKey) -> bool:
    """Tell whether a unit that goes on stood under one up to the reform."""
    return record.last is None and any(period.parent == parent for period in record.periods)


def files() -> dict[Path, bytes]:
    """Every file of the examples."""
    found = {}
    for name, (before, after) in (("phu-tho", true_reform()), ("made-up", made_up_reform())):
        found[EXAMPLES / name / "2022.csv"] = write_tree({r.key: r for r in before})
        found[EXAMPLES / name / "2025.csv"] = write_tree({r.key: r for r in after})
    return found


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
