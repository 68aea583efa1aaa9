"""Single answers for files, one row a response."""
