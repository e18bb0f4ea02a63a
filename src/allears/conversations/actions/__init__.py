"""Every write about conversations, one verb each."""

from .answering import answer, note
from .bringing import bring_in
from .inbound import keep_raw, raw_done, raw_failed
from .starting import NewTurn, receive, start
from .steering import assign, close, delivered, move, rename, reopen, set_customer, wait

__all__ = [
    "NewTurn",
    "answer",
    "assign",
    "bring_in",
    "close",
    "delivered",
    "keep_raw",
    "move",
    "note",
    "raw_done",
    "raw_failed",
    "receive",
    "rename",
    "reopen",
    "set_customer",
    "start",
    "wait",
]
