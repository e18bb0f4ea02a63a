"""Every address of the desk for every kind of asker, bad input, and how many queries a page asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from allears.accounts.actions import make_sign_in_link
from allears.accounts.models import User
from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, keep_raw, receive, start
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Channel, Party
from allears.customers.actions import add_group, add_person, affiliate, merge, note_reliance
from allears.customers.addresses import AddressKind
from allears.customers.models import Group, Merge, Person, Reliance
from allears.customers.rules import GroupKind, RelianceKind
from allears.learning.models import PracticeExercise
from allears.learning.queries.practice import seen
from allears.learning.rules.mirror import HABITS
from allears.lib import clock
from allears.promises import actions as promising
from allears.promises.models import Promise
from allears.readings.actions import listen_again
from allears.web import urls
from allears.web.forms import NewPromise, NewTime
from belongings import Belongings, belongings_of_ben
from builders import MONDAY, conversation, turn
from cast import Cast

NEVER = 10**9
HUGE = 10**30
LETTER = (
    b"From: greta@green.example\r\nSubject: The invoice\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHere.\r\n'
    b'--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nA\r\n--x--\r\n'
)


@dataclass(frozen=True)
class Scene:
    """What is asked for. The conversation is Billing's; a customer belongs to nobody."""

    cast: Cast
    talk: Conversation
    letter: Turn
    promise: Promise
    twin: Person
    empty: Group
    reliance: Reliance
    merged: Merge
    secret: str
    ben: Belongings


@pytest.fixture
def scene(cast: Cast) -> Scene:
    said = [("customer", "My invoice is wrong, and nobody answers."), ("agent", "I will look at it by noon tomorrow.")]
    talk = conversation(cast.billing, cast.mrs_green, said)
    raw, _ = keep_raw(Channel.EMAIL, LETTER)
    letter = receive(
        DESK, talk.pk, NewTurn(party=Party.CUSTOMER, text="Here.", at=MONDAY, inbound_id=raw.pk), channel=Channel.EMAIL
    )
    listen_again(talk.pk)
    twin = add_person(DESK, "Mrs Green", [(AddressKind.EMAIL, "g@green.example")])
    kept, absorbed = add_person(DESK, "Greta"), add_person(DESK, "G.")
    done = merge(DESK, kept.pk, absorbed.pk)
    promise = promising.make(DESK, talk.pk, "look at the invoice")
    empty = add_group(DESK, "By mistake", GroupKind.AGENCY)
    relies = note_reliance(DESK, cast.billing.pk, RelianceKind.MATERIALS, person=cast.mrs_green)
    key = make_sign_in_link(DESK, cast.ben)
    return Scene(cast, talk, letter, promise, twin, empty, relies, done, key, belongings_of_ben(cast))


Path = Callable[[Scene], str]


def tomorrow() -> str:
    return (clock.now() + timedelta(days=1)).date().isoformat()


@dataclass(frozen=True)
class Asked:
    """One address: the statuses for owner, agent, other team's agent, coach, learner, and somebody not signed in."""

    name: str
    method: str
    statuses: str
    path: Path
    given: Callable[[Scene], dict[str, object]] = lambda s: {}


def talk(rest: str = "") -> Path:
    return lambda s: f"/conversations/{s.talk.pk}{rest}"


def customer(rest: str = "") -> Path:
    return lambda s: f"/customers/{s.cast.mrs_green.pk}{rest}"


def group(rest: str = "") -> Path:
    return lambda s: f"/groups/{s.cast.green_and_co.pk}{rest}"


ANSWERS = (
    #     name                     method    owner agent other coach learner nobody
    Asked("inbox",                 "get",    "200  200   200   200   302     302", lambda s: "/"),
    Asked("new",                   "get",    "200  200   200   200   403     302", lambda s: "/conversations/new"),
    Asked("conversation",          "get",    "200  200   404   200   404     302", talk()),
    Asked("answer",                "post",   "302  302   404   302   404     302", talk("/answer"),
          lambda s: {"body": "It is put right."}),
    Asked("draft",                 "post",   "200  200   404   200   404     302", talk("/draft"),
          lambda s: {"body": "I am sorry. How did it happen?"}),
    Asked("hand_on",               "get",    "200  200   404   200   404     302", talk("/hand-on")),
    Asked("new_promise",           "get",    "200  200   404   200   404     302", talk("/promises/new")),
    Asked("steer",                 "post",   "302  302   404   302   404     302", talk("/close")),
    Asked("attachment",            "get",    "200  200   404   200   404     302",
          lambda s: f"/messages/{s.letter.pk}/attachments/0"),
    Asked("customers",             "get",    "200  200   200   200   403     302", lambda s: "/customers/"),
    Asked("new_customer",          "get",    "200  200   200   200   403     302", lambda s: "/customers/new"),
    Asked("customer",              "get",    "200  200   200   200   403     302", customer()),
    Asked("edit_customer",         "get",    "200  200   200   200   403     302", customer("/edit")),
    Asked("standing",              "post",   "302  302   302   302   403     302", customer("/standing"),
          lambda s: {"relationship": "client"}),
    Asked("twins",                 "get",    "200  200   200   200   403     302", customer("/twins")),
    Asked("merge",                 "get",    "200  200   200   200   403     302", customer("/merge")),
    Asked("merge",                 "post",   "302  302   302   302   403     302", customer("/merge"),
          lambda s: {"other": s.twin.pk}),
    Asked("unmerge",               "post",   "302  302   302   302   403     302",
          lambda s: f"/customers/merges/{s.merged.pk}/undo"),
    Asked("edit_customer",         "post",   "302  302   302   302   403     302", customer("/edit"),
          lambda s: {"name": "Greta Green", "vip": "on"}),
    Asked("add_address",           "post",   "302  302   302   302   403     302", customer("/addresses"),
          lambda s: {"address": "@greta"}),
    Asked("remove_address",        "post",   "302  302   302   302   403     302",
          lambda s: f"/customers/{s.cast.mrs_green.pk}/addresses/{s.cast.mrs_green.addresses.get().pk}/remove"),
    Asked("join",                  "post",   "302  302   302   302   403     302", customer("/groups"),
          lambda s: {"group": s.cast.workshop.pk, "title": "Guest"}),
    Asked("leave",                 "post",   "302  302   302   302   403     302",
          lambda s: f"/customers/{s.cast.mrs_green.pk}/groups/{s.cast.green_and_co.pk}/leave"),
    Asked("rely",                  "post",   "302  302   302   302   403     302", customer("/reliances"),
          lambda s: {"kind": "information", "team": s.cast.it.pk, "note": "Statements"}),
    Asked("end_reliance",          "post",   "302  302   302   302   403     302",
          lambda s: f"/reliances/{s.reliance.pk}/remove"),
    Asked("groups",                "get",    "200  200   200   200   403     302", lambda s: "/groups/"),
    Asked("new_group",             "get",    "200  200   200   200   403     302",
          lambda s: f"/groups/new?within={s.cast.workshop.pk}"),
    Asked("new_group",             "post",   "302  302   302   302   403     302", lambda s: "/groups/new",
          lambda s: {"name": "Stores", "kind": "department", "internal": "yes", "parent": s.cast.workshop.pk}),
    Asked("group",                 "get",    "200  200   200   200   403     302", group()),
    Asked("edit_group",            "get",    "200  200   200   200   403     302", group("/edit")),
    Asked("edit_group",            "post",   "302  302   302   302   403     302", group("/edit"),
          lambda s: {"name": "Green Sons", "kind": "company", "internal": "no", "parent": 0}),
    Asked("remove_group",          "post",   "302  302   302   302   403     302",
          lambda s: f"/groups/{s.empty.pk}/remove"),
    Asked("group_people",          "get",    "200  200   200   200   403     302", group("/people?q=paul")),
    Asked("group_people",          "post",   "302  302   302   302   403     302", group("/people"),
          lambda s: {"person": s.cast.paul.pk, "do": "in"}),
    Asked("group_relies",          "post",   "302  302   302   302   403     302", group("/reliances"),
          lambda s: {"kind": "information", "team": s.cast.it.pk}),
    Asked("promises",              "get",    "200  200   200   200   200     302", lambda s: "/promises/"),
    Asked("promise",               "post",   "302  302   404   302   404     302",
          lambda s: f"/promises/{s.promise.pk}", lambda s: {"verdict": "kept"}),
    Asked("mirror",                "get",    "200  200   200   200   200     302", lambda s: "/learning/mirror"),
    Asked("take_mirror",           "get",    "200  200   200   200   200     302", lambda s: "/learning/mirror/take"),
    Asked("take_mirror",           "post",   "302  302   302   302   302     302", lambda s: "/learning/mirror/take",
          lambda s: {it.key: "3" for it in HABITS}),
    Asked("share_mirror",          "post",   "404  302   404   404   302     302", lambda s: "/learning/mirror/share",
          lambda s: {"coach": s.cast.cora.pk}),
    Asked("mirror_of",             "get",    "404  404   404   200   404     302",
          lambda s: f"/learning/mirror/of/{s.cast.ben.pk}"),
    Asked("forget_taking",         "post",   "404  302   404   404   404     302",
          lambda s: f"/learning/mirror/takings/{s.ben.taking_id}/forget"),
    Asked("journal",               "get",    "200  200   200   200   200     302", lambda s: "/learning/journal"),
    Asked("new_entry",             "get",    "200  200   404   200   404     302",
          lambda s: f"/learning/journal/new?about={s.talk.pk}"),
    Asked("new_entry",             "post",   "302  302   302   302   302     302", lambda s: "/learning/journal/new",
          lambda s: {"change": "Ask."}),
    Asked("journal_draft",         "post",   "200  200   404   200   404     302", lambda s: "/learning/journal/draft",
          lambda s: {"change": "As", "about": s.talk.pk}),
    Asked("entry",                 "get",    "404  200   404   404   404     302",
          lambda s: f"/learning/journal/{s.ben.entry_id}"),
    Asked("entry",                 "post",   "404  302   404   404   404     302",
          lambda s: f"/learning/journal/{s.ben.entry_id}"),
    Asked("remove_entry",          "post",   "404  302   404   404   404     302",
          lambda s: f"/learning/journal/{s.ben.entry_id}/remove"),
    Asked("plan",                  "get",    "200  200   200   200   200     302", lambda s: "/learning/plan"),
    Asked("new_plan",              "get",    "404  200   404   404   404     302",
          lambda s: f"/learning/plan/new?from={s.ben.plan_id}"),
    Asked("new_plan",              "post",   "302  400   302   302   302     302", lambda s: "/learning/plan/new",
          lambda s: {"when": "it rings", "then": "breathe", "behaviours": ["greeting"], "starts_on": tomorrow()}),
    Asked("one_plan",              "get",    "404  302   404   404   404     302",
          lambda s: f"/learning/plan/{s.ben.plan_id}"),
    Asked("look_back",             "post",   "404  302   404   404   404     302",
          lambda s: f"/learning/plan/{s.ben.plan_id}/look-back", lambda s: {"next": "adjust"}),
    Asked("leave_plan",            "post",   "404  302   404   404   404     302",
          lambda s: f"/learning/plan/{s.ben.plan_id}/leave"),
    Asked("make_practice",         "get",    "200  403   404   200   404     302", talk("/practice")),
    Asked("make_practice",         "post",   "302  403   404   302   404     302", talk("/practice"),
          lambda s: {"turn": list(s.talk.turns.values_list("pk", flat=True)), "kind": "say"}),
    Asked("practice",              "get",    "200  200   200   200   200     302", lambda s: "/learning/practice"),
    Asked("practice_of_teams",     "get",    "200  200   200   200   200     302", lambda s: "/learning/practice/team"),
    Asked("practice_answer",       "get",    "404  200   404   200   200     302",
          lambda s: f"/learning/practice/{s.ben.practice_id}"),
    Asked("practice_answer",       "post",   "404  200   404   200   200     302",
          lambda s: f"/learning/practice/{s.ben.practice_id}", lambda s: {"answer": "So it is the invoice?"}),
    Asked("practice_rate",         "post",   "404  302   404   302   302     302",
          lambda s: f"/learning/practice/{s.ben.practice_id}/rate",
          lambda s: {"answer": "So it is the invoice?", "rating": "3"}),
    Asked("edit_practice",         "get",    "200  404   404   200   404     302",
          lambda s: f"/learning/practice/{s.ben.draft_id}/edit"),
    Asked("edit_practice",         "post",   "302  404   404   302   404     302",
          lambda s: f"/learning/practice/{s.ben.draft_id}/edit", lambda s: {"find": "checking", "take_out": "Ivo, "}),
    Asked("release_practice",      "post",   "302  404   404   302   404     302",
          lambda s: f"/learning/practice/{s.ben.draft_id}/release",
          lambda s: {"read": "on", "seen": seen(PracticeExercise.objects.get(pk=s.ben.draft_id))}),
    Asked("end_practice",          "post",   "302  404   404   302   404     302",
          lambda s: f"/learning/practice/{s.ben.practice_id}/withdraw"),
    Asked("learning_wishes",       "post",   "302  302   302   302   302     302", lambda s: "/learning/wishes"),
    Asked("package_play",          "get",    "404  404   404   404   404     404", lambda s: "/packages/unsigned/play"),
    Asked("package_file",          "get",    "404  404   404   404   404     404",
          lambda s: "/packages/unsigned/files/index.html"),
    Asked("new_time",              "get",    "200  200   404   200   404     302",
          lambda s: f"/promises/{s.promise.pk}/new-time"),
    Asked("new_time",              "post",   "302  302   404   302   404     302",
          lambda s: f"/promises/{s.promise.pk}/new-time", lambda s: {"due": "2099-01-01T12:00", "agreed": "on"}),
    Asked("search",                "get",    "200  200   200   200   403     302", lambda s: "/search/?q=invoice"),
    Asked("live",                  "head",   "200  200   200   200   200     401", lambda s: "/live"),
    Asked("one_time",              "get",    "200  200   200   200   200     200", lambda s: f"/sign-in/{s.secret}"),
    Asked("patterns",              "get",    "200  200   200   200   200     200", lambda s: "/patterns"),
    Asked("patterns-conversation", "get",    "200  200   200   200   200     200",
          lambda s: "/patterns/conversation"),
    Asked("patterns-inbox",        "get",    "200  200   200   200   200     200", lambda s: "/patterns/inbox"),
)  # fmt: skip
WHO = {"owner": "anna", "agent": "ben", "other": "iris", "coach": "cora", "learner": "leo", "nobody": ""}


def client_of(cast: Cast, name: str) -> Client:
    """A browser of one of the cast; of somebody who has not signed in without a name."""
    client = Client(raise_request_exception=False)
    if name:
        user: User = getattr(cast, name)
        client.force_login(user)
    return client


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("asked", ANSWERS, ids=lambda it: f"{it.name}-{it.method}")
def test_everybody_gets_what_the_table_says(asked: Asked, who: str, scene: Scene) -> None:
    expected = dict(zip(WHO, map(int, asked.statuses.split()), strict=True))[who]
    answer = getattr(client_of(scene.cast, WHO[who]), asked.method)(asked.path(scene), asked.given(scene))
    assert answer.status_code == expected
    if who == "nobody" and expected == 302:
        assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("http://testserver/customers/?q=green", "/customers/%3Fq%3Dgreen"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
        ("http://testserver//elsewhere.example/x", "/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(came: str, goes: str, scene: Scene) -> None:
    answer = Client().post(f"/conversations/{scene.talk.pk}/close", headers={"Referer": came})
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={goes}")


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://testserver/customers/?q=green", "/customers/?q=green"),
        ("http://testserver/reliances/1/remove", ""),
        ("https://elsewhere.example/", ""),
        ("http://testserver//elsewhere.example/x", ""),
        ("", ""),
    ],
)
def test_who_opens_an_address_that_only_takes_forms_reads_so_and_finds_a_way_back(
    came: str, back: str, scene: Scene
) -> None:
    answer = client_of(scene.cast, "ben").get("/reliances/1/remove", headers={"Referer": came})
    html = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address only takes what a form sends." in html
    assert re.findall('<a class="button[^"]*" href="([^"]*)"', html) == [back, "/"][not back :]


def test_in_a_piece_of_a_page_and_in_the_api_no_page_says_that_only_forms_are_taken(scene: Scene) -> None:
    ben = client_of(scene.cast, "ben")
    piece = ben.get("/reliances/1/remove", headers={"HX-Request": "true"})
    assert (piece.status_code, piece.content) == (405, b"")
    assert "cannot be done here" in ben.get("/api/v1/promises/1/settle").json()["detail"]
    assert ben.post("/promises/").content == b""


@pytest.mark.parametrize(
    ("typed", "status", "shown"),
    [
        ("/learning/journal/", 302, "/learning/journal"),
        ("/learning/journal/?after=3", 302, "/learning/journal?after=3"),
        ("/packages/a%3Fb/play/", 302, "/packages/a%3Fb/play"),
        ("/customers", 301, "/customers/"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page(typed: str, status: int, shown: str, scene: Scene) -> None:
    ben = client_of(scene.cast, "ben")
    answer = ben.get(typed)
    assert (answer.status_code, answer["Location"]) == (status, shown)
    assert ben.post("/learning/journal/").status_code == 404


@pytest.mark.parametrize("typed", ["/nowhere/", "/conversations/999999/"])
def test_an_address_that_is_none_without_its_slash_either_is_not_found(typed: str, scene: Scene) -> None:
    assert client_of(scene.cast, "ben").get(typed, follow=True).status_code == 404


@pytest.mark.parametrize("page", ["/learning/", "/accounts/password/change/"])
@pytest.mark.parametrize(("who", "ways"), [("ben", 5), ("leo", 1)])
def test_the_way_round_leads_nobody_where_he_may_not_go(page: str, who: str, ways: int, scene: Scene) -> None:
    browser = client_of(scene.cast, who)
    html = browser.get(page, follow=True).content.decode()
    links = re.findall('<a class="nav__link"[^>]* href="([^"]+)"', html)
    assert len(links) == ways
    assert {browser.get(link).status_code for link in links} == {200}


def test_who_only_learns_finds_learning_first(scene: Scene) -> None:
    answer = client_of(scene.cast, "leo").get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/learning/")


def test_a_mirror_in_which_nothing_was_observed_yet_says_so_once(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    fresh = leo.get("/learning/mirror").content.decode()
    assert "Listening has read no conversation in which you spoke" in fresh
    assert 'class="habit"' not in fresh
    leo.post("/learning/mirror/take", {habit.key: "3" for habit in HABITS})
    taken = leo.get("/learning/mirror").content.decode()
    assert taken.count('class="habit"') == len(HABITS)
    assert "too few conversations" not in taken


def test_where_too_little_was_said_it_is_told_once(scene: Scene) -> None:
    one = conversation(scene.cast.billing, said=[("customer", "What are your opening hours?")])
    listen_again(one.pk)
    html = client_of(scene.cast, "ben").get(f"/conversations/{one.pk}").content.decode()
    about = html[html.index('id="about"') : html.index('id="eyes"')]
    assert "After 1 turn there is nothing to judge yet" in about
    assert "Too little" not in about.replace("Too little to tell", "")
    assert 'class="steps"' not in about


def test_no_address_is_missing_from_the_table() -> None:
    named = {it.name for it in urls.urlpatterns if isinstance(it, URLPattern)}
    assert {it.name for it in ANSWERS} == named


def test_what_one_may_not_see_looks_like_what_never_was(scene: Scene) -> None:
    iris = client_of(scene.cast, "iris")
    hidden, never = iris.get(f"/conversations/{scene.talk.pk}"), iris.get(f"/conversations/{NEVER}")
    assert (hidden.status_code, hidden.content) == (never.status_code, never.content)


GROUP = {"name": "Stores", "kind": "department", "internal": "no", "parent": "0"}
BAD: tuple[tuple[str, str, dict[str, str], int], ...] = (
    ("get", "/?after=x", {}, 400),
    ("get", "/?after=9999999999999999999999_1", {}, 400),
    ("get", "/?after=%00_%00", {}, 400),
    ("get", "/?folder=nowhere", {}, 200),
    ("get", "/?team=nobody", {}, 404),
    ("get", "/?team=%00", {}, 404),
    ("get", f"/conversations/{NEVER}", {}, 404),
    ("get", f"/conversations/{HUGE}", {}, 404),
    ("get", "/conversations/x", {}, 404),
    ("get", "/conversations/-1", {}, 404),
    ("get", "TALK?before=x", {}, 400),
    ("get", "TALK?before=-1", {}, 400),
    ("get", f"TALK?before={HUGE}", {}, 400),
    ("get", "TALK?before=0", {}, 200),
    ("get", "TALK/answer", {}, 405),
    ("post", "TALK/answer", {"body": " "}, 400),
    ("post", "TALK/answer", {"body": "\x00"}, 400),
    ("post", "TALK/answer", {"body": "x" * 100_001}, 400),
    ("post", "TALK/answer", {"body": "All \x00 right, 😀.", "kind": "shout", "then": "dance"}, 302),
    ("post", "TALK/draft", {}, 200),
    ("post", "TALK/draft", {"body": "\x00 " + "x" * 200_000}, 200),
    ("post", "TALK/dance", {}, 400),
    ("post", "TALK/%00", {}, 400),
    ("post", "TALK/assign", {"to": "x"}, 302),
    ("post", "TALK/assign", {"to": str(NEVER)}, 400),
    ("post", "TALK/assign", {"to": str(HUGE)}, 400),
    ("post", "TALK/move", {"to": "x"}, 404),
    ("post", "TALK/move", {"to": str(HUGE)}, 404),
    ("post", "TALK/rename", {"subject": "\x00"}, 400),
    ("post", "TALK/rename", {"subject": "x" * 5000}, 302),
    ("post", "TALK/promises/new", {"what": ""}, 400),
    ("post", "TALK/promises/new", {"what": "\x00"}, 400),
    ("post", "TALK/promises/new", {"what": "come", "due": "soonish"}, 400),
    ("post", "TALK/promises/new", {"what": "come", "due": "0001-01-01T00:00"}, 400),
    ("get", "/learning/mirror/of/999999999", {}, 404),
    ("get", f"/learning/mirror/of/{HUGE}", {}, 404),
    ("post", "/learning/mirror/take", {}, 400),
    ("post", "/learning/mirror/take", {"wandering": "9", "finishing": "\x00"}, 400),
    ("post", "/learning/mirror/share", {"coach": "x"}, 404),
    ("post", "/learning/mirror/share", {"coach": str(HUGE)}, 404),
    ("get", "/learning/journal?after=x", {}, 400),
    ("get", "/learning/journal/new?about=x", {}, 400),
    ("get", f"/learning/journal/new?about={HUGE}", {}, 400),
    ("get", f"/learning/journal/new?about={NEVER}", {}, 404),
    ("post", "/learning/journal/new", {}, 400),
    ("post", "/learning/journal/new", {"change": "x" * 20_001}, 400),
    ("post", "/learning/journal/draft", {"change": "x" * 20_001}, 400),
    ("get", f"/learning/journal/{HUGE}", {}, 404),
    ("get", "/learning/plan/new?from=x", {}, 200),
    ("post", "/learning/plan/new", {}, 400),
    ("post", "/learning/plan/new", {"when": "\x00", "then": "y", "starts_on": "tomorrow"}, 400),
    ("post", "/learning/plan/new", {"when": "x", "then": "y", "starts_on": "9999-12-31"}, 400),
    ("post", f"/learning/plan/{NEVER}/look-back", {"next": "adjust"}, 404),
    ("post", f"/learning/plan/{NEVER}/leave", {}, 404),
    ("post", "/learning/wishes", {"cards_a_day": "many"}, 400),
    ("post", "TALK/practice", {}, 400),
    ("post", "TALK/practice", {"kind": "dance", "turn": "x"}, 400),
    ("post", "TALK/practice", {"kind": "say", "turn": str(HUGE)}, 400),
    ("get", f"/learning/practice/{HUGE}", {}, 404),
    ("get", f"/learning/practice/{NEVER}/edit", {}, 404),
    ("post", f"/learning/practice/{NEVER}/rate", {"rating": "9"}, 400),
    ("post", f"/learning/practice/{NEVER}/dance", {}, 400),
    ("post", "DRAFT/edit", {"prompt": "", "turn-0": "x"}, 400),
    ("post", "DRAFT/edit", {"turn-0": "x" * 6000}, 400),
    ("post", "DRAFT/release", {}, 400),
    ("post", "DRAFT/release", {"read": "on", "seen": "\x00"}, 400),
    ("post", "DRAFT/withdraw", {}, 400),
    ("get", "/messages/1/attachments/99999", {}, 404),
    ("get", f"/messages/{HUGE}/attachments/{HUGE}", {}, 404),
    ("get", "/customers/?after=%F0%9F%98%80", {}, 400),
    ("get", "/customers/?q=%00", {}, 200),
    ("get", "/customers/?q=%27%3B%20%28%26%7C%21", {}, 200),
    ("get", f"/customers/{HUGE}", {}, 404),
    ("post", "/customers/new", {"name": "", "address": ""}, 400),
    ("post", "/customers/new", {"name": "\x00", "address": "\x00"}, 400),
    ("post", "/customers/new", {"name": "Ann", "address": "@"}, 400),
    ("post", "/customers/new", {"name": "Ann", "address": "ann@"}, 400),
    ("post", "/customers/new", {"name": "x" * 5000}, 400),
    ("post", "WHO/edit", {"name": "", "note": "\x00"}, 400),
    ("post", "WHO/standing", {"relationship": "king"}, 400),
    ("get", "WHO/merge?other=x", {}, 400),
    ("get", f"WHO/merge?other={NEVER}", {}, 404),
    ("get", f"WHO/merge?other={HUGE}", {}, 400),
    ("get", "WHO/merge?q=%00", {}, 200),
    ("post", "WHO/merge", {}, 400),
    ("post", "WHO/merge", {"other": str(NEVER)}, 404),
    ("post", "WHO/merge", {"other": str(HUGE)}, 400),
    ("post", f"/customers/merges/{HUGE}/undo", {}, 404),
    ("post", "WHO/addresses", {}, 400),
    ("post", "WHO/addresses", {"address": "\x00"}, 400),
    ("post", "WHO/addresses", {"address": "greta@green.example"}, 400),
    ("post", f"WHO/addresses/{HUGE}/remove", {}, 302),
    ("post", "WHO/groups", {}, 400),
    ("post", "WHO/groups", {"group": "x"}, 400),
    ("post", "WHO/groups", {"group": str(HUGE)}, 400),
    ("post", f"WHO/groups/{NEVER}/leave", {}, 302),
    ("post", "WHO/reliances", {"kind": "love", "team": "x"}, 400),
    ("post", "WHO/reliances", {"kind": "materials", "team": str(HUGE)}, 400),
    ("get", "WHO/reliances", {}, 405),
    ("post", f"/customers/{NEVER}/addresses", {"address": "@x"}, 404),
    ("post", f"/reliances/{HUGE}/remove", {}, 404),
    ("get", "/groups/?q=%00%25_", {}, 200),
    ("get", "/groups/new?within=x", {}, 200),
    ("get", f"/groups/new?within={NEVER}", {}, 404),
    ("get", f"/groups/new?within={HUGE}", {}, 200),
    ("post", "/groups/new", {}, 400),
    ("post", "/groups/new", {"name": "\x00", "kind": "club", "internal": "perhaps", "parent": "x"}, 400),
    ("post", "/groups/new", GROUP | {"domains": "green.example/x"}, 400),
    ("post", "/groups/new", GROUP | {"parent": str(HUGE)}, 400),
    ("get", f"/groups/{HUGE}", {}, 404),
    ("get", "GROUP?after=x", {}, 400),
    ("post", "GROUP/edit", GROUP | {"parent": "GROUP"}, 400),
    ("post", f"/groups/{NEVER}/edit", GROUP, 404),
    ("post", "GROUP/remove", {}, 400),
    ("post", "GROUP/people", {}, 400),
    ("post", "GROUP/people", {"person": str(NEVER)}, 404),
    ("post", "GROUP/people", {"person": str(HUGE)}, 400),
    ("get", "GROUP/people?q=%00", {}, 200),
    ("post", "GROUP/reliances", {}, 400),
    ("get", f"/promises/{HUGE}/new-time", {}, 404),
    ("post", "PROMISE/new-time", {}, 400),
    ("post", "PROMISE/new-time", {"due": "2099-01-01T12:00"}, 400),
    ("post", "PROMISE/new-time", {"due": "2001-01-01T12:00", "agreed": "on"}, 400),
    ("post", "PROMISE/new-time", {"due": "soon", "agreed": "on"}, 400),
    ("get", "/promises/?shelf=x&whose=y&after=", {}, 200),
    ("get", "/promises/?after=-1", {}, 400),
    ("get", f"/promises/?after={HUGE}", {}, 400),
    ("post", f"/promises/{HUGE}", {"verdict": "kept"}, 404),
    ("post", "PROMISE", {"verdict": "perhaps"}, 400),
    ("get", "/search/?q=%00&after=", {}, 200),
    ("get", "/search/?q=" + "x" * 3000, {}, 200),
    ("get", "/search/?q=%22unclosed%20-%20OR%20%28", {}, 200),
    ("get", "/search/?q=invoice&after=x", {}, 400),
    ("get", "/sign-in/%00", {}, 410),
    ("post", "/sign-in/nothing", {}, 410),
    ("post", "/conversations/new", {}, 400),
    ("post", "/conversations/new",
     {"channel": "phone", "team": str(NEVER), "subject": "x", "said": "x"}, 400),
    ("post", "/conversations/new",
     {"channel": "drum", "team": "x", "subject": "\x00", "said": "\x00", "address": "\x00"}, 400),
    ("get", "/nowhere", {}, 404),
)  # fmt: skip


def test_what_is_missing_is_said_in_our_words_and_in_a_fields_own_where_it_has_some() -> None:
    assert NewPromise({}).errors["what"] == ["This is still empty."]
    (agreed,) = NewTime({"due": "2099-01-01T12:00"}, customer="Mrs Green").errors["agreed"]
    assert "only if they agree" in agreed


@pytest.mark.parametrize(
    ("method", "path", "given", "status"), BAD, ids=lambda it: repr(it)[:40] if isinstance(it, str | dict) else None
)
def test_bad_input_gets_a_page_in_our_own_words(
    method: str, path: str, given: dict[str, str], status: int, scene: Scene
) -> None:
    path = path.replace("TALK", f"/conversations/{scene.talk.pk}").replace("PROMISE", f"/promises/{scene.promise.pk}")
    path = path.replace("DRAFT", f"/learning/practice/{scene.ben.draft_id}")
    number = str(scene.cast.green_and_co.pk)
    path = path.replace("WHO", f"/customers/{scene.cast.mrs_green.pk}").replace("GROUP", f"/groups/{number}")
    given = {key: number if value == "GROUP" else value for key, value in given.items()}
    answer = getattr(client_of(scene.cast, "anna"), method)(path, given)
    assert answer.status_code == status
    if status in {400, 403, 404, 410}:
        html = answer.content.decode()
        assert re.search(r"<h1[^>]*>[^<]", html)
        assert "Traceback" not in html


def test_turns_before_the_newest_are_a_page_of_their_own(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [turn("customer", f"Word {n}.") for n in range(9)]
    long = start(DESK, channel=Channel.CHAT, team_id=scene.cast.billing.pk, turns=turns, subject="The words")
    monkeypatch.setattr("allears.conversations.queries.conversation.__kwdefaults__", {"before": None, "at_most": 4})
    ben = client_of(scene.cast, "ben")
    newest = ben.get(f"/conversations/{long.pk}").content.decode()
    assert "Word 8." in newest
    assert "Word 4." not in newest
    (before,) = re.findall(r"\?before=(\d+)\"", newest)[:1]
    earlier = ben.get(f"/conversations/{long.pk}?before={before}").content.decode()
    assert [n for n in range(9) if f"Word {n}." in earlier] == [1, 2, 3, 4]
    first = ben.get(f"/conversations/{long.pk}?before=1").content.decode()
    assert [n for n in range(9) if f"Word {n}." in first] == [0]
    assert "?before=" not in first.replace("?before=1", "")


def test_a_draft_ticks_its_steps_and_leaves_nothing_behind(scene: Scene) -> None:
    ben = client_of(scene.cast, "ben")
    counts = Turn.objects.count(), Promise.objects.count()
    words = "I am so sorry, that must have been awful. What happened then? I will ring you by noon on Friday."
    html = ben.post(f"/conversations/{scene.talk.pk}/draft", {"body": words}).content.decode()
    assert html.count("step--yes") == 3
    note = ben.post(f"/conversations/{scene.talk.pk}/draft", {"body": words, "kind": "note"}).content.decode()
    assert note.count("step--unknown") == 5
    assert (Turn.objects.count(), Promise.objects.count()) == counts


def test_an_answer_by_htmx_gives_an_empty_box_and_says_where_it_went(scene: Scene) -> None:
    ben = client_of(scene.cast, "ben")
    headers = {"HX-Request": "true"}
    answer = ben.post(f"/conversations/{scene.talk.pk}/answer", {"body": "It is put right."}, headers=headers)
    assert f"t{Turn.objects.latest('pk').pk}" in answer["HX-Trigger"]
    assert "It is put right." not in answer.content.decode()
    refused = ben.post(f"/conversations/{scene.talk.pk}/answer", {"body": " "}, headers=headers)
    assert "Write an answer first." in refused.content.decode()


def test_an_attachment_is_a_download_that_no_browser_runs(scene: Scene) -> None:
    answer = client_of(scene.cast, "ben").get(f"/messages/{scene.letter.pk}/attachments/0")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Type"] == "application/octet-stream"


PAGES = (
    "/",
    "/?folder=all",
    "TALK",
    "WHO",
    "WHO/edit",
    "/customers/",
    "/groups/",
    "GROUP",
    "GROUP/edit",
    "GROUP/people?q=customer",
    "/promises/",
    "/promises/?shelf=settled",
    "/search/?q=invoice",
    "/learning/mirror",
    "/learning/journal",
    "/learning/plan",
    "/learning/plan/new",
    "/learning/practice",
    "/learning/practice/team",
)


def fill(cast: Cast, number: int) -> Conversation:
    """`number` conversations, each with turns, a reading and promises, of customers of whom one has them all too."""
    for n in range(number):
        who = cast.mrs_green if n % 2 else add_person(DESK, f"Customer {n}", [(AddressKind.EMAIL, f"c{n}@x.example")])
        below = add_group(DESK, f"Branch {n}", GroupKind.DEPARTMENT, parent_id=cast.green_and_co.pk)
        affiliate(DESK, who.pk, cast.green_and_co.pk)
        affiliate(DESK, cast.mrs_green.pk, below.pk)
        note_reliance(DESK, cast.it.pk, RelianceKind.ASSISTANCE, group=cast.green_and_co, note=f"Number {n}")
        said = [("customer", f"My invoice {n} is wrong."), ("agent", "I will send it by noon tomorrow.")] * 3
        last = conversation(cast.billing, who, said)
        listen_again(last.pk)
        promise = promising.make(DESK, last.pk, f"send invoice {n}")
        if n % 3 == 0:
            promising.settle(DESK, promise.pk, right_thing=True)
    return last


@pytest.mark.parametrize("number", [3, 60])
def test_a_page_asks_at_most_twelve_queries_however_much_there_is(number: int, cast: Cast) -> None:
    last = fill(cast, number)
    belongings_of_ben(cast)
    for who in ("anna", "ben"):
        client = client_of(cast, who)
        asked = {}
        for page in PAGES:
            path = page.replace("TALK", f"/conversations/{last.pk}").replace("WHO", f"/customers/{cast.mrs_green.pk}")
            path = path.replace("GROUP", f"/groups/{cast.green_and_co.pk}")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            asked[page] = len(queries)
        assert {page: number for page, number in asked.items() if number > 12} == {}
