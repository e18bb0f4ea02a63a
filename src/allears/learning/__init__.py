"""Training for everyone who serves: the course, the mirror and the plan."""
