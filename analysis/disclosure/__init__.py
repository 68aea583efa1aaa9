"""What may be published: hidden cells that nobody can work out.

`cells` holds the records and the primary rule, `complementary` the further cells to hide,
`closing` what figures of a tree leave over of each other, `parts` and `bridges` the parts of its
units, `periods` how finely they may be read in time, `audit` proves by linear programming that
nothing hidden can be recovered (it imports `scipy.optimize`), `publications` compares a table with
an earlier one and rounds free filters.
"""
