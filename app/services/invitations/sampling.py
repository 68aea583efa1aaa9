"""From a list of dossiers to invited ones: read, shared out, drawn, and the list forgotten."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from analysis.errors import AnalysisError
from app.actor import Actor
from app.models import InvitationBatch, Survey
from app.scope import Scope
from app.services.importing.problems import Problem
from app.services.invitations.codes import new_codes
from app.services.invitations.drawing import draw, shares
from app.services.invitations.frame import Frame, FrameStratum, Headings, read_frame
from app.services.invitations.making import NewBatch, NewStratum, make_batch


@dataclass(frozen=True)
class SampleRequest:
    """What is to be drawn, and how it is shared among the strata."""

    survey: Survey
    name: str
    last_day: date
    total: int
    rule: str
    headings: Headings = field(default_factory=Headings)


@dataclass(frozen=True)
class SamplePlan:
    """What would be drawn; with problems, or a size that cannot be, nothing."""

    frame: Frame
    wanted: Mapping[FrameStratum, int]
    impossible: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the list."""
        return self.frame.problems

    @property
    def unread(self) -> tuple[str, ...]:
        """Headings of the list that nobody reads."""
        return self.frame.unread

    @property
    def does_something(self) -> bool:
        """Whether confirming it would draw anything."""
        return not self.problems and bool(self.wanted)


@dataclass(frozen=True)
class Invited:
    """A dossier that was drawn, and the code that it alone gets. Given out once, never stored."""

    dossier: str
    stratum: FrameStratum
    code: str


def plan_sample(path: Path, request: SampleRequest, *, scope: Scope, now: datetime) -> SamplePlan:
    """Read a list and share the sample among its strata; nothing is drawn or stored.

    Raises `InvalidFile`.
    """
    frame = read_frame(path, request.survey, request.headings, scope=scope, now=now)
    if frame.problems or not frame.total:
        return SamplePlan(frame, {})
    try:
        wanted = shares(frame.sizes, request.total, request.rule)
    except AnalysisError:
        return SamplePlan(frame, {}, impossible=True)
    return SamplePlan(frame, {stratum: n for stratum, n in wanted.items() if n})


def draw_sample(
    plan: SamplePlan, request: SampleRequest, *, actor: Actor, now: datetime
) -> tuple[InvitationBatch, list[Invited]]:
    """Draw what was planned and store the invitations, in one transaction.

    The dossier numbers stand in what is returned and nowhere else. Raises `OfTheRatedOffice`.
    """
    seed = secrets.randbits(62)
    sizes = plan.frame.sizes
    chosen = {stratum: plan.frame.dossiers[stratum] for stratum in plan.wanted}
    invited, strata = [], []
    for stratum, dossiers in draw(chosen, plan.wanted, seed).items():
        codes = new_codes(len(dossiers))
        invited += [
            Invited(dossier, stratum, code) for dossier, code in zip(dossiers, codes, strict=True)
        ]
        strata.append(
            NewStratum(stratum.point_id, tuple(codes), stratum.service_id, sizes[stratum])
        )
    new = NewBatch(request.survey, request.name, request.last_day, seed, request.rule)
    return make_batch(new, strata, actor=actor, now=now), invited
