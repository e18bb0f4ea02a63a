"""How good the ear is: gold data, and what listening makes of it."""
