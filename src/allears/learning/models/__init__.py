"""The tables of learning, one file a matter."""

from .courses import Blob, Card, Course, CourseFile, CourseVersion, Lesson, Source
from .progress import Answer, Assignment, Certificate, Comment, Enrolment, LessonReads, LessonState, LessonView

__all__ = [
    "Answer",
    "Assignment",
    "Blob",
    "Card",
    "Certificate",
    "Comment",
    "Course",
    "CourseFile",
    "CourseVersion",
    "Enrolment",
    "Lesson",
    "LessonReads",
    "LessonState",
    "LessonView",
    "Source",
]
