"""Figures set side by side: periods, groups, a unit and the one above, many units.

Every comparison takes figures that other pages show, after disclosure control, and adds the
difference with its interval. What is not the same measurement is refused, with the reason and the
nearest comparison that is allowed.
"""
