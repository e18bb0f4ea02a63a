"""What an action or a query says when it cannot do as asked. Doors turn these into their own language."""

from __future__ import annotations


class DeskError(Exception):
    """Base of all that follows: one clear sentence for the person who asked."""


class NotFound(DeskError):
    """There is no such thing, or the asker may not know of it: both say the same."""


class NotAllowed(DeskError):
    """The asker may see the thing but not do this with it."""


class Invalid(DeskError):
    """A value is wrong. `field` names it, so that a form can show the sentence beside it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
