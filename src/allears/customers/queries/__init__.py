"""Every read of customers that a door or another area needs."""

from .groups import MOST, group, groups, members, parents_of, tree
from .loading import face
from .persons import PAGE, RARE, card, ids_of, perhaps_same, person, person_by_address, persons
from .views import (
    AddressView,
    Face,
    GroupLine,
    GroupPage,
    GroupView,
    MergeView,
    PersonRow,
    PersonView,
    RelianceView,
    StandingView,
)

__all__ = [
    "MOST",
    "PAGE",
    "RARE",
    "AddressView",
    "Face",
    "GroupLine",
    "GroupPage",
    "GroupView",
    "MergeView",
    "PersonRow",
    "PersonView",
    "RelianceView",
    "StandingView",
    "card",
    "face",
    "group",
    "groups",
    "ids_of",
    "members",
    "parents_of",
    "perhaps_same",
    "person",
    "person_by_address",
    "persons",
    "tree",
]
