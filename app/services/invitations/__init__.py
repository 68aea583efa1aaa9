"""Invitations: one-time codes that make an answer "verified" and leave no trace beside it."""
