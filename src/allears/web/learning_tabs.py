"""The way between the pages of learning."""

from __future__ import annotations

from django.urls import reverse

from allears.accounts.rules import Verb, Viewer

from .shapes import Filter

PAGES = (
    ("learning", "Courses"),
    ("mirror", "Mirror"),
    ("journal", "Journal"),
    ("plan", "Plan"),
    ("practice", "Practice"),
)
COACHES = (("learning_teams", "Teams"),)


def tabs(current: str, due: int | None = None, *, asker: Viewer | None = None) -> list[list[Filter]]:
    """The pages as a filter bar; `due`: how many cards wait, where that is known. Who coaches sees his teams."""
    return [
        [
            Filter(word, reverse(f"web:{name}"), current=name == current, count=due if name == "practice" else None)
            for name, word in (*PAGES, *(COACHES if asker and asker.may_somewhere(Verb.COACH) else ()))
        ]
    ]
