"""Tests, and what they share: pages, postgres, factories, one conftest for the whole battery."""

import os

# Before NumPy is imported: on small matrices two threads of the linear algebra wait for each other,
# many times longer than the work takes when the machine is busy elsewhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
