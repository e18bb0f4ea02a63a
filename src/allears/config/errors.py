"""How the machine room says no."""

from __future__ import annotations


class Refusal(Exception):
    """All Ears cannot go on, and the person at the keyboard can do something about it.

    The message is one clear sentence. The command line prints it to stderr and leaves with exit code 2.
    """
