"""What can be wrong with a request to `analysis`; every error is an `AnalysisError`."""


class AnalysisError(ValueError):
    """An argument is out of range, inconsistent, or names an unknown method."""


class NoResponses(AnalysisError):
    """Nobody answered: the quantity is undefined, which is neither 0 nor NaN."""


class InvalidDesign(AnalysisError):
    """Weights, strata, clusters or population counts contradict each other or the data.

    `column` is the argument and `row` the first row at fault, from 0, where one can be named:
    a reader of files tells its line.
    """

    def __init__(self, message: str, *, column: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.column = column
        self.row = row


class CalibrationError(AnalysisError):
    """Weights that meet the given totals do not exist; the message names the margin."""


class TooFewData(AnalysisError):
    """There are answers, but fewer than the method needs to say anything."""


class IndistinguishableFactors(AnalysisError):
    """Some factor is a combination of others: no method can divide importance among them."""
