"""The tables of learning, one file a matter."""

from .courses import Blob, Card, Course, CourseFile, CourseVersion, Lesson, Source
from .mirror import MirrorShare, MirrorTaking
from .plans import JournalEntry, Nudge, Plan, Wishes
from .practice import PracticeCard, PracticeExercise, PracticeReview
from .progress import (
    Answer,
    Assignment,
    AssignmentTold,
    Certificate,
    Comment,
    Enrolment,
    LessonReads,
    LessonState,
    LessonView,
)

__all__ = [
    "Answer",
    "Assignment",
    "AssignmentTold",
    "Blob",
    "Card",
    "Certificate",
    "Comment",
    "Course",
    "CourseFile",
    "CourseVersion",
    "Enrolment",
    "JournalEntry",
    "Lesson",
    "LessonReads",
    "LessonState",
    "LessonView",
    "MirrorShare",
    "MirrorTaking",
    "Nudge",
    "Plan",
    "PracticeCard",
    "PracticeExercise",
    "PracticeReview",
    "Source",
    "Wishes",
]
