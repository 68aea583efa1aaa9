"""The tree of units: province, departments, centres and counters, schools, hospitals."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.models import Sector, Unit, UnitKind
from app.services.demonstration.institutions import (
    AGENCIES,
    DEPARTMENTS,
    HOSPITAL_SHORT_NAMES,
    HOSPITALS,
    INPATIENT_DEPARTMENTS,
    OUTPATIENT_DEPARTMENT,
    PROVINCE,
    PROVINCE_CODE,
    PROVINCIAL_COUNTERS,
    SCHOOLS,
)

COMMUNES = Path(__file__).parent / "communes.csv"
REFORM = date(2025, 7, 1)
"""From this day: 34 provinces, no districts (Resolution 202/2025/QH15)."""

Name = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """Where people are served, which body answers for it, and how busy it is among its like."""

    unit: Unit
    body: Unit
    weight: float = 1.0


@dataclass
class Organisation:
    """Every unit with its parent, and the places where answers are collected."""

    valid_from: date
    units: dict[str, Unit] = field(default_factory=dict)
    parents: list[tuple[Unit, Unit]] = field(default_factory=list)
    provincial: list[Place] = field(default_factory=list)
    communal: list[Place] = field(default_factory=list)
    outpatient: list[Place] = field(default_factory=list)
    inpatient: list[Place] = field(default_factory=list)
    schools: list[Place] = field(default_factory=list)

    def add(
        self,
        code: str,
        name: Name,
        kind: UnitKind,
        *,
        under: Unit | None = None,
        sector: Sector = Sector.ADMINISTRATION,
    ) -> Unit:
        """Add one unit under its parent."""
        unit = Unit(
            code=code,
            name_vi=name[0],
            name_en=name[1],
            kind=kind,
            sector=sector,
            valid_from=self.valid_from,
            demonstration=True,
        )
        self.units[code] = unit
        if under is not None:
            self.parents.append((unit, under))
        return unit


def build_organisation(valid_from: date = REFORM) -> Organisation:
    """Build the province; nothing is stored yet."""
    tree = Organisation(valid_from)
    province = tree.add(PROVINCE_CODE, PROVINCE, UnitKind.PROVINCE)
    add_provincial_level(tree, province)
    for code, name, kind in read_communes():
        add_commune(tree, province, code, name, is_ward=kind == "phuong")
    add_schools(tree)
    add_hospitals(tree)
    return tree


def add_provincial_level(tree: Organisation, province: Unit) -> None:
    """Add departments, agencies, and the provincial centre with the counters they staff."""
    for code, name in DEPARTMENTS.items():
        tree.add(code, name, UnitKind.DEPARTMENT, under=province)
    for code, name in AGENCIES.items():
        tree.add(code, name, UnitKind.VERTICAL_AGENCY, under=province)
    centre = tree.add(
        "25-HCC",
        (
            "Trung tâm Phục vụ hành chính công tỉnh Phú Thọ",
            "Phú Thọ Public Administrative Service Centre",
        ),
        UnitKind.PROVINCIAL_CENTRE,
        under=province,
    )
    for number, counter in enumerate(PROVINCIAL_COUNTERS, start=1):
        name = (
            f"Quầy số {number} – {counter.name_vi}",
            f"Counter {number} – {counter.name_en}",
        )
        unit = tree.add(f"25-HCC-{number:02}", name, UnitKind.COUNTER, under=centre)
        tree.provincial.append(Place(unit, tree.units[counter.body], counter.weight))


def read_communes() -> list[tuple[str, str, str]]:
    """Read the 148 communes and wards: official code, name, and `phuong` (ward) or `xa`."""
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"], row["kind"]) for row in csv.DictReader(file)]


def add_commune(tree: Organisation, province: Unit, code: str, name: str, *, is_ward: bool) -> None:
    """Add a commune, its centre and the centre's counters: three in a ward, else one."""
    kind_vi, _, proper = name.partition(" ")
    english = f"{proper} {'Ward' if is_ward else 'Commune'}"
    commune = tree.add(code, (name, english), UnitKind.COMMUNE, under=province)
    centre = tree.add(
        f"{code}-HCC",
        (
            f"Trung tâm Phục vụ hành chính công {kind_vi.lower()} {proper}",
            f"Public Administrative Service Centre of {english}",
        ),
        UnitKind.COMMUNE_CENTRE,
        under=commune,
    )
    for number in range(1, 4 if is_ward else 2):
        counter = tree.add(
            f"{code}-HCC-{number:02}",
            (f"Quầy số {number} – {proper}", f"Counter {number} – {proper}"),
            UnitKind.COUNTER,
            under=centre,
        )
        tree.communal.append(Place(counter, commune, size(code)))


def size(code: str) -> float:
    """Tell how busy a counter is: mountain communes have a third of a lowland one's dossiers.

    By the order of the official codes: the former Hòa Bình, Yên Lập, Thanh Sơn and Tân Sơn.
    """
    mountain = (
        "04831" <= code <= "05425" or "08290" <= code <= "08338" or "08542" <= code <= "08656"
    )
    return 0.35 if mountain else 1.0


def add_schools(tree: Organisation) -> None:
    """Add the schools under the department that manages them."""
    for code, name in SCHOOLS.items():
        school = tree.add(
            code,
            name,
            UnitKind.SCHOOL,
            under=tree.units["25-SGDDT"],
            sector=Sector.EDUCATION,
        )
        tree.schools.append(Place(school, school))


def add_hospitals(tree: Organisation) -> None:
    """Add the hospitals and their departments, where patients are asked."""
    for code, name in HOSPITALS.items():
        hospital = tree.add(
            code, name, UnitKind.HOSPITAL, under=tree.units["25-SYT"], sector=Sector.HEALTH
        )
        wards = (OUTPATIENT_DEPARTMENT, *INPATIENT_DEPARTMENTS[code])
        for number, (name_vi, name_en) in enumerate(wards):
            short = HOSPITAL_SHORT_NAMES[code]
            ward = tree.add(
                f"{code}-K{number}",
                (f"{name_vi} – {short}", f"{name_en} – {short}"),
                UnitKind.HOSPITAL_DEPARTMENT,
                under=hospital,
                sector=Sector.HEALTH,
            )
            places = tree.inpatient if number else tree.outpatient
            places.append(Place(ward, hospital))
