"""The gate of learning: everyone who is signed in may learn; coaches lead their teams; owners bring courses."""

from __future__ import annotations

from allears.accounts.rules import Verb, Viewer
from allears.lib.errors import NotAllowed, NotFound

from .models import Assignment, Course

NO_COURSE = "There is no such course."
NO_ASSIGNMENT = "There is no such assignment."


def learner(asker: Viewer) -> int:
    """The id of the user who learns. Raises NotAllowed for the desk itself: a programme does not learn."""
    if asker.user_id is None:
        raise NotAllowed("Only somebody who is signed in can learn.")
    return asker.user_id


def coach(asker: Viewer, team_id: int | None = None) -> None:
    """Raises NotAllowed unless `asker` coaches this team (None: any team)."""
    allowed = asker.may_somewhere(Verb.COACH) if team_id is None else asker.may(Verb.COACH, team_id)
    if not allowed:
        raise NotAllowed("Only a coach of the team can do that.")


def owner(asker: Viewer) -> None:
    """Raises NotAllowed unless `asker` owns the desk."""
    if not asker.owner:
        raise NotAllowed("Only an owner of the desk can do that.")


def course(asker: Viewer, slug: str) -> Course:
    """The course, with its current version loaded. One that is no longer offered is there for owners and for those who
    began it. Raises NotFound."""
    found = Course.objects.select_related("current", "source").filter(slug=slug).exclude(current=None).first()
    if found is None:
        raise NotFound(NO_COURSE)
    if found.hidden_at and not asker.owner and not found.enrolments.filter(user=asker.user_id).exists():
        raise NotFound(NO_COURSE)
    return found


def assignment(asker: Viewer, assignment_id: int) -> Assignment:
    """What is still asked of a team that `asker` coaches, with its course, locked until the transaction ends.

    Raises NotFound.
    """
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("course")
    found = rows.filter(pk=assignment_id, ended_at=None).first()
    if found is None or not asker.may(Verb.COACH, found.team_id):
        raise NotFound(NO_ASSIGNMENT)
    return found
