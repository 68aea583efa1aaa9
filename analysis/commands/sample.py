"""The flags that say how the answers came about, and the design they describe."""

import argparse
from dataclasses import dataclass

from analysis.columns import SMALLEST
from analysis.commands.data_files import DataFile
from analysis.commands.flags import names
from analysis.commands.mistakes import BadInput
from analysis.design import LONELY_RULES, SurveyDesign
from analysis.errors import InvalidDesign


@dataclass(frozen=True, slots=True)
class SampleFlags:
    """Columns of the sample, as in `SurveyDesign.from_columns`."""

    weights: str | None
    strata: str | None
    clusters: tuple[str, ...]
    population: tuple[str, ...]
    lonely: str
    nested: bool

    @classmethod
    def of(cls, args: argparse.Namespace) -> "SampleFlags":
        """Take the flags out of the arguments."""
        return cls(
            args.weights, args.strata, args.cluster, args.population, args.lonely, args.nested
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that are read."""
        single = tuple(name for name in (self.weights, self.strata) if name is not None)
        return (*single, *self.clusters, *self.population)

    def column_of(self, argument: str) -> str:
        """Name the column behind an argument of the library such as ``cluster of stage 1``."""
        stages = {f"cluster of stage {k}": name for k, name in enumerate(self.clusters, 1)}
        counts = {f"population of stage {k}": name for k, name in enumerate(self.population, 1)}
        return (stages | counts).get(argument, "")


def add_sample_flags(parser: argparse.ArgumentParser) -> None:
    """Declare how the sample was drawn; nothing given: answers of volunteers, all alike."""
    group = parser.add_argument_group("how the answers came about")
    group.add_argument("--weights", metavar="W", help="column of design weights, above 0")
    group.add_argument("--strata", metavar="H", help="column of strata")
    group.add_argument(
        "--cluster",
        metavar="PSU[,SSU]",
        type=names,
        default=(),
        help="columns of clusters, outermost first",
    )
    group.add_argument(
        "--population",
        metavar="N1[,N2]",
        type=names,
        default=(),
        help="columns with the units the stratum (then the cluster) holds, the count on every "
        "row; one more than clusters: respondents are the last stage. For drawn samples only; "
        "without --weights the weights are N/n",
    )
    group.add_argument(
        "--lonely",
        choices=LONELY_RULES,
        default="adjust",
        help="rule for a stratum with one cluster (default: adjust)",
    )
    group.add_argument(
        "--nested", action="store_true", help="cluster names are used again in each stratum"
    )


def read_sample(data: DataFile, flags: SampleFlags) -> SurveyDesign:
    """Build the design of all rows; `BadInput` names the line and column at fault."""
    if len(flags.population) > len(flags.clusters) + 1:
        raise BadInput("--population: more columns than there are stages of sampling")
    try:
        return SurveyDesign.from_columns(
            data.rows,
            weights=_optional_positive(data, flags.weights),
            strata=None if flags.strata is None else data.complete_labels(flags.strata),
            clusters=[data.complete_labels(name) for name in flags.clusters],
            population=[data.complete_numbers(name, low=SMALLEST) for name in flags.population],
            lonely=flags.lonely,
            nested=flags.nested,
        )
    except InvalidDesign as error:
        problem = str(error).removeprefix(f"{error.column}: ").replace("`nested`", "--nested")
        raise data.mistake(error.row, flags.column_of(error.column), problem) from error


def _optional_positive(data: DataFile, column: str | None) -> object:
    return None if column is None else data.complete_numbers(column, low=SMALLEST)
