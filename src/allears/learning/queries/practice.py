"""Reads of practice: what a coach makes of a conversation, and the cards that wait for a learner."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from allears.accounts.models import Membership, User
from allears.accounts.rules import Verb, Viewer
from allears.conversations.gate import conversation as gate_conversation
from allears.conversations.models import Conversation, Turn
from allears.conversations.queries import ConversationView
from allears.conversations.queries import conversation as whole_conversation
from allears.customers.models import Address, Affiliation
from allears.customers.queries import ids_of
from allears.learning import gate
from allears.learning.exercises import Exercise
from allears.learning.models import PracticeCard, PracticeExercise
from allears.learning.rules import practice as rules
from allears.learning.rules import writing
from allears.learning.rules.practice import PracticeKind, PracticeState
from allears.learning.rules.redaction import Known, doubts
from allears.learning.rules.writing import Parts
from allears.lib import clock
from allears.lib.errors import NotFound

from .plans import wishes

NO_SUCH = "There is no such exercise, or it is with a team that you are not in."
LISTED = 200


@dataclass(frozen=True, slots=True)
class Side:
    """A turn of the exercise beside its original. `original` None: it can no longer be opened. `doubts`: words in
    the text that may be names."""

    place: int
    role: str
    text: str
    star: bool
    said: str
    original: str | None
    speaker: str
    doubts: Sequence[str]


@dataclass(frozen=True, slots=True)
class DraftView:
    """An exercise as its coach sees it. `problem`: why it cannot be released; `seen`: names the text as it stands."""

    id: int
    title: str
    kind: PracticeKind
    state: PracticeState
    team_id: int
    team: str
    parts: Parts
    sides: Sequence[Side]
    problem: str
    seen: str
    conversation_id: int | None
    subject: str
    released_at: datetime | None
    released_by: str
    exercise: Exercise | None
    """As a learner gets it; None while there is a problem."""


@dataclass(frozen=True, slots=True)
class PracticeRow:
    id: int
    title: str
    kind: str
    state: str
    team: str
    made_by: str
    changed_at: datetime
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a learner today. `due` cards and `fresh` ones are asked for, at most `left` of them still."""

    next: PracticeView | None
    due: int
    fresh: int
    done: int
    a_day: int
    left: int
    next_due: datetime | None
    """When the next card comes, where none waits."""

    @property
    def now(self) -> int:
        return min(self.due + self.fresh, self.left)


@dataclass(frozen=True, slots=True)
class PracticeView:
    """A released exercise as a learner gets it: nothing in it leads back to the conversation."""

    id: int
    team: str
    exercise: Exercise
    new: bool


def turns_to_choose(asker: Viewer, conversation_id: int) -> ConversationView:
    """The conversation, for a coach who chooses turns of it: five queries. Raises NotFound, NotAllowed."""
    gate_conversation(asker, conversation_id, Verb.COACH)
    return whole_conversation(asker, conversation_id)


def draft_exercise(asker: Viewer, exercise_id: int) -> DraftView:
    """An exercise of a team that the asker coaches, in whatever state, beside its original: three queries.

    The original is shown only as long as he may open the conversation. Raises NotFound.
    """
    it = _coached(asker).filter(pk=exercise_id).first()
    if it is None:
        raise NotFound(NO_SUCH)
    kind, parts = PracticeKind(it.kind), Parts.of_json(it.parts)
    problem = writing.problem(kind, parts)
    source = _source(asker, it)
    return DraftView(
        id=it.pk,
        title=it.title,
        kind=kind,
        state=PracticeState(it.state),
        team_id=it.team_id,
        team=it.team.name,
        parts=parts,
        sides=_sides(parts, it.sources if source else (), source is not None),
        problem=problem,
        seen=seen(it),
        conversation_id=source.pk if source else None,
        subject=(source.subject or source.preview) if source else "",
        released_at=it.released_at,
        released_by=it.released_by.name if it.released_by else "",
        exercise=None if problem else _exercise(it),
    )


def practice_of_teams(asker: Viewer) -> Sequence[PracticeRow]:
    """The exercises of the teams that the asker coaches, newest change first: one query."""
    rows = _coached(asker).order_by("-changed_at", "-id")[:LISTED]
    return [
        PracticeRow(
            it.pk,
            it.title,
            it.kind,
            it.state,
            it.team.name,
            it.made_by.name if it.made_by else "",
            it.changed_at,
            it.released_at,
        )
        for it in rows
    ]


def waiting(asker: Viewer) -> Waiting:
    """The learner's cards of today, and the one that is asked for next: seven queries. Raises NotAllowed."""
    user_id = gate.learner(asker)
    now, zone = clock.now(), _zone(user_id)
    begins, ends = rules.day_begins(now, zone), rules.day_ends(now, zone)
    cards = PracticeCard.objects.filter(user=user_id, exercise__in=_released(asker))
    due = list(cards.filter(due__lt=ends, last_at__lt=begins).order_by("due", "id").values_list("exercise", flat=True))
    fresh = list(_fresh(asker, user_id).order_by("released_at", "id").values_list("pk", flat=True)[:LISTED])
    done = PracticeCard.objects.filter(user=user_id, last_at__gte=begins).count()
    a_day = wishes(asker).cards_a_day
    left = rules.left_today(a_day, done)
    upcoming = [*due, *fresh]
    first = practice(asker, upcoming[0]) if upcoming and left else None
    later = None
    if not upcoming:
        later = cards.filter(due__gte=ends).order_by("due").values_list("due", flat=True).first()
    return Waiting(first, len(due), len(fresh), done, a_day, left, later)


def practice(asker: Viewer, exercise_id: int) -> PracticeView:
    """A released exercise of one of the asker's teams: one query. Raises NotFound."""
    user_id = gate.learner(asker)
    card = PracticeCard.objects.filter(user=user_id, exercise=OuterRef("pk"))
    it = _released(asker).annotate(known=Exists(card)).select_related("team").filter(pk=exercise_id).first()
    if it is None:
        raise NotFound(NO_SUCH)
    return PracticeView(it.pk, it.team.name, _exercise(it), not it.known)


def known_of(conversation: Conversation, others: Sequence[str] = ()) -> Known:
    """What the desk knows of the people in a conversation, to be taken out of its words. No gate: for the area."""
    speakers = list(conversation.turns.exclude(speaker="").values_list("party", "speaker").distinct())
    persons = ids_of(conversation.person_id) if conversation.person_id else []
    customer = [conversation.person.name] if conversation.person else []
    groups = Affiliation.objects.filter(person__in=persons).values_list("group__name", flat=True)
    ours = User.objects.filter(
        Q(pk__in=Membership.objects.filter(team=conversation.team_id).values("user"))
        | Q(pk__in=conversation.turns.exclude(user=None).values("user"))
    )
    return Known(
        customers=[*customer, *(name for party, name in speakers if party == "customer")],
        colleagues=[*ours.values_list("name", flat=True), *(name for party, name in speakers if party == "agent")],
        groups=list(groups),
        addresses=list(Address.objects.filter(person__in=persons).values_list("value", flat=True)),
        others=others,
        region=settings.ALLEARS_REGION,
    )


def seen(it: PracticeExercise) -> str:
    """Names the text as it stands, so that what is released is what was read."""
    return hashlib.sha256(f"{it.kind}\n{it.text}".encode()).hexdigest()[:16]


def _exercise(it: PracticeExercise) -> Exercise:
    return writing.read(it.kind, f"practice-{it.pk}", it.text)


def _released(asker: Viewer) -> QuerySet[PracticeExercise]:
    """The released exercises of the teams in which the asker is, whatever he is there."""
    return PracticeExercise.objects.filter(team__in=asker.roles, state=PracticeState.RELEASED)


def _fresh(asker: Viewer, user_id: int) -> QuerySet[PracticeExercise]:
    return _released(asker).exclude(pk__in=PracticeCard.objects.filter(user=user_id).values("exercise"))


def _coached(asker: Viewer) -> QuerySet[PracticeExercise]:
    rows = PracticeExercise.objects.select_related("team", "made_by", "released_by")
    teams = asker.teams(Verb.COACH)
    return rows if teams is None else rows.filter(team__in=teams)


def _source(asker: Viewer, it: PracticeExercise) -> Conversation | None:
    if it.conversation_id is None:
        return None
    try:
        return gate_conversation(asker, it.conversation_id)
    except NotFound:
        return None


def _sides(parts: Parts, sources: Sequence[int], is_open: bool) -> Sequence[Side]:
    originals: Mapping[int, tuple[str, str]] = {}
    if is_open:
        rows = Turn.objects.filter(pk__in=sources).values_list("id", "text", "speaker")
        originals = {pk: (text, speaker) for pk, text, speaker in rows}
    found = []
    for place, turn in enumerate(parts.turns):
        text, speaker = originals.get(sources[place], (None, "")) if place < len(sources) else (None, "")
        found.append(
            Side(
                place,
                turn.role,
                turn.text,
                turn.star,
                turn.said,
                text,
                speaker,
                list(dict.fromkeys(turn.text[start:end] for start, end in doubts(turn.text))),
            )
        )
    return found


def _zone(user_id: int) -> ZoneInfo:
    zone = User.objects.filter(pk=user_id).values_list("zone", flat=True).first()
    return ZoneInfo(zone or timezone.get_default_timezone_name())
