"""Every read of learning, one file a matter."""

from .courses import Catalogue, CourseRow, CourseView, GoOn, LessonLine, Newer, catalogue, course, newest_version
from .lessons import AnswerView, CardView, FileView, LessonView, Neighbour, card, file, lesson
from .packages import PackageView, package, package_file
from .sources import FolderView, SourceView, source_id, sources
from .whole import stored_course

__all__ = [
    "AnswerView",
    "CardView",
    "Catalogue",
    "CourseRow",
    "CourseView",
    "FileView",
    "FolderView",
    "GoOn",
    "LessonLine",
    "LessonView",
    "Neighbour",
    "Newer",
    "PackageView",
    "SourceView",
    "card",
    "catalogue",
    "course",
    "file",
    "lesson",
    "newest_version",
    "package",
    "package_file",
    "source_id",
    "sources",
    "stored_course",
]
