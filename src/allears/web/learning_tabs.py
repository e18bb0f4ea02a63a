"""The way between the pages of learning."""

from __future__ import annotations

from django.urls import reverse

from .shapes import Filter

PAGES = (
    ("learning", "Courses"),
    ("mirror", "Mirror"),
    ("journal", "Journal"),
    ("plan", "Plan"),
    ("practice", "Practice"),
)


def tabs(current: str, due: int | None = None) -> list[list[Filter]]:
    """The pages as a filter bar; `due`: how many cards wait, where that is known."""
    return [
        [
            Filter(word, reverse(f"web:{name}"), current=name == current, count=due if name == "practice" else None)
            for name, word in PAGES
        ]
    ]
