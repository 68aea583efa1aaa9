"""Flags on answers: suspicion by a rule, with its evidence; never deletion.

There is no device mark, address or account: patterns and times are all there is. Results are
shown with and without flagged answers; leaving one out is a person's logged decision.
`runs`, `copies`, `speed`, `bursts`, `days`, `half_days`, `like_units`, `strata` find; `cheating`
and `price` say what it would take to change a verdict.
"""
