"""What is asked and what counts as an answer: no web framework, no database."""
