"""Estimates of a measure in the domains of a data file."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analysis.commands.data_files import DataFile, read_data
from analysis.commands.measure_flags import MeasureFlags
from analysis.commands.measures import Measure, read_measure
from analysis.commands.mistakes import BadInput
from analysis.commands.sample import SampleFlags, read_sample
from analysis.commands.showing import ResultFlags
from analysis.design import SurveyDesign
from analysis.estimates import deff, total
from analysis.indices.publishing import Published, leaning, publish_ratios
from analysis.ratios import Ratios
from analysis.results import Estimate, Floats, Interval


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """A measure in all domains of a sample, ready to be written down."""

    design: SurveyDesign
    measure: Measure
    ratios: Ratios
    estimates: Mapping[str, Estimate]
    flags: ResultFlags
    names: tuple[str, ...]

    @property
    def company(self) -> Floats | None:
        """Pooled dispersion each domain leans on, 0 where it stands alone."""
        use = self.flags.with_company and self.measure.bounded and self.flags.interval == "default"
        return leaning(self.ratios.moments, self.flags.company) if use else None


def estimate_domains(
    design: SurveyDesign, measure: Measure, by: Sequence[str | None] | None, flags: ResultFlags
) -> Estimated:
    """Estimate a measure in every level of `by`, or in the whole sample under the name ""."""
    column = [""] * design.rows if by is None else by
    ratios = measure.ratios(design, np.array(column, dtype=object))
    found = _share_estimates if measure.bounded else _mean_estimates
    estimates = dict(zip(ratios.labels, found(design, measure, ratios, flags), strict=True))
    names = in_order({*ratios.labels, *ratios.without_answers})
    return Estimated(design, measure, ratios, estimates, flags, names)


def estimate_file(args: argparse.Namespace, *more_columns: str) -> tuple[DataFile, Estimated]:
    """Read a data file by the flags and estimate what they ask for, in every domain."""
    sample, wanted = SampleFlags.of(args), MeasureFlags.of(args)
    by = () if args.by is None else (args.by,)
    data = read_data(args.data, (*wanted.columns, *by, *sample.columns, *more_columns))
    measure = read_measure(data, wanted)
    design = read_sample(data, sample)
    levels = read_by(data, args.by)
    return data, estimate_domains(design, measure, levels, ResultFlags.of(args))


def read_by(data: DataFile, column: str | None) -> list[str | None] | None:
    """Read the column that names the domain of each row; at least one name is needed."""
    if column is None:
        return None
    found = data.labels(column)
    if all(name is None for name in found):
        raise data.mistake(None, column, "there is no name in it")
    return found


def in_order(names: set[str]) -> tuple[str, ...]:
    """Sort names as numbers where all of them are, else as text."""
    if all(name.isascii() and name.isdigit() for name in names):
        return tuple(sorted(names, key=lambda name: (int(name), name)))
    return tuple(sorted(names))


def _share_estimates(
    design: SurveyDesign, measure: Measure, ratios: Ratios, flags: ResultFlags
) -> list[Estimate]:
    published = Published(
        measure.formula,
        measure.version,
        measure.counted,
        measure.start,
        measure.end,
        flags.interval,
        flags.confidence_level,
        design.source,
        design.notices(),
    )
    return publish_ratios(
        ratios,
        published,
        np.nan_to_num(measure.answered),
        with_company=flags.with_company,
        company=flags.company,
    )


def _mean_estimates(
    design: SurveyDesign, measure: Measure, ratios: Ratios, flags: ResultFlags
) -> list[Estimate]:
    """Means beyond [0, 1], and totals."""
    if flags.interval != "default":
        raise BadInput(f"--interval {flags.interval}: values beyond 0 to 1 have none but t limits")
    if measure.formula == "total":
        figures = [_total(design, measure, ratios, place) for place in range(len(ratios.labels))]
    else:
        figures = list(zip(ratios.value.tolist(), ratios.se.tolist(), deff(ratios), strict=True))
    return [
        Estimate(
            value=value,
            se=se,
            df=float(ratios.moments.df[place]),
            n=int(ratios.moments.n[place]),
            interval=_t_limits(value, se, float(ratios.moments.df[place]), flags.confidence_level),
            formula=measure.formula,
            deff=effect,
            counted=measure.counted,
            source=design.source,
            notices=design.notices(),
        )
        for place, (value, se, effect) in enumerate(figures)
    ]


def _total(
    design: SurveyDesign, measure: Measure, ratios: Ratios, place: int
) -> tuple[float, float, float | None]:
    found = total(design, measure.parts[0].a, members=ratios.domains == place)
    return found.value, found.se, None


def _t_limits(value: float, se: float, df: float, level: float) -> Interval:
    """R ± t_d se, which says nothing without degrees of freedom."""
    half = float(stdtrit(df, 0.5 + level / 2)) * se if df >= 1 else np.inf
    return Interval(value - half, value + half, level, "t")
