"""Frozen reports: figures as they were said, with files that are made again byte for byte."""
