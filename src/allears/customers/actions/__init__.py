"""Every write about customers, one verb each."""

from .groups import add_group, affiliate, change_group, leave_group, remove_group
from .merging import merge, undo_merge
from .persons import add_address, add_person, change_person, find_or_add, remove_address, seen
from .reliances import note_reliance, remove_reliance
from .standing import decide_standing, propose

__all__ = [
    "add_address",
    "add_group",
    "add_person",
    "affiliate",
    "change_group",
    "change_person",
    "decide_standing",
    "find_or_add",
    "leave_group",
    "merge",
    "note_reliance",
    "propose",
    "remove_address",
    "remove_group",
    "remove_reliance",
    "seen",
    "undo_merge",
]
