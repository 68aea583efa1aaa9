"""Returned paper sheets: the keys that stand for answers, batches, typing, the second typing."""
