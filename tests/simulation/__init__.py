"""Coverage and width of the intervals, by exact sums where possible and seeded draws elsewhere.

Not a test: `python -m tests.simulation` prints the tables of docs/method/coverage.md.
"""
