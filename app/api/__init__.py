"""The API for programs, below `/api/v1`: JSON, with a key of a service account."""
