"""A unit's index divided by one dimension: service, way of answering, touchpoint, group of people.

See README.md.
"""
