"""Courses as files: reading, checking and rendering them. Pure: no database, no Django."""

from .course import Card, Course, Lesson, Problem, Read, media_type, package_type
from .markdown import Part, Prose, exercises, minutes, parts, render, render_line
from .reading import find_courses, is_course, read_course

__all__ = [
    "Card",
    "Course",
    "Lesson",
    "Part",
    "Problem",
    "Prose",
    "Read",
    "exercises",
    "find_courses",
    "is_course",
    "media_type",
    "minutes",
    "package_type",
    "parts",
    "read_course",
    "render",
    "render_line",
]
