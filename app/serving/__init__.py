"""`python -m app`: from a fresh copy to a served demonstration, in one command."""
