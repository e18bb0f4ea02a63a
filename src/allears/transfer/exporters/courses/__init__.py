"""Courses for other programs, one file a format: a course in, bytes and what could not be carried out."""
