"""Listening: what was done in a conversation to make the customer feel heard, with the evidence.

Pure Python, usable without the desk::

    from allears.listening import listen, read

    for transcript in read("calls.jsonl"):
        print(listen(transcript).heard)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .listen import VERSION, listen, listen_many
from .reading import (
    NEED_WORDS,
    STEP_WORDS,
    Advice,
    Mark,
    Measures,
    Need,
    NeedReading,
    Promise,
    Reading,
    Step,
    StepReading,
)
from .transcript import CHANNELS, ROLES, SPOKEN, Channel, Customer, Role, Transcript, Turn, Word

if TYPE_CHECKING:
    from .encode import to_dict
    from .formats import read
    from .live import Heard, Listener
    from .rubric import Rubric, RubricError, load_rubric

_LATER = {
    "Heard": "live",
    "Listener": "live",
    "Rubric": "rubric",
    "RubricError": "rubric",
    "load_rubric": "rubric",
    "read": "formats",
    "to_dict": "encode",
}
"""Names that cost something to import, and the module that holds them: fetched when first asked for."""

__all__ = [
    "CHANNELS",
    "NEED_WORDS",
    "ROLES",
    "SPOKEN",
    "STEP_WORDS",
    "VERSION",
    "Advice",
    "Channel",
    "Customer",
    "Heard",
    "Listener",
    "Mark",
    "Measures",
    "Need",
    "NeedReading",
    "Promise",
    "Reading",
    "Role",
    "Rubric",
    "RubricError",
    "Step",
    "StepReading",
    "Transcript",
    "Turn",
    "Word",
    "listen",
    "listen_many",
    "load_rubric",
    "read",
    "to_dict",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
