"""Every read of learning, one file a matter."""

from .assignments import asked, can_be_asked
from .certificates import CertificateView, Due, certificate, certificate_to_print, own_certificate
from .comments import MOST_COUNTED, Comments, CommentView, comments
from .courses import Catalogue, CourseRow, CourseView, GoOn, LessonLine, Newer, catalogue, course, newest_version
from .learners import LearnerCourse, LearnerView, learner
from .lessons import AnswerView, CardView, FileView, LessonView, Neighbour, card, file, lesson
from .packages import PackageView, package, package_file
from .printing import Pdf, card_pdf, certificate_address, certificate_pdf, lesson_pdf
from .sources import FolderView, Offered, SourceView, offered, places, source_id, sources
from .teams import AssignmentView, Member, TeamCourse, TeamProgress, assignment_view, team_progress
from .whole import stored_course

__all__ = [
    "MOST_COUNTED",
    "AnswerView",
    "AssignmentView",
    "CardView",
    "Catalogue",
    "CertificateView",
    "CommentView",
    "Comments",
    "CourseRow",
    "CourseView",
    "Due",
    "FileView",
    "FolderView",
    "GoOn",
    "LearnerCourse",
    "LearnerView",
    "LessonLine",
    "LessonView",
    "Member",
    "Neighbour",
    "Newer",
    "Offered",
    "PackageView",
    "Pdf",
    "SourceView",
    "TeamCourse",
    "TeamProgress",
    "asked",
    "assignment_view",
    "can_be_asked",
    "card",
    "card_pdf",
    "catalogue",
    "certificate",
    "certificate_address",
    "certificate_pdf",
    "certificate_to_print",
    "comments",
    "course",
    "file",
    "learner",
    "lesson",
    "lesson_pdf",
    "newest_version",
    "offered",
    "own_certificate",
    "package",
    "package_file",
    "places",
    "source_id",
    "sources",
    "stored_course",
    "team_progress",
]
