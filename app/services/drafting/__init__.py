"""Designing questionnaires: drafts, their history, who has them in hand, trials, publishing."""
