"""Decisions of learning, on values: one file a matter."""
