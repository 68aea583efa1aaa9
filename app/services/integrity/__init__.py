"""Integrity: what the answers of a point look like, and what a person decides about them."""
