"""The one gate to conversations: an agent or coach sees those of their teams, an owner all, a learner none.

A conversation that one may not see does not exist for them: the answer is that to a number that was never given.
"""

from __future__ import annotations

from django.db.models import QuerySet

from allears.accounts.rules import Verb, Viewer
from allears.lib.errors import NotAllowed, NotFound

from .models import Conversation

NO_SUCH = "There is no such conversation, or it is with a team that you are not in."


def visible(asker: Viewer, verb: Verb = Verb.SEE) -> QuerySet[Conversation]:
    """The conversations to which `asker` may do `verb`: every list begins here."""
    teams = asker.teams(verb)
    if teams is None:
        return Conversation.objects.all()
    return Conversation.objects.filter(team_id__in=teams)


def conversation(asker: Viewer, conversation_id: int, verb: Verb = Verb.SEE, *, lock: bool = False) -> Conversation:
    """The conversation, if `asker` may do `verb` to it. Raises NotFound, NotAllowed (it may be seen, but not that).

    With `lock` the row is held until the end of the transaction: for actions that change it.
    """
    rows = Conversation.objects.filter(pk=conversation_id)
    if lock:
        rows = rows.select_for_update()
    found = rows.first()
    if found is None or not asker.may(Verb.SEE, found.team_id):
        raise NotFound(NO_SUCH)
    if not asker.may(verb, found.team_id):
        raise NotAllowed(f"Your role in this team does not allow you to {verb} here.")
    return found
