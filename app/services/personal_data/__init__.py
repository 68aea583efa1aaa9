"""Personal data: what is kept and why, how long, who could see it, and giving it up again."""
