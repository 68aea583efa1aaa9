"""The tree of units and every change of it: a value, proposed, checked, then made at once."""
