"""Who may do what: every action and every query that takes an asker, for every kind of asker, in one table.

The things asked for belong to Billing. Six people ask: Anna, the owner; Ben, an agent of Billing; Iris, an agent of
another team; Cora, a coach of Billing; Leo, a learner there; and Nora, who is a member of no team.

    yes   it is done, or it is seen
    no    refused: NotAllowed
    hid   there is no such thing for them: NotFound, in the same words as for a thing that never was
    nil   an empty list

A new action or query with an `asker` has to get its line here: a test below looks for those that are missing.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

import allears
import classroom
from allears.accounts import actions as accounts
from allears.accounts import queries as accounts_queries
from allears.accounts.actions import add_user
from allears.accounts.queries import viewer
from allears.accounts.rules import DESK, Role, Verb, Viewer
from allears.conversations import actions as conversations
from allears.conversations import gate as conversations_gate
from allears.conversations import queries as conversations_queries
from allears.conversations.actions import NewTurn, keep_raw, receive
from allears.conversations.actions.bringing import Incoming
from allears.conversations.models import Turn
from allears.conversations.queries import Folder
from allears.conversations.rules import Channel, Party
from allears.customers import actions as customers
from allears.customers import gate as customers_gate
from allears.customers import queries as customers_queries
from allears.customers.actions import add_group, add_person, merge, note_reliance
from allears.customers.addresses import AddressKind
from allears.customers.rules import GroupKind, RelianceKind
from allears.learning import actions as learning
from allears.learning import gate as learning_gate
from allears.learning import queries as learning_queries
from allears.learning.actions import journal as journalling
from allears.learning.actions import mirror as mirroring
from allears.learning.actions import plans as planning
from allears.learning.actions import practice as practising
from allears.learning.actions.enrolling import count, locked, note
from allears.learning.actions.publishing import take
from allears.learning.content import Course as PackagedCourse
from allears.learning.content import Lesson as PackagedLesson
from allears.learning.models import Course, CourseVersion, PracticeExercise
from allears.learning.queries import journal as journals
from allears.learning.queries import mirror as mirrors
from allears.learning.queries import observed, plans
from allears.learning.queries import practice as cards
from allears.learning.rules.courses import LessonKind, Origin
from allears.learning.rules.plans import Next
from allears.learning.rules.practice import PracticeKind
from allears.learning.rules.writing import Parts
from allears.lib import clock
from allears.lib.errors import NotAllowed, NotFound
from allears.promises import actions as promises
from allears.promises import queries as promises_queries
from allears.promises.queries import Shelf
from allears.transfer.exporters.courses import take_course
from allears.transfer.importers.courses import bring_course
from belongings import Belongings, belongings_of_ben
from builders import MONDAY, conversation, turn
from cast import Cast

AREAS = ("accounts", "events", "customers", "conversations", "readings", "promises", "learning", "insight", "transfer")
NEVER = 10**9
"""The number of a thing that never was."""
PACKAGED = PackagedCourse(
    "golf", "Golf", "From elsewhere.", (PackagedLesson("one", "One", "", kind=LessonKind.SCORM12, launch="a.html"),)
)


@dataclass(frozen=True)
class Scene:
    """What is asked for. All of it is Billing's, or a customer's."""

    cast: Cast
    conversation_id: int
    turn_id: int
    promise_id: int
    person_id: int
    other_id: int
    group_id: int
    empty_id: int
    """A group to which nobody belongs."""
    reliance_id: int
    address_id: int
    merge_id: int
    courses: Path
    """The folder of the course "school", which everybody may begin."""
    source_id: int
    withdrawn: str
    """A course that is no longer offered, and that nobody began."""
    ben: Belongings
    finished: str
    """One of a single lesson, that Leo did whole."""
    code: str
    """Of his certificate."""
    comment_id: int
    assignment_id: int


Ask = Callable[[Scene, Viewer], object]


def incoming(s: Scene) -> Incoming:
    return Incoming("crm:1", Channel.CHAT, [turn("customer", "Hello?")], s.cast.billing.pk)


def packaged(s: Scene) -> str:
    """A course from a package that is there for everybody."""
    return learning.import_course(s.cast.as_viewer("anna"), PACKAGED).slug


def mine(a: Viewer) -> int:
    token, _ = accounts.make_token(a, "mine")
    return token.pk


def turns_of(s: Scene) -> list[int]:
    return list(Turn.objects.filter(conversation=s.conversation_id).values_list("pk", flat=True))


def parts_of(number: int) -> Parts:
    it = PracticeExercise.objects.filter(pk=number).first()
    return Parts.of_json(it.parts) if it else Parts("", [])


def read_of(number: int) -> str:
    it = PracticeExercise.objects.filter(pk=number).first()
    return cards.seen(it) if it else ""


ANSWERS: tuple[tuple[str, str, Ask], ...] = (
    # accounts                                      owner agent other coach learner nobody
    ("accounts.actions.add_user",                  "yes   no    no    no    no      no",
     lambda s, a: accounts.add_user(a, "new@allears.example", "New")),
    ("accounts.actions.deactivate_user",           "yes   no    no    no    no      no",
     lambda s, a: accounts.deactivate_user(a, s.cast.iris)),
    ("accounts.actions.add_team",                  "yes   no    no    no    no      no",
     lambda s, a: accounts.add_team(a, "Facilities")),
    ("accounts.actions.default_team",              "yes   yes   yes   yes   yes     yes",
     lambda s, a: accounts.default_team(a)),
    ("accounts.actions.set_roles",                 "yes   no    no    no    no      no",
     lambda s, a: accounts.set_roles(a, s.cast.leo, {s.cast.it.pk: Role.AGENT})),
    ("accounts.actions.make_sign_in_link",         "yes   no    no    no    no      no",
     lambda s, a: accounts.make_sign_in_link(a, s.cast.leo)),
    ("accounts.actions.make_token",                "yes   yes   yes   yes   yes     yes",
     lambda s, a: accounts.make_token(a, "mine")),
    ("accounts.actions.revoke_token",              "yes   yes   yes   yes   yes     yes",
     lambda s, a: accounts.revoke_token(a, mine(a))),
    ("accounts.queries.teams",                     "yes   yes   nil   yes   nil     nil",
     lambda s, a: [team for team in accounts_queries.teams(a) if team.id == s.cast.billing.pk]),
    # customers                                     owner agent other coach learner nobody
    ("customers.gate.check",                       "yes   yes   yes   yes   no      no",
     lambda s, a: customers_gate.check(a, Verb.SEE_CUSTOMER)),
    ("customers.gate.person",                      "yes   yes   yes   yes   no      no",
     lambda s, a: customers_gate.person(a, s.person_id)),
    ("customers.gate.group",                       "yes   yes   yes   yes   no      no",
     lambda s, a: customers_gate.group(a, s.group_id)),
    ("customers.queries.persons.persons",          "yes   yes   yes   yes   no      no",
     lambda s, a: customers_queries.persons(a).rows),
    ("customers.queries.persons.person",           "yes   yes   yes   yes   no      no",
     lambda s, a: customers_queries.person(a, s.person_id)),
    ("customers.queries.persons.perhaps_same",     "yes   yes   yes   yes   no      no",
     lambda s, a: [customers_queries.perhaps_same(a, s.person_id)]),
    ("customers.queries.groups.group",             "yes   yes   yes   yes   no      no",
     lambda s, a: customers_queries.group(a, s.group_id)),
    ("customers.queries.groups.groups",            "yes   yes   yes   yes   no      no",
     lambda s, a: customers_queries.groups(a)),
    ("customers.queries.groups.tree",              "yes   yes   yes   yes   no      no",
     lambda s, a: customers_queries.tree(a)),
    ("customers.actions.persons.add_person",       "yes   yes   yes   yes   no      no",
     lambda s, a: customers.add_person(a, "Mr New")),
    ("customers.actions.persons.change_person",    "yes   yes   yes   yes   no      no",
     lambda s, a: customers.change_person(a, s.person_id, vip=True)),
    ("customers.actions.persons.add_address",      "yes   yes   yes   yes   no      no",
     lambda s, a: customers.add_address(a, s.person_id, AddressKind.HANDLE, "greta")),
    ("customers.actions.persons.remove_address",   "yes   yes   yes   yes   no      no",
     lambda s, a: customers.remove_address(a, s.person_id, s.address_id)),
    ("customers.actions.persons.find_or_add",      "yes   yes   yes   yes   no      no",
     lambda s, a: customers.find_or_add(a, "Mr New", [(AddressKind.EMAIL, "new@green.example")])),
    ("customers.actions.groups.add_group",         "yes   yes   yes   yes   no      no",
     lambda s, a: customers.add_group(a, "The Greens", GroupKind.HOUSEHOLD)),
    ("customers.actions.groups.change_group",      "yes   yes   yes   yes   no      no",
     lambda s, a: customers.change_group(a, s.group_id, name="Green Sons")),
    ("customers.actions.groups.remove_group",      "yes   yes   yes   yes   no      no",
     lambda s, a: customers.remove_group(a, s.empty_id)),
    ("customers.actions.groups.affiliate",         "yes   yes   yes   yes   no      no",
     lambda s, a: customers.affiliate(a, s.person_id, s.group_id, "Director")),
    ("customers.actions.groups.leave_group",       "yes   yes   yes   yes   no      no",
     lambda s, a: customers.leave_group(a, s.person_id, s.group_id)),
    ("customers.actions.reliances.note_reliance",   "yes   yes   yes   yes   no      no",
     lambda s, a: customers.note_reliance(a, s.cast.it.pk, RelianceKind.ASSISTANCE, person=s.cast.paul)),
    ("customers.actions.reliances.remove_reliance", "yes   yes   yes   yes   no      no",
     lambda s, a: customers.remove_reliance(a, s.reliance_id)),
    ("customers.actions.merging.merge",            "yes   yes   yes   yes   no      no",
     lambda s, a: customers.merge(a, s.person_id, s.other_id)),
    ("customers.actions.merging.undo_merge",       "yes   yes   yes   yes   no      no",
     lambda s, a: customers.undo_merge(a, s.merge_id)),
    ("customers.actions.standing.decide_standing", "yes   yes   yes   yes   no      no",
     lambda s, a: customers.decide_standing(a, s.person_id, relationship=None, frequency=None, side=None)),
    # conversations                                 owner agent other coach learner nobody
    ("conversations.gate.visible",                 "yes   yes   nil   yes   nil     nil",
     lambda s, a: list(conversations_gate.visible(a))),
    ("conversations.gate.conversation",            "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations_gate.conversation(a, s.conversation_id)),
    ("conversations.queries.lists.inbox",          "yes   yes   nil   yes   nil     nil",
     lambda s, a: conversations_queries.inbox(a, Folder.ALL).rows),
    ("conversations.queries.lists.counts",         "yes   yes   nil   yes   nil     nil",
     lambda s, a: [number for number in conversations_queries.counts(a).values() if number]),
    ("conversations.queries.single.conversation",  "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations_queries.conversation(a, s.conversation_id)),
    ("conversations.queries.lists.of_person",      "yes   yes   nil   yes   nil     nil",
     lambda s, a: conversations_queries.of_person(a, [s.person_id]).rows),
    ("conversations.queries.lists.search",         "yes   yes   nil   yes   nil     nil",
     lambda s, a: conversations_queries.search(a, "invoice").rows),
    ("conversations.queries.single.raw",           "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations_queries.raw(a, s.turn_id)),
    ("conversations.actions.starting.start",       "yes   yes   no    yes   no      no",
     lambda s, a: conversations.start(
         a, channel=Channel.PHONE, team_id=s.cast.billing.pk, turns=[turn("customer", "Hello?")])),
    ("conversations.actions.starting.receive",     "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.receive(a, s.conversation_id, turn("customer", "And?"), channel=Channel.EMAIL)),
    ("conversations.actions.bringing.bring_in",    "yes   yes   no    yes   no      no",
     lambda s, a: conversations.bring_in(a, incoming(s))),
    ("conversations.actions.answering.answer",     "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.answer(a, s.conversation_id, "I have put it right.")),
    ("conversations.actions.answering.note",       "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.note(a, s.conversation_id, "She is right.")),
    ("conversations.actions.steering.assign",      "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.assign(a, s.conversation_id, s.cast.ben.pk)),
    ("conversations.actions.steering.move",        "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.move(a, s.conversation_id, s.cast.it.pk)),
    ("conversations.actions.steering.close",       "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.close(a, s.conversation_id)),
    ("conversations.actions.steering.reopen",      "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.reopen(a, s.conversation_id)),
    ("conversations.actions.steering.wait",        "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.wait(a, s.conversation_id)),
    ("conversations.actions.steering.rename",      "yes   yes   hid   yes   hid     hid",
     lambda s, a: conversations.rename(a, s.conversation_id, "The May invoice")),
    ("conversations.actions.steering.set_customer", "yes  yes   hid   yes   hid     hid",
     lambda s, a: conversations.set_customer(a, s.conversation_id, s.other_id)),
    # promises                                      owner agent other coach learner nobody
    ("promises.queries.shelf",                     "yes   yes   nil   yes   nil     nil",
     lambda s, a: promises_queries.shelf(a, Shelf.OPEN).rows),
    ("promises.queries.promise",                   "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises_queries.promise(a, s.promise_id)),
    ("promises.actions.make",                      "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.make(a, s.conversation_id, "send a new invoice")),
    ("promises.actions.settle",                    "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.settle(a, s.promise_id)),
    ("promises.actions.admit_broken",              "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.admit_broken(a, s.promise_id)),
    ("promises.actions.withdraw",                  "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.withdraw(a, s.promise_id)),
    ("promises.actions.renegotiate",               "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.renegotiate(a, s.promise_id, clock.now() + timedelta(days=1))),
    ("promises.actions.reopen",                    "yes   yes   hid   yes   hid     hid",
     lambda s, a: promises.reopen(a, s.promise_id)),
    # learning                                      owner agent other coach learner nobody
    ("learning.gate.learner",                      "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_gate.learner(a)),
    ("learning.gate.coach",                        "yes   no    no    yes   no      no",
     lambda s, a: learning_gate.coach(a, s.cast.billing.pk)),
    ("learning.gate.owner",                        "yes   no    no    no    no      no",
     lambda s, a: learning_gate.owner(a)),
    ("learning.gate.course",                       "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning_gate.course(a, s.withdrawn)),
    ("learning.actions.publishing.add_source",     "yes   no    no    no    no      no",
     lambda s, a: learning.add_source(a, str(s.courses))),
    ("learning.actions.publishing.remove_source",  "yes   no    no    no    no      no",
     lambda s, a: learning.remove_source(a, s.source_id)),
    ("learning.actions.publishing.publish",        "yes   no    no    no    no      no",
     lambda s, a: learning.publish(a)),
    ("learning.actions.publishing.publish_folder", "yes   no    no    no    no      no",
     lambda s, a: learning.publish_folder(a, s.courses, None)),
    ("learning.actions.watching.publish_saved",    "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.publish_saved(a)),
    ("learning.actions.enrolling.begin",           "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.begin(a, "school")),
    ("learning.actions.enrolling.move_over",       "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning.move_over(a, s.withdrawn)),
    ("learning.actions.enrolling.locked",          "yes   yes   yes   yes   yes     yes",
     lambda s, a: locked(a, a.user_id or 0, learning_gate.course(a, "school"))),
    ("learning.actions.enrolling.note",            "yes   yes   yes   yes   yes     yes",
     lambda s, a: note(a, "course.begun", learning.begin(a, "school"))),
    ("learning.actions.enrolling.count",           "yes   yes   yes   yes   yes     yes",
     lambda s, a: count(a, learning.begin(a, "school"), clock.now())),
    ("learning.actions.reading.open_lesson",       "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.open_lesson(a, learning_queries.lesson(a, "school", "all"))),
    ("learning.actions.reading.finish_reading",    "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.finish_reading(a, "school", "all")),
    ("learning.actions.answering.keep_draft",      "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.keep_draft(a, "school", "all", "fill", ["when"])),
    ("learning.actions.answering.give",            "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.give(a, "school", "all", "choice", ["1"])),
    ("learning.actions.publishing.take",           "yes   no    no    no    no      no",
     lambda s, a: take(a, PACKAGED, Origin.PACKAGE)),
    ("learning.actions.packages.import_course",    "yes   no    no    no    no      no",
     lambda s, a: learning.import_course(a, PACKAGED)),
    ("learning.actions.packages.keep_package",     "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.keep_package(a, packaged(s), "one", {"cmi.core.lesson_status": "completed"})),
    ("transfer.importers.courses.bring_course",    "yes   no    no    no    no      no",
     lambda s, a: bring_course(a, b"Which? {=this ~that}", "quiz.gift")),
    ("transfer.exporters.courses.take_course",     "yes   no    no    yes   no      no",
     lambda s, a: take_course(a, "school", "gift")),
    ("learning.queries.whole.stored_course",       "yes   no    no    yes   no      no",
     lambda s, a: learning_queries.stored_course(a, "school")),
    ("learning.queries.packages.package",          "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.package(a, packaged(s), "one")),
    ("learning.queries.courses.catalogue",         "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.catalogue(a).courses),
    ("learning.queries.courses.course",            "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning_queries.course(a, s.withdrawn)),
    ("learning.queries.courses.newest_version",    "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning_queries.newest_version(a, s.withdrawn)),
    ("learning.queries.lessons.lesson",            "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning_queries.lesson(a, s.withdrawn, "all")),
    ("learning.queries.lessons.card",              "yes   hid   hid   hid   hid     hid",
     lambda s, a: learning_queries.card(a, s.withdrawn, "habits")),
    ("learning.queries.lessons.file",              "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.file(a, CourseVersion.objects.latest("pk").pk, "pictures/desk.svg")),
    ("learning.gate.assignment",                   "yes   hid   hid   yes   hid     hid",
     lambda s, a: learning_gate.assignment(a, s.assignment_id)),
    ("learning.actions.assignments.assign",        "yes   no    no    yes   no      no",
     lambda s, a: learning.assign(a, "school", s.cast.billing.pk, user_id=s.cast.ben.pk)),
    ("learning.actions.assignments.end_assignment", "yes  hid   hid   yes   hid     hid",
     lambda s, a: learning.end_assignment(a, s.assignment_id)),
    ("learning.actions.comments.write_comment",    "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.write_comment(a, "school", "all", "That helped.")),
    ("learning.actions.comments.take_back_comment", "hid  hid   hid   hid   yes     hid",
     lambda s, a: learning.take_back_comment(a, s.comment_id)),
    ("learning.actions.comments.hide_comment",     "yes   no    no    yes   no      no",
     lambda s, a: learning.hide_comment(a, s.comment_id)),
    ("learning.actions.comments.show_comment",     "yes   no    no    yes   no      no",
     lambda s, a: learning.show_comment(a, s.comment_id)),
    ("learning.actions.certificates.issue",        "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning.finish_reading(a, s.finished, "only") and learning.issue(a, s.finished)),
    ("learning.actions.certificates.revoke",       "yes   no    no    no    no      no",
     lambda s, a: learning.revoke(a, s.code)),
    ("learning.actions.certificates.restore",      "yes   no    no    no    no      no",
     lambda s, a: learning.restore(a, s.code)),
    ("learning.queries.comments.comments",         "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.comments(a, "school", "all").rows),
    ("learning.queries.assignments.asked",         "nil   yes   nil   yes   yes     nil",
     lambda s, a: list(learning_queries.asked(a))),
    ("learning.queries.assignments.can_be_asked",  "yes   no    no    yes   no      no",
     lambda s, a: learning_queries.can_be_asked(a)),
    ("learning.queries.certificates.certificate_to_print", "yes hid hid yes yes     hid",
     lambda s, a: learning_queries.certificate_to_print(a, s.code)),
    ("learning.queries.teams.team_progress",       "yes   no    no    yes   no      no",
     lambda s, a: learning_queries.team_progress(a, "billing")),
    ("learning.queries.learners.learner",          "yes   hid   hid   yes   hid     hid",
     lambda s, a: learning_queries.learner(a, s.cast.leo.pk)),
    ("learning.queries.printing.lesson_pdf",       "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.lesson_pdf(a, "school", "end")),
    ("learning.queries.printing.card_pdf",         "yes   yes   yes   yes   yes     yes",
     lambda s, a: learning_queries.card_pdf(a, "school", "habits")),
    ("learning.queries.printing.certificate_pdf",  "yes   hid   hid   yes   yes     hid",
     lambda s, a: learning_queries.certificate_pdf(a, s.code)),
    ("learning.queries.sources.sources",           "yes   no    no    no    no      no",
     lambda s, a: learning_queries.sources(a)),
    ("learning.queries.sources.offered",           "yes   no    no    no    no      no",
     lambda s, a: learning_queries.offered(a)),
    ("learning.queries.sources.places",            "yes   no    no    no    no      no",
     lambda s, a: learning_queries.places(a)),
    ("learning.queries.sources.source_id",         "yes   no    no    no    no      no",
     lambda s, a: learning_queries.source_id(a, str(s.courses))),
    # what a learner has for himself: Ben's          owner agent other coach learner nobody
    ("learning.actions.mirror.take_mirror",        "yes   yes   yes   yes   yes     yes",
     lambda s, a: mirroring.take_mirror(a, [1] * 7)),
    ("learning.actions.mirror.forget_taking",      "hid   yes   hid   hid   hid     hid",
     lambda s, a: mirroring.forget_taking(a, s.ben.taking_id)),
    ("learning.actions.mirror.share_mirror",       "hid   yes   hid   hid   yes     hid",
     lambda s, a: mirroring.share_mirror(a, s.cast.cora.pk)),
    ("learning.actions.mirror.unshare_mirror",     "yes   yes   yes   yes   yes     yes",
     lambda s, a: mirroring.unshare_mirror(a, s.cast.cora.pk)),
    ("learning.queries.mirror.mirror",             "nil   yes   nil   nil   nil     nil",
     lambda s, a: list(mirrors.mirror(a).takings)),
    ("learning.queries.mirror.mirror_of",          "hid   hid   hid   yes   hid     hid",
     lambda s, a: mirrors.mirror_of(a, s.cast.ben.pk)),
    ("learning.queries.mirror.mirrors_shared_with", "nil  nil   nil   yes   nil     nil",
     lambda s, a: list(mirrors.mirrors_shared_with(a))),
    ("learning.queries.mirror.coaches",            "nil   yes   nil   nil   yes     nil",
     lambda s, a: list(mirrors.coaches(a))),
    ("learning.queries.observed.own_in",           "yes   yes   nil   yes   nil     nil",
     lambda s, a: list(observed.own_in(a, s.cast.ben.pk, [(None, None)])[0].conversations)),
    ("learning.queries.observed.own",              "yes   yes   nil   yes   nil     nil",
     lambda s, a: list(observed.own(a, s.cast.ben.pk).conversations)),
    ("learning.actions.journal.save_draft",        "yes   yes   hid   yes   hid     hid",
     lambda s, a: journalling.save_draft(a, {"change": "Ask."}, s.ben.call_id)),
    ("learning.actions.journal.keep_entry",        "yes   yes   yes   yes   yes     yes",
     lambda s, a: journalling.keep_entry(a, {"change": "Ask."})),
    ("learning.actions.journal.change_entry",      "hid   yes   hid   hid   hid     hid",
     lambda s, a: journalling.change_entry(a, s.ben.entry_id, {"change": "Ask."})),
    ("learning.actions.journal.remove_entry",      "hid   yes   hid   hid   hid     hid",
     lambda s, a: journalling.remove_entry(a, s.ben.entry_id)),
    ("learning.queries.journal.journal",           "nil   yes   nil   nil   nil     nil",
     lambda s, a: list(journals.journal(a).rows)),
    ("learning.queries.journal.entry",             "hid   yes   hid   hid   hid     hid",
     lambda s, a: journals.entry(a, s.ben.entry_id)),
    ("learning.queries.journal.draft",             "yes   yes   hid   yes   hid     hid",
     lambda s, a: journals.draft(a, s.ben.call_id)),
    ("learning.actions.plans.make_plan",           "yes   yes   yes   yes   yes     yes",
     lambda s, a: (planning.leave_plan(a, s.ben.plan_id) if a.user_id == s.cast.ben.pk else None,
                   planning.make_plan(a, "it rings", "breathe", ["greeting"], clock.now().date() + timedelta(days=1)))),
    ("learning.actions.plans.look_back",           "hid   yes   hid   hid   hid     hid",
     lambda s, a: planning.look_back(a, s.ben.plan_id, "", Next.REST)),
    ("learning.actions.plans.leave_plan",          "hid   yes   hid   hid   hid     hid",
     lambda s, a: planning.leave_plan(a, s.ben.plan_id)),
    ("learning.actions.plans.set_wishes",          "yes   yes   yes   yes   yes     yes",
     lambda s, a: planning.set_wishes(a, cards_a_day=3)),
    ("learning.queries.plans.plans",               "nil   yes   nil   nil   nil     nil",
     lambda s, a: list(plans.plans(a))),
    ("learning.queries.plans.plan",                "hid   yes   hid   hid   hid     hid",
     lambda s, a: plans.plan(a, s.ben.plan_id)),
    ("learning.queries.plans.measures",            "hid   yes   hid   hid   hid     hid",
     lambda s, a: plans.measures(a, plans.plan(a, s.ben.plan_id))),
    # practice, of Billing                          owner agent other coach learner nobody
    ("learning.actions.practice.make_practice",    "yes   no    hid   yes   hid     hid",
     lambda s, a: practising.make_practice(a, s.conversation_id, turns_of(s), PracticeKind.SAY)),
    ("learning.actions.practice.write_practice",   "yes   hid   hid   yes   hid     hid",
     lambda s, a: practising.write_practice(a, s.ben.draft_id, parts_of(s.ben.draft_id))),
    ("learning.actions.practice.release_practice", "yes   hid   hid   yes   hid     hid",
     lambda s, a: practising.release_practice(a, s.ben.draft_id, read_of(s.ben.draft_id))),
    ("learning.actions.practice.withdraw_practice", "yes  hid   hid   yes   hid     hid",
     lambda s, a: practising.withdraw_practice(a, s.ben.practice_id)),
    ("learning.actions.practice.remove_practice",  "yes   hid   hid   yes   hid     hid",
     lambda s, a: practising.remove_practice(a, s.ben.draft_id)),
    ("learning.actions.practice.judge_practice",   "hid   yes   hid   yes   yes     hid",
     lambda s, a: practising.judge_practice(a, s.ben.practice_id, ("So it is the invoice?",))),
    ("learning.actions.practice.review",           "hid   yes   hid   yes   yes     hid",
     lambda s, a: practising.review(a, s.ben.practice_id, ("So it is the invoice?",))),
    ("learning.queries.practice.turns_to_choose",  "yes   no    hid   yes   hid     hid",
     lambda s, a: cards.turns_to_choose(a, s.conversation_id)),
    ("learning.queries.practice.draft_exercise",   "yes   hid   hid   yes   hid     hid",
     lambda s, a: cards.draft_exercise(a, s.ben.draft_id)),
    ("learning.queries.practice.practice_of_teams", "yes  nil   nil   yes   nil     nil",
     lambda s, a: list(cards.practice_of_teams(a))),
    ("learning.queries.practice.waiting",          "nil   yes   nil   yes   yes     nil",
     lambda s, a: [it for it in [cards.waiting(a).next] if it]),
    ("learning.queries.practice.practice",         "hid   yes   hid   yes   yes     hid",
     lambda s, a: cards.practice(a, s.ben.practice_id)),
    ("learning.queries.plans.wishes",              "yes   yes   yes   yes   yes     yes",
     lambda s, a: plans.wishes(a)),
)  # fmt: skip
WHO = ("owner", "agent", "other", "coach", "learner", "nobody")
TABLE = {name: (dict(zip(WHO, answers.split(), strict=True)), ask) for name, answers, ask in ANSWERS}


@pytest.fixture
def scene(cast: Cast, tmp_path: Path) -> Scene:
    cora, twin = (add_person(DESK, name) for name in ("Greta Green", "G. Green"))
    said = conversation(cast.billing, cast.mrs_green, [("customer", "My invoice is wrong."), ("agent", "Oh.")])
    raw, _ = keep_raw(Channel.EMAIL, b"Subject: The invoice\r\n\r\nMy invoice is wrong.")
    more = NewTurn(party=Party.CUSTOMER, text="See my mail.", at=MONDAY + timedelta(hours=1), inbound_id=raw.pk)
    row = receive(DESK, said.pk, more, channel=Channel.EMAIL)
    address = cast.mrs_green.addresses.get()
    offered = classroom.publish(tmp_path)
    leo = cast.as_viewer("leo")
    code = classroom.finish(leo, tmp_path, "finished")
    classroom.publish(tmp_path, slug="withdrawn")
    Course.objects.filter(slug="withdrawn").update(hidden_at=MONDAY)
    return Scene(
        cast=cast,
        conversation_id=said.pk,
        turn_id=row.pk,
        promise_id=promises.make(DESK, said.pk, "look at the invoice").pk,
        person_id=cast.mrs_green.pk,
        other_id=cast.paul.pk,
        group_id=cast.green_and_co.pk,
        empty_id=add_group(DESK, "By mistake", GroupKind.AGENCY).pk,
        reliance_id=note_reliance(DESK, cast.billing.pk, RelianceKind.INFORMATION, group=cast.green_and_co).pk,
        address_id=address.pk,
        merge_id=merge(DESK, cora.pk, twin.pk).pk,
        courses=tmp_path,
        source_id=offered.source_id or 0,
        withdrawn="withdrawn",
        ben=belongings_of_ben(cast),
        finished="finished",
        code=code,
        comment_id=learning.write_comment(leo, "school", "all", "What if he shouts?").pk,
        assignment_id=learning.assign(cast.as_viewer("cora"), "school", cast.billing.pk).pk,
    )


@pytest.fixture
def askers(scene: Scene) -> dict[str, Viewer]:
    nora = add_user(DESK, "nora@allears.example", "Nora Nobody")
    names = {"owner": "anna", "agent": "ben", "other": "iris", "coach": "cora", "learner": "leo"}
    return {who: scene.cast.as_viewer(name) for who, name in names.items()} | {"nobody": viewer(nora)}


def answer_to(ask: Ask, scene: Scene, asker: Viewer) -> str:
    """What `asker` gets, in the words of the table. Whatever was done is undone."""
    try:
        with transaction.atomic():
            got = ask(scene, asker)
            transaction.set_rollback(True)
    except NotAllowed:
        return "no"
    except NotFound:
        return "hid"
    return "nil" if isinstance(got, list) and not got else "yes"


@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_what_the_table_says(name: str, scene: Scene, askers: dict[str, Viewer]) -> None:
    expected, ask = TABLE[name]
    assert {who: answer_to(ask, scene, askers[who]) for who in WHO} == expected


@pytest.mark.parametrize("name", [name for name, (answers, _) in TABLE.items() if "hid" in answers.values()])
def test_what_is_hidden_is_spoken_of_like_what_never_was(name: str, scene: Scene, askers: dict[str, Viewer]) -> None:
    _, ask = TABLE[name]
    with pytest.raises(NotFound) as hidden, transaction.atomic():
        ask(scene, askers["other"])
    nothing = replace(
        scene, conversation_id=NEVER, turn_id=NEVER, promise_id=NEVER, withdrawn="never", ben=Belongings(*[NEVER] * 6)
    )
    nothing = replace(nothing, code="0" * 32, comment_id=NEVER, assignment_id=NEVER)
    with pytest.raises(NotFound) as never, transaction.atomic():
        ask(nothing, askers["other"])
    assert str(hidden.value) == str(never.value)


def asking_functions() -> Iterator[str]:
    """Every public function of the areas that takes an asker, by its dotted name below `allears`."""
    for area in AREAS:
        package = importlib.import_module(f"allears.{area}")
        modules = [it.name for it in pkgutil.walk_packages(package.__path__, f"allears.{area}.")]
        for name in modules:
            module = importlib.import_module(name)
            for function_name, function in inspect.getmembers(module, inspect.isfunction):
                own = function.__module__ == name and not function_name.startswith("_")
                if own and "asker" in inspect.signature(function).parameters:
                    yield f"{name}.{function_name}".removeprefix(f"{allears.__name__}.")


def test_no_action_and_no_query_is_missing_from_the_table() -> None:
    found = set(asking_functions())
    assert found - TABLE.keys() == set(), "give these their line in the table"
    assert TABLE.keys() - found == set(), "these are gone: take their line out of the table"
