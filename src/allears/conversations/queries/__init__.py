"""Every read of conversations that a door or another area needs."""

from .lists import COUNTED, FOUND, PAGE, counts, inbox, of_person, search
from .single import (
    TIMELINE,
    conversation,
    hands,
    heard_turns,
    history,
    raw,
    said_in,
    same_subject,
    thread_of,
    unreadable,
)
from .views import CLOSING, OPENING, CallView, ConversationView, Folder, HandView, Row, SaidView, TurnView

__all__ = [
    "CLOSING",
    "COUNTED",
    "FOUND",
    "OPENING",
    "PAGE",
    "TIMELINE",
    "CallView",
    "ConversationView",
    "Folder",
    "HandView",
    "Row",
    "SaidView",
    "TurnView",
    "conversation",
    "counts",
    "hands",
    "heard_turns",
    "history",
    "inbox",
    "of_person",
    "raw",
    "said_in",
    "same_subject",
    "search",
    "thread_of",
    "unreadable",
]
