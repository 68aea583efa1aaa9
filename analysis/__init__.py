"""Numbers in, estimates out: the statistics of satisfaction, without web or database."""
