"""Every write of learning, one file a matter."""

from .answering import Judged, give, keep_draft
from .assignments import assign, end_assignment
from .certificates import issue, issue_for, restore, revoke
from .comments import LONGEST_COMMENT, hide_comment, show_comment, take_back_comment, write_comment
from .enrolling import begin, move_over
from .packages import import_course, keep_package
from .publishing import BUILT_IN, Published, Told, add_source, publish, publish_folder, remove_source
from .reading import finish_reading, open_lesson
from .watching import publish_saved

__all__ = [
    "BUILT_IN",
    "LONGEST_COMMENT",
    "Judged",
    "Published",
    "Told",
    "add_source",
    "assign",
    "begin",
    "end_assignment",
    "finish_reading",
    "give",
    "hide_comment",
    "import_course",
    "issue",
    "issue_for",
    "keep_draft",
    "keep_package",
    "move_over",
    "open_lesson",
    "publish",
    "publish_folder",
    "publish_saved",
    "remove_source",
    "restore",
    "revoke",
    "show_comment",
    "take_back_comment",
    "write_comment",
]
