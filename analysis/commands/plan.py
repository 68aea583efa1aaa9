"""`plan`: how many answers a verdict needs, and how many must be asked for them."""

import argparse
from typing import Any

from analysis.allocation import ALLOCATIONS, allocate, requirement
from analysis.commands.flags import count_from, inner_share, number_from, numbers
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.intervals import PROPORTION_INTERVALS
from analysis.planning import (
    INDEX_DISPERSION,
    INTRACLASS,
    plan_survey,
    verdict_power,
    verdict_sample_size,
)
from analysis.verdict import TARGET

EXAMPLE = """\
example: to prove 80 % if the truth is 90 %, with an index, out of 600 dossiers, one in four answers
  python -m analysis plan --truth 0.90 --population 600 --dispersion 0.65 --response-rate 0.25
"""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `plan`."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "--truth", metavar="P", type=number_from(0, 1), required=True, help="true share to plan for"
    )
    parser.add_argument("--target", metavar="T", type=inner_share, default=TARGET)
    parser.add_argument(
        "--power",
        metavar="SHARE",
        type=number_from(0.5, 0.999999),
        default=0.8,
        help="chance of the verdict wanted (default: 0.8)",
    )
    parser.add_argument("--confidence", metavar="LEVEL", type=inner_share, default=0.95)
    parser.add_argument(
        "--interval",
        choices=PROPORTION_INTERVALS,
        default="mid_p",
        help="interval the verdict will be read from (default: mid_p)",
    )
    parser.add_argument(
        "--n",
        metavar="N",
        type=count_from(1, 200_000),
        help="tell the power of this many answers of a simple sample as well",
    )
    _add_design_flags(parser)
    _add_guidance_flags(parser)


def _add_design_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("from a simple item to this survey")
    group.add_argument(
        "--population", metavar="N", type=count_from(1), help="dossiers, for a drawn sample"
    )
    group.add_argument(
        "--dispersion",
        metavar="PHI",
        type=number_from(0.001, 1000),
        default=1.0,
        help=f"of the last round; {INDEX_DISPERSION} for an index nobody has measured (default: 1, "
        "one item)",
    )
    group.add_argument(
        "--cluster-size",
        metavar="B",
        type=number_from(1),
        default=1.0,
        help="mean respondents per cluster",
    )
    group.add_argument(
        "--intraclass",
        metavar="RHO",
        type=number_from(0, 1),
        default=INTRACLASS,
        help=f"their correlation (default: {INTRACLASS})",
    )
    group.add_argument("--weight-effect", metavar="DEFF", type=number_from(1, 1000), default=1.0)
    group.add_argument("--response-rate", metavar="SHARE", type=number_from(0.0001, 1), default=1.0)


def _add_guidance_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("guidance and sharing out")
    group.add_argument(
        "--margin",
        metavar="E",
        type=inner_share,
        default=0.05,
        help="margin of error of the sizes that guidance asks for (default: 0.05)",
    )
    group.add_argument(
        "--strata",
        metavar="N1,N2",
        type=numbers,
        help="dossiers of each stratum: share the respondents out among them",
    )
    group.add_argument("--allocation", choices=sorted(ALLOCATIONS), default="proportional")
    group.add_argument(
        "--minimum", metavar="N", type=count_from(2), default=2, help="least per stratum"
    )


def run(args: argparse.Namespace) -> Report:
    """Plan the survey, and set the sizes of guidance beside it."""
    level = {"target": args.target, "confidence_level": args.confidence, "method": args.interval}
    size = verdict_sample_size(args.truth, power=args.power, **level)
    plan = plan_survey(
        size.n,
        population=args.population,
        dispersion=args.dispersion,
        cluster_size=args.cluster_size,
        intraclass=args.intraclass,
        weight_effect=args.weight_effect,
        response_rate=args.response_rate,
    )
    document = {
        "truth": args.truth,
        "target": args.target,
        "verdict": size.outcome.value,
        "wanted_power": args.power,
        "n_simple": size.n,
        "n_normal": size.n_normal,
        "n_design": plan.n_design,
        "respondents": plan.respondents,
        "invitations": plan.invitations,
        "census": plan.census,
        "within_reach": plan.within_reach,
        "interval": args.interval,
        "confidence_level": args.confidence,
        **_power(args, level),
        **_guidance(args, plan.respondents),
        **_shares(args, plan.respondents),
    }
    rows = [{"figure": key, "value": value} for key, value in document.items()]
    return Report(document, rows, {"figure": "figure", "value": "value"})


def _power(args: argparse.Namespace, level: dict[str, Any]) -> dict[str, Any]:
    if args.n is None:
        return {}
    power = verdict_power(args.n, args.truth, **level)
    return {"n": power.n, "power": power.power, "threshold": power.threshold}


def _guidance(args: argparse.Namespace, respondents: int) -> dict[str, Any]:
    if args.population is None:
        return {}
    sizes = requirement(respondents, args.population, margin=args.margin)
    return {
        "margin": args.margin,
        "margin_size": sizes.margin,
        "yamane": sizes.yamane,
        "binding": sizes.binding,
    }


def _shares(args: argparse.Namespace, respondents: int) -> dict[str, Any]:
    if args.strata is None:
        return {}
    if any(size < 0 or size != int(size) for size in args.strata):
        raise BadInput("--strata: the dossiers of a stratum are a whole number")
    shared = allocate(
        respondents, [int(n) for n in args.strata], rule=args.allocation, minimum=args.minimum
    )
    return {"allocation": args.allocation, "strata": shared}
