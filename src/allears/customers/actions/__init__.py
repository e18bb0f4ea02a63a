"""Every write about customers, one verb each."""

from .groups import add_group, affiliate, leave_group, note_reliance, remove_reliance
from .merging import merge, undo_merge
from .persons import add_address, add_person, change_person, find_or_add, remove_address, seen
from .standing import decide_standing, propose

__all__ = [
    "add_address",
    "add_group",
    "add_person",
    "affiliate",
    "change_person",
    "decide_standing",
    "find_or_add",
    "leave_group",
    "merge",
    "note_reliance",
    "propose",
    "remove_address",
    "remove_reliance",
    "seen",
    "undo_merge",
]
