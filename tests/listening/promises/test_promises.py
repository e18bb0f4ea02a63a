"""Promises in turns: which are found, which are not, and what is read out of them."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.listening.evaluation import promises as evaluation
from allears.listening.promises import find_promises
from allears.listening.reading import Promise
from allears.listening.transcript import Role, Transcript, Turn

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2025, 5, 14, 10, 30, tzinfo=LONDON)
GOLD = Path(__file__).parents[3] / "corpus" / "promises.jsonl"


def said(text: str, role: Role = "agent", speaker: str = "Priya") -> tuple[Promise, ...]:
    return find_promises(Transcript("t", (Turn(role, text, speaker),), started_at=SAID, zone="Europe/London"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Okay so I'll ring you back in an hour, all right?", "I'll ring you back in an hour"),
        ("right i'll get that sent out to you today", "i'll get that sent out to you today"),
        ("By Friday you'll have it.", "By Friday you'll have it"),
        ("Leave it with me.", "Leave it with me"),
        ("It will be refunded within five working days.", "It will be refunded within five working days"),
        ("I’ll email it over tomorrow, so don’t worry.", "I’ll email it over tomorrow"),
        ("Then I'll put a rack up here before Friday.", "I'll put a rack up here before Friday"),
        ("I'll ask Nadia and ring you before noon.", "I'll ask Nadia and ring you before noon"),
        ("I don't mind asking her if she's free, and I'll call you by two.", "I'll call you by two"),
        ("Both will be rebuilt by Monday.", "Both will be rebuilt by Monday"),
        ("I've just rung Idris, he can call round tomorrow at four.", "he can call round tomorrow at four"),
        ("I'll stay on the line until the crew arrives.", "I'll stay on the line until the crew arrives"),
        ("We'll see to it that the lift is mended.", "We'll see to it that the lift is mended"),
        ("I'll find you a spare key today.", "I'll find you a spare key today"),
        ("I'll ask Mrs Lindqvist this afternoon.", "I'll ask Mrs Lindqvist this afternoon"),
        ("I'll ask for the small pitch on Sunday.", "I'll ask for the small pitch on Sunday"),
        ("I'll take your number and ring you back by ten past.", "I'll take your number and ring you back by ten past"),
        ("Ring you back by ten past.", "Ring you back by ten past"),
        ("Thanks. Get back to you by noon.", "Get back to you by noon"),
        ("We'll repaint the door.", "We'll repaint the door"),
        ("We'll mend the gate, and that's that.", "We'll mend the gate"),
        ("Noted with thanks. Refund within three working days.", "Refund within three working days"),
        ("yeah i'll send you that", "i'll send you that"),
        ("yeah i can do that for you", "i can do that for you"),
        ("so i'm gonna go and check with liz", "i'm gonna go and check with liz"),
        ("let me get that to you", "let me get that to you"),
        ("I'll walk it up myself.", "I'll walk it up myself"),
        ("I'll, uh, dig up some more of the papers.", "I'll, uh, dig up some more of the papers"),
        ("I'll stand by the tank till the level is safe.", "I'll stand by the tank till the level is safe"),
        ("I'll be at the gate at eight myself.", "I'll be at the gate at eight myself"),
        ("I'll read the leaflet tonight.", "I'll read the leaflet tonight"),
        ("I'm bringing them round by six.", "I'm bringing them round by six"),
        ("The difference goes back to your card today.", "The difference goes back to your card today"),
        ("There'll be a new lock on the door by Friday.", "There'll be a new lock on the door by Friday"),
        ("we'll send you the sample", "we'll send you the sample"),
        ("You'll get a letter from us.", "You'll get a letter from us"),
    ],
)
def test_the_span_is_the_clause_with_its_time_and_no_more(text: str, words: str) -> None:
    (promise,) = said(text)
    assert text[promise.start : promise.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Ring you back tomorrow?",
        "Call you back whenever, you said.",
        "Get back in the queue by noon.",
        "I'll hang on while you look.",
        "I'll be honest with you.",
        "I won't be able to send it today.",
        "He said he'd call you on Friday.",
        "They told me they will send it tomorrow.",
        "Shall I ring you back at five?",
        "When will you send it?",
        "You'll need to fill in the form by Friday.",
        "You'll see the button top left.",
        "I'll just put you on hold.",
        "If the depot agrees we'll send one tomorrow.",
        "We always reply within two days.",
        "I called you on Monday.",
        "Hopefully it will arrive on Tuesday.",
        "So here's how we'll do it.",
        "The tenant will have to sign it by Friday.",
        "Let me just make sure: it's the blue one?",
        "I'll tell you two things.",
        "I'll find you in the list.",
        "I'll ask you one more thing.",
        "I'll ask for your surname first.",
        "I'll put you on hold and get back to you.",
        "I'll just put that up on my screen.",
        "She can call round tomorrow or Thursday, would that help?",
        "Payment within 30 days of your invoice.",
        "Payment is due by Friday.",
        "If she'd mind a late visit we'll send somebody else on Monday.",
        "we'll have to do it all again",
        "so then we'll put it somewhere",
        "because we're gonna have a lot of differences",
        "are we gonna do it",
        "and we need to decide what we're gonna do with that",
        "we're getting more space",
        "We'll see.",
        "we should send it",
        "I'll just say this.",
        "I'll show you in a second.",
        "yeah i can see that",
        "yes, I can help you with that",
        "I can do that if you like.",
        "you're gonna get worse results",
        "You'll have left it out in the sun.",
        "You'll have sent the wrong page.",
        "I'll stick you through to Faults.",
        "I'm passing you to Osman, who looks after these.",
        "I'll give you to the house manager.",
        "She'll take it from here.",
        "Sometimes I'll put it in a bracket.",
        "There'll be a delay on Monday.",
        "I would expect it by Friday.",
        "I'll",
        "",
    ],
)
def test_what_commits_nobody_is_no_promise(text: str) -> None:
    assert said(text) == ()


def answered(told: str, answer: str) -> tuple[Promise, ...]:
    return find_promises(Transcript("t", (Turn("customer", told), Turn("agent", answer)), started_at=SAID))


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (
            "The gym is booked for our quiz on Friday, and now it's locked.",
            "So the gym is booked for your quiz on Friday.",
        ),
        (
            "My sofa ships on Monday and I move on Sunday.",
            "Right, so the sofa ships on Monday, and you move on Sunday.",
        ),
    ],
)
def test_an_arrangement_that_the_customer_told_of_is_only_said_back(told: str, answer: str) -> None:
    assert answered(told, answer) == ()


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("Could you put my class in the gym on Friday?", "So your class is booked in the gym on Friday."),
        ("Friday in the gym, please.", "So you're booked in the gym for Friday."),
        ("My boiler is dead.", "So an engineer is booked for Friday."),
    ],
)
def test_an_arrangement_that_was_asked_for_or_is_new_is_promised(told: str, answer: str) -> None:
    assert len(answered(told, answer)) == 1


def test_customers_and_bots_make_no_promises() -> None:
    assert said("I'll send you the form tomorrow.", "customer") == ()
    assert said("We'll send you the form tomorrow.", "bot") == ()


@pytest.mark.parametrize(
    ("text", "by", "what", "manner"),
    [
        ("I'll ring you back at five.", "Priya", "ring back", "by phone"),
        ("We will send the corrected invoice to the Leeds office tomorrow.", "we",
         "send the corrected invoice to the Leeds office", ""),
        ("The engineer will call you within the hour.", "the engineer", "call you", "by phone"),
        ("I'll confirm that in writing today.", "Priya", "confirm that", "in writing"),
        ("Your refund will be processed by Monday.", "we", "process your refund", ""),
        ("I'll post it tomorrow by recorded post.", "Priya", "post it", "by recorded post"),
        ("Marta will come tomorrow at ten with two lamps.", "Marta", "come with two lamps", ""),
        ("I'll have one ready by noon, with a handle on it.", "Priya", "have one ready with a handle on it", ""),
        ("I'll bring it when you're in on Monday, before lunch.", "Priya",
         "bring it when you're in on Monday, before lunch", ""),
        ("The claim will be looked into by Friday.", "we", "look into the claim", ""),
        ("The tins will be emptied and the shelf painted by Friday.", "we",
         "have the tins emptied and the shelf painted", ""),
        ("Your chair will be wrapped today.", "we", "wrap your chair", ""),
        ("I'll send you the minutes on Monday.", "Priya", "send the minutes", ""),
        ("I'm sending you the minutes on Monday.", "Priya", "send the minutes", ""),
        ("I'll have them fetch nine-one-two by noon.", "Priya", "have them fetch nine-one-two", ""),
        ("I'll do it as soon as I'm off the phone.", "Priya", "do it as soon as I'm off the phone", ""),
        ("I'll do it as soon as possible today.", "Priya", "do it as soon as possible today", ""),
        ("I'll put that in writing today.", "Priya", "put that in writing", "in writing"),
        ("I've booked Hana to tune it on Friday.", "Priya", "book Hana to tune it", ""),
        ("Leave it with me.", "Priya", "deal with it", ""),
        ("Copying Ada in who'll send the form today.", "Ada", "send the form", ""),
        ("I've asked Tom, he can look in tomorrow at ten.", "Tom", "look in", ""),
        ("Payment within five working days.", "we", "payment", ""),
        ("I'm driving it over by six.", "Priya", "drive it over", ""),
        ("Your order goes out today.", "we", "your order goes out", ""),
        ("I'll bring it with tonight's van.", "Priya", "bring it with tonight's van", ""),
        ("The fare comes back to you today.", "we", "the fare comes back to you", ""),
        ("There'll be a new lock on your door by Friday.", "we", "have a new lock on your door", ""),
        ("yeah we can send it to you by friday", "we", "send it to you", ""),
    ],
)  # fmt: skip
def test_who_does_what_in_which_manner(text: str, by: str, what: str, manner: str) -> None:
    (promise,) = said(text)
    assert (promise.by, promise.what, promise.manner) == (by, what, manner)


def test_a_deadline_counts_from_the_turn_and_not_from_the_start_of_the_call() -> None:
    turns = (
        Turn("customer", "Hello?", start=0, end=1),
        Turn("agent", "I'll ring you in ten minutes.", start=600, end=603),
    )
    (promise,) = find_promises(Transcript("t", turns, started_at=SAID))
    assert promise.due == SAID + timedelta(minutes=20)


def test_a_time_is_meant_in_the_customers_zone() -> None:
    turns = (Turn("agent", "I'll ring you by five."),)
    (promise,) = find_promises(Transcript("t", turns, started_at=SAID, zone="America/New_York"))
    assert promise.due == datetime(2025, 5, 14, 17, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("zone", ["No/Such", "../../etc/passwd", "x" * 500, "\0"])
def test_an_unknown_zone_falls_back_to_that_of_the_conversation(zone: str) -> None:
    turns = (Turn("agent", "I'll ring you by five."),)
    (promise,) = find_promises(Transcript("t", turns, started_at=SAID, zone=zone))
    assert promise.due == datetime(2025, 5, 14, 17, tzinfo=LONDON)


def test_without_a_start_the_promise_stands_and_is_not_dated() -> None:
    (promise,) = find_promises(Transcript("t", (Turn("agent", "I'll ring you by five."),)))
    assert (promise.due, promise.due_text) == (None, "by five")


PIECES = [
    "I'll",
    "we",
    "will",
    "you'll",
    "have",
    "it",
    "send",
    "call",
    "back",
    "the",
    "engineer",
    "someone",
    "from",
    "billing",
    "will",
    "by",
    "on",
    "in",
    "within",
    "five",
    "working",
    "days",
    "tomorrow",
    "friday",
    "if",
    "not",
    "he",
    "said",
    ",",
    ".",
    "?",
    "\n",
    "—",
    "’",
    "99",
    "31/02",
    "at",
    "between",
    "and",
    "8",
    "10",
    "let",
    "me",
    "leave",
    "it",
    "with",
    "me",
    "booked",
    "for",
    "be",
    "refunded",
    "İ",
    "\x00",
    ">",
    "a.m.",
    "p.m.",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_makes_it_fail_and_every_due_lies_ahead(text: str) -> None:
    for promise in said(text):
        assert 0 <= promise.start < promise.end <= len(text)
        assert 0 < promise.confidence <= 1
        assert promise.due is None or (promise.due.tzinfo is not None and promise.due > SAID)


def test_a_very_long_turn_is_read_in_reasonable_time() -> None:
    begun = time.perf_counter()
    for text in (
        "I'll " * 20_000,
        "the one and " * 10_000 + "will",
        "i'll send it by five and " * 4_000,
        "by the " * 20_000,
    ):
        said(text)
    assert time.perf_counter() - begun < 10


def test_the_gold_is_well_formed_and_the_goals_hold_on_it() -> None:
    turns = evaluation.read_gold(GOLD)
    assert len(turns) >= 360
    assert sum(not t.promises for t in turns) >= len(turns) // 2
    for split, least in (("dev", 0.95), ("test", 0.90)):
        measured = evaluation.measures([evaluation.score(t) for t in turns if t.split == split])
        assert measured["f1"] >= least
        assert measured["due_right"] >= 0.95


def test_a_broken_line_of_gold_is_reported_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl:1"):
        evaluation.read_gold(path)
