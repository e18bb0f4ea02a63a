"""The mirror and a plan for the patterns."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from allears.learning.exercises import judge
from allears.learning.queries.mirror import HabitView, TakingView
from allears.learning.queries.observed import Evidence, Found, Place, Stretch
from allears.learning.queries.plans import Measured, Measures, PlanView
from allears.learning.rules.intervals import ENOUGH, Middle, difference, share
from allears.learning.rules.mirror import HABITS, SCALE, Sign, band
from allears.learning.rules.writing import read
from allears.web import mirror as drawing
from allears.web import practice

from . import NOW


def _ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


_PLACES = (Place(1, "So it is the D, and", "says it back"), Place(2, "Just to recap", "sums up"))
_WHERE = (
    Evidence(1, "The D above middle C, before the concert", _ago(1), _PLACES[:1]),
    Evidence(2, "Room 14", _ago(5), _PLACES),
)
_TOTALS = ((60, (4, 5, 3, 4, 3, 4, 3)), (30, (3, 4, 3, 4, 3, 3, 3)), (2, (2, 3, 3, 4, 2, 2, 2)))
TAKINGS = [
    TakingView(place, _ago(day), answers, sum(answers), band(sum(answers)))
    for place, (day, answers) in enumerate(_TOTALS)
]


CARD = """Where was the customer cut off?

Customer: It is for my daughter's birthday, and I have—
* Agent: The order number, please?
    > She had not come to the day yet.
Customer: [number]. As I was saying, it is today.

why: One breath later she would have said what mattered."""


def _found(sign: Sign, hits: int, of: int) -> Found:
    return Found(sign, share(hits, of), hits + 1 if hits else 0, _WHERE if hits else ())


_NEWEST = TAKINGS[-1]
_FORGETTING, _PREPARING = HABITS[6], HABITS[3]
HABIT_VIEWS = [
    HabitView(_PREPARING, 4, [_found(_PREPARING.signs[0], 3, 7)], Stretch(Middle(64, 14, 38, 91), _WHERE)),
    HabitView(_FORGETTING, 2, [_found(_FORGETTING.signs[0], 9, 21), _found(_FORGETTING.signs[1], 4, 21)], None),
]
PLAN = PlanView(
    id=1,
    when="a caller stops for breath",
    then="count to two before I speak",
    behaviours=("restating",),
    labels=("says it back",),
    starts_on=date(2025, 11, 24),
    midway_on=date(2025, 12, 1),
    ends_on=date(2025, 12, 8),
    starts_at=datetime.combine(date(2025, 11, 24), time(), UTC),
    ends_at=datetime.combine(date(2025, 12, 8), time(), UTC),
    state="running",
    note="",
    next="",
    day=9,
    nudges=frozenset({"midway"}),
)
_BEFORE, _DURING = _found(_FORGETTING.signs[0], 3, 22), _found(_FORGETTING.signs[0], 8, 14)
MEASURES = Measures(
    [
        Measured(
            "says it back",
            "Says back what the customer said.",
            True,
            _BEFORE,
            _DURING,
            difference(_BEFORE.share, _DURING.share),
        )
    ],
    before=22,
    during=14,
    before_since=_ago(36),
)


def practised() -> object:
    """A card that was answered."""
    written = read("hear", "practised", CARD)
    return practice.card(1, written, answer=("1",), grade=judge(written, ("1",)))


def mirror() -> dict[str, object]:
    """What the components of the mirror and the plan are given."""
    dots = drawing.dots([(it.at, it.total) for it in TAKINGS])
    return {
        "takings": TAKINGS,
        "total": _NEWEST.total,
        "band": _NEWEST.band,
        "spectrum": drawing.spectrum(_NEWEST.total),
        "place": drawing.place(_NEWEST.total),
        "dots": dots,
        "line": drawing.line(dots),
        "bounds": drawing.bounds(),
        "habits": HABIT_VIEWS,
        "enough": ENOUGH,
        "scale": SCALE,
        "plan": PLAN,
        "measures": MEASURES,
        "practised": practised(),
    }
