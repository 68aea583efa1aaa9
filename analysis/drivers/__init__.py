"""What goes with overall satisfaction, and how sure that is. Associations, never causes.

Halo makes every factor look important; the order of the factors is what can be used.
`correlations`, `shapley`, `johnson` are the formulas; `importance` the table with bootstrap
limits; `quadrants` importance against performance; `penalty_reward` what disappoints and delights.
"""
