"""What goes with overall satisfaction, and how sure that is. Associations, never causes.

Halo makes every factor look important; the order of the factors is what can be used.
`scores` makes the predictors; `correlations`, `shapley` and `johnson` are the formulas;
`importance` is the table with bootstrap limits; `quadrants` sets importance against performance;
`penalty_reward` tells what disappoints from what delights.
"""
