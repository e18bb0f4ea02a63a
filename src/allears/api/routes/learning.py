"""What somebody has for himself. The journal has no operation: it is read on its page and nowhere else."""

from __future__ import annotations

from ninja import Router

from allears.api.auth import Asked
from allears.api.schemas import learning as shapes
from allears.learning.actions import mirror as mirroring
from allears.learning.queries import mirror as mirrors
from allears.learning.queries import plans as planning
from allears.learning.queries import practice as cards

router = Router()


@router.get("/learning/mirror", response=shapes.Mirror, summary="Look at your mirror")
def get_mirror(request: Asked) -> dict[str, object]:
    """What you say of your listening, and what was observed in your own conversations."""
    return _shown(mirrors.mirror(request.auth))


@router.post("/learning/mirror", response={201: shapes.Mirror}, summary="Take the mirror")
def take_mirror(request: Asked, taking: shapes.NewTaking) -> dict[str, object]:
    """Keep one look into the mirror, seven answers."""
    mirroring.take_mirror(request.auth, taking.answers)
    return _shown(mirrors.mirror(request.auth))


@router.get("/learning/plans", response=shapes.Plans, summary="List your plans")
def list_plans(request: Asked) -> dict[str, object]:
    """Your two-week plans, the newest first."""
    return {"rows": planning.plans(request.auth)}


@router.get("/learning/practice", response=shapes.Cards, summary="Count your cards of today")
def get_practice(request: Asked) -> cards.Waiting:
    """How many cards wait for you today. They are gone through on their page."""
    return cards.waiting(request.auth)


def _shown(it: mirrors.MirrorView) -> dict[str, object]:
    signs = [found for habit in it.habits for found in habit.found]
    return {
        "takings": it.takings,
        "signs": [
            {"key": one.sign.key, "label": one.sign.label, "effect": one.sign.effect, "share": one.share}
            for one in signs
        ],
        "conversations": it.conversations,
    }
