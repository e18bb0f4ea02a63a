"""Courses that others wrote, one file a format: bytes in, a `Course` and what could not be carried out."""
