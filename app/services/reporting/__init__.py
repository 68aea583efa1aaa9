"""From answers to rows of results: read once, tally, estimate, judge, hide; see README.md."""
