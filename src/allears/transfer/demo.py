"""The demo organisation: the first thing that anyone sees. Its content is in allears/demo, written for this."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from allears.accounts.actions import add_team, add_user, set_roles
from allears.accounts.models import Team, User
from allears.accounts.queries import viewer
from allears.accounts.rules import DESK, Role, Verb, Viewer
from allears.conversations.actions import NewTurn, bring_in
from allears.conversations.actions.bringing import Incoming
from allears.conversations.models import Conversation
from allears.conversations.rules import SPOKEN, Channel, Kind, Party, Status
from allears.customers.actions import add_group, add_person, affiliate, find_or_add, note_reliance
from allears.customers.addresses import AddressKind
from allears.customers.models import Group, Person
from allears.customers.queries import person_by_address
from allears.customers.rules import GroupKind, RelianceKind
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.promises import actions as promising
from allears.promises.models import Promise
from allears.promises.rules import State
from allears.readings.actions import listen_again

from . import demo_class, demo_courses, demo_learning, demo_scale
from .importers.bring import propose_standings

SOURCE = "demo"


@dataclass(slots=True)
class Loaded:
    """What `load` did."""

    conversations: int = 0
    copies: int = 0
    already: bool = False


class TurnLine(msgspec.Struct):
    role: str
    text: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None


class SettledLine(msgspec.Struct):
    turn: int
    state: str
    day: int
    time: str


class CustomerLine(msgspec.Struct):
    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""


class ConversationLine(msgspec.Struct):
    id: str
    channel: str
    subject: str
    team: str
    status: str
    day: int
    time: str
    customer: CustomerLine
    turns: list[TurnLine]
    assignee: str | None = None
    promises: list[SettledLine] = []


@dataclass(frozen=True, slots=True)
class _Organisation:
    zone: ZoneInfo
    today: date
    teams: Mapping[str, Team]
    users: Mapping[str, User]
    persons: Mapping[str, Person]

    def moment(self, day: int, time: str) -> datetime:
        """`day` days from the demo's today at the local `time` ("HH:MM")."""
        return _moment(self.today, self.zone, day, time)


def is_loaded() -> bool:
    return Conversation.objects.filter(source_id__startswith=f"{SOURCE}:").exists()


def load(scale: int = 1, on_progress: Callable[[int, int], None] = lambda done, whole: None) -> Loaded:
    """Load the demo organisation, and with `scale` > 1 multiply it by generation. What is there already stays.

    `on_progress(done, whole)` counts conversations.
    """
    done = Loaded(already=is_loaded())
    lines = _lines()
    whole = len(lines) * max(1, scale)
    with transaction.atomic():
        organisation = _organise(tomllib.loads(_text("organisation.toml")), lines)
    people: set[int] = set()
    for count, line in enumerate(lines, 1):
        added = _converse(line, organisation, people)
        done.conversations += added
        on_progress(count, whole)
    propose_standings(people)
    with transaction.atomic():
        demo_learning.learn(tomllib.loads(_text("learning.toml")), organisation.users, organisation.moment)
    users = {email.partition("@")[0]: user for email, user in organisation.users.items()}
    demo_courses.load(users)
    demo_class.load(users)
    if scale > 1:
        done.copies = demo_scale.multiply(SOURCE, scale, lambda copies: on_progress(len(lines) * copies, whole))
    return done


def _text(name: str) -> str:
    return files("allears").joinpath("demo", name).read_text(encoding="utf-8")


def _lines() -> Sequence[ConversationLine]:
    decoder = msgspec.json.Decoder(ConversationLine)
    return [decoder.decode(line) for line in _text("conversations.jsonl").splitlines() if line.strip()]


def _moment(today: date, zone: ZoneInfo, day: int, time: str) -> datetime:
    hour, minute = map(int, time.split(":"))
    return datetime.combine(today + timedelta(days=day), clock_time(hour, minute), zone)


def _today(zone: ZoneInfo, lines: Sequence[ConversationLine]) -> date:
    """The demo's day 0: today, but yesterday as long as something that is said in it would still lie ahead."""
    now = clock.now().astimezone(zone)
    ends = (
        _moment(now.date(), zone, line.day, line.time) + timedelta(seconds=max(turn.start or 0 for turn in line.turns))
        for line in lines
    )
    return now.date() if max(ends) <= now else now.date() - timedelta(days=1)


def _organise(plan: Mapping[str, Any], lines: Sequence[ConversationLine]) -> _Organisation:
    zone = plan["organisation"]["timezone"]
    teams = {it["slug"]: _team(it, first=place == 0) for place, it in enumerate(plan["teams"])}
    users = {it["email"]: _user(it, teams, zone) for it in plan["agents"]}
    groups: dict[str, Group] = {}
    for it in plan["groups"]:
        groups[it["slug"]] = _group(it, groups)
    persons = {it["slug"]: _person(it, groups) for it in plan["persons"]}
    for it in plan["reliances"]:
        _reliance(it, teams, persons, groups)
    return _Organisation(ZoneInfo(zone), _today(ZoneInfo(zone), lines), teams, users, persons)


def _team(it: Mapping[str, Any], *, first: bool) -> Team:
    known = Team.objects.filter(slug=it["slug"]).first()
    has_default = Team.objects.filter(is_default=True).exists()
    return known or add_team(
        DESK, it["name"], about=it["about"], team_slug=it["slug"], default=first and not has_default
    )


def _user(it: Mapping[str, Any], teams: Mapping[str, Team], zone: str) -> User:
    known = User.objects.filter(email__iexact=it["email"]).first()
    if known:
        return known
    user = add_user(DESK, it["email"], it["name"], owner=it.get("owner", False), zone=zone)
    set_roles(DESK, user, {teams[slug].pk: Role(role) for slug, role in it["roles"].items()})
    return user


def _group(it: Mapping[str, Any], groups: Mapping[str, Group]) -> Group:
    known = Group.objects.filter(name=it["name"]).first()
    return known or add_group(
        DESK,
        it["name"],
        GroupKind(it["kind"]),
        internal=it["internal"],
        parent_id=groups[it["parent"]].pk if it.get("parent") else None,
        domains=it.get("domains", ()),
        note=it.get("note", ""),
    )


def _person(it: Mapping[str, Any], groups: Mapping[str, Group]) -> Person:
    given = [
        *((AddressKind.EMAIL, value) for value in it.get("emails", ())),
        *((AddressKind.PHONE, value) for value in it.get("phones", ())),
        *((AddressKind.HANDLE, value) for value in it.get("handles", ())),
    ]
    for kind, value in given:
        with suppress(NotFound):
            # Known from an earlier time: what was changed about them since then stays.
            return person_by_address(kind, value)
    old = clock.now() - timedelta(days=365)
    known = find_or_add(DESK, it["name"], given, at=old, effects=False)
    person = known or add_person(DESK, it["name"], at=old, effects=False)
    Person.objects.filter(pk=person.pk).update(note=it.get("note", ""), vip=it.get("vip", False))
    for slug in it.get("groups", ()):
        affiliate(DESK, person.pk, groups[slug].pk)
    return person


def _reliance(
    it: Mapping[str, Any], teams: Mapping[str, Team], persons: Mapping[str, Person], groups: Mapping[str, Group]
) -> None:
    person, group = persons.get(it["who"]), groups.get(it["who"])
    team, kind = teams[it["team"]], RelianceKind(it["kind"])
    if not team.reliances.filter(person=person, group=group, kind=kind).exists():
        note_reliance(DESK, team.pk, kind, person=person, group=group, note=it.get("note", ""))


@transaction.atomic
def _converse(line: ConversationLine, organisation: _Organisation, people: set[int]) -> bool:
    """One conversation with its reading and what became of its promises. False if it was there already."""
    source_id = f"{SOURCE}:{line.id}"
    if Conversation.objects.filter(source_id=source_id).exists():
        return False
    began = organisation.moment(line.day, line.time)
    given = [
        (kind, value)
        for kind, value in (
            (AddressKind.EMAIL, line.customer.email),
            (AddressKind.PHONE, line.customer.phone),
            (AddressKind.HANDLE, line.customer.handle),
        )
        if value
    ]
    person = find_or_add(DESK, line.customer.name, given, at=began, effects=False)
    person = person or add_person(DESK, line.customer.name, at=began, effects=False)
    people.add(person.pk)
    incoming = Incoming(
        source_id=source_id,
        channel=Channel(line.channel),
        turns=_turns(line, began, organisation),
        team_id=organisation.teams[line.team].pk,
        person_id=person.pk,
        subject=line.subject,
        started_at=began,
        assignee_id=organisation.users[line.assignee].pk if line.assignee else None,
        status=Status(line.status),
    )
    # The demo's today ends where the clock stands, so that nothing in it was said in the future.
    with clock.at(max(turn.at for turn in incoming.turns)):
        conversation, _ = bring_in(DESK, incoming)
    listen_again(conversation.pk, effects=False)
    _promise(conversation, line, organisation)
    return True


def _turns(line: ConversationLine, began: datetime, organisation: _Organisation) -> Sequence[NewTurn]:
    names = {user.name: user.pk for user in organisation.users.values()}
    spoken = line.channel in SPOKEN
    turns = []
    for turn in line.turns:
        note = turn.role == "note"
        turns.append(
            NewTurn(
                party=Party.AGENT if note else Party(turn.role),
                text=turn.text,
                at=began + timedelta(seconds=turn.start or 0),
                speaker=turn.speaker,
                kind=Kind.NOTE if note else Kind.SPEECH if spoken else Kind.MESSAGE,
                user_id=names.get(turn.speaker),
                start=turn.start if spoken else None,
                end=turn.end,
            )
        )
    return turns


def _promise(conversation: Conversation, line: ConversationLine, organisation: _Organisation) -> None:
    """Take the promises that were heard, then let what became of them happen at its moment."""
    turn_ids = list(conversation.turns.order_by("position").values_list("id", flat=True))
    promising.take(conversation.pk, effects=False)
    for settled in line.promises:
        turn = conversation.turns.get(pk=turn_ids[settled.turn])
        at = min(organisation.moment(settled.day, settled.time), clock.now())
        user = turn.user or conversation.assignee
        asker = viewer(user) if user else DESK
        asker = asker if asker.may(Verb.PROMISE, conversation.team_id) else DESK
        with clock.at(at):
            for promise in Promise.objects.filter(turn=turn, state__in=(State.OPEN, State.UNKNOWN)):
                _settle(asker, promise, settled.state, at)


def _settle(asker: Viewer, promise: Promise, state: str, at: datetime) -> None:
    if state == "broken":
        promising.admit_broken(asker, promise.pk)
    elif state == "kept" and promise.due is not None:
        promising.settle(asker, promise.pk, done_at=min(at, promise.due), right_thing=True, right_way=True)
    else:
        promising.settle(asker, promise.pk, done_at=at)
