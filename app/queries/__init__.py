"""Reads: one question per function, nothing written."""
