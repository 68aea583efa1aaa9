"""Real answers and units read in from files: all of it or nothing, and never twice."""
