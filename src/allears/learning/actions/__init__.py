"""Every write of learning, one file a matter."""

from .answering import Judged, give, keep_draft
from .enrolling import begin, move_over
from .packages import import_course, keep_package
from .publishing import BUILT_IN, Published, Told, add_source, check, publish, publish_folder, remove_source
from .reading import finish_reading, open_lesson
from .watching import publish_saved

__all__ = [
    "BUILT_IN",
    "Judged",
    "Published",
    "Told",
    "add_source",
    "begin",
    "check",
    "finish_reading",
    "give",
    "import_course",
    "keep_draft",
    "keep_package",
    "move_over",
    "open_lesson",
    "publish",
    "publish_folder",
    "publish_saved",
    "remove_source",
]
