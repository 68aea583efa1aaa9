"""Forms of the designer, one file a subject."""
