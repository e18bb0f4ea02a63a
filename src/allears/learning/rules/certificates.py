"""When a certificate can be had, and what it says of points."""

from __future__ import annotations

import re
from datetime import datetime

from .progress import passed

NOT_YET = "The certificate comes when every lesson of the course is done."
CODE = re.compile(r"[0-9a-f]{32}")
"""128 random bits."""


def may_have(completed_at: datetime | None, points: float, scored: int, pass_mark: int) -> str:
    """Why a certificate cannot be had yet, in one sentence; empty: it can."""
    if completed_at is None:
        return NOT_YET
    if not passed(points, scored, pass_mark):
        return f"The certificate needs {pass_mark} % of the points: try some exercises again, the best try counts."
    return ""


def per_cent(points: float, scored: int) -> int | None:
    """The points in per cent, rounded down; None where nothing is scored."""
    return min(100, int(100 * points / scored + 1e-9)) if scored else None
