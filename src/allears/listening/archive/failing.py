"""Why an archive cannot be heard, in one sentence for the person who asked."""

from __future__ import annotations


class ArchiveError(Exception):
    """The text says what is wrong and what to do."""
