"""One file per format, over the rows that the page shows."""
