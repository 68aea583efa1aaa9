"""More answers than dossiers were handled."""

from scipy.special import pdtrc

from analysis.arguments import whole_number


def chance_of_more(answers: int, dossiers: int) -> float:
    """Return how probable so many answers are where each dossier brings one on the average.

    A dossier can bring two (at the receipt and at the result) or none: Poisson with the number of
    dossiers as its mean, which is generous, as few people answer at all.

    Examples
    --------
    >>> round(chance_of_more(30, 20), 3), chance_of_more(0, 20)
    (0.022, 1.0)
    """
    n = whole_number("answers", answers)
    handled = whole_number("dossiers", dossiers)
    if n == 0:
        return 1.0
    return float(pdtrc(n - 1, handled)) if handled else 0.0
