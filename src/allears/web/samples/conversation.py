"""A school, a sticking D, two answers: every kind of entry and mark."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from allears.insight.rules import Journey, Moment, Wait
from allears.web.journey import Drawing, journey
from allears.web.marked import Span, notes_in_order, segments
from allears.web.shapes import (
    Attachment,
    Call,
    Entry,
    Happening,
    InternalNote,
    Message,
    NeedLine,
    Note,
    Segment,
    StepLine,
    Stretch,
    Tone,
    Turn,
    Who,
)

from . import NOW, at

Found = tuple[str, str, Tone, str]
"""(the words, label, tone, because)."""

CUSTOMER, AGENT = "Adaeze Obi", "Dilys Pugh"

LETTER = (
    "Good morning,\n\nThe hire upright in our hall (your number M&L 4471) has a note that stays down: the D above "
    "middle C. The tuner was here in October and it was perfect until the heating came on.\n\nWe have the winter "
    "concert on Friday at seven, with forty-two children and all their grandparents. Could somebody look at it before "
    "then?\n\n"
    "With kind regards,\nAdaeze Obi\nHead of Music, St Brannock’s School"
)

ANSWER = (
    "Hi Adaeze,\n\nSticking keys in a hired upright are nearly always damp, so you’ll have put it too near a radiator. "
    "Under clause 9 the room is on the hirer’s side of things. Move it a metre away and see how you get on. I’ll ask "
    "the workshop today all the same.\n\nTom"
)


def drawn(anchor: str, text: str, found: tuple[Found, ...]) -> tuple[tuple[Segment, ...], tuple[Note, ...]]:
    """`text` cut along the places where the found words stand, and its notes in order."""
    spans = []
    for number, (words, label, tone, because) in enumerate(found):
        start = text.index(words)
        sure = 0.55 if label == "empathy" else 0.9
        note = Note(f"{anchor}-n{number}", label, tone, because, sure)
        spans.append(Span(start, start + len(words), note))
    return segments(text, spans), notes_in_order(spans)


Said = tuple[Literal["customer", "agent"], float, str, tuple[Found, ...]]

CALL: tuple[Said, ...] = (
    (
        "agent",
        0,
        "Merridew and Lund, good morning, Dilys speaking.",
        (("good morning, Dilys speaking", "greeting", "helps", ""),),
    ),
    (
        "customer",
        4,
        "Good morning. I wrote yesterday and was told to move the piano. It weighs a quarter of a ton, and the D still "
        "sticks.",
        (
            ("I wrote yesterday", "repeating", "tells", "Says again what she wrote on Monday."),
            ("the D still sticks", "complaint", "tells", ""),
        ),
    ),
    (
        "agent",
        13,
        "Oh dear. So you’ve written once already, the note is no better, and Friday is coming.",
        (
            ("Oh dear", "following", "helps", ""),
            ("you’ve written once already, the note is no better", "saying it back", "helps", "In her own words."),
        ),
    ),
    ("customer", 20, "Forty-two children, and the D is in every single", ()),
    (
        "agent",
        22.5,
        "Which piece is it?",
        (("Which piece is it?", "interrupting", "harms", "She had not finished: 0.6 s of talking at once."),),
    ),
    (
        "customer",
        25,
        "All of them! The Britten, and then the carols. I can’t have a hole in the middle of “In the Bleak Midwinter”.",
        (),
    ),
    (
        "agent",
        34,
        "No, you can’t. You’ve rehearsed since September, and then it’s our piano that lets you down. What does the "
        "key do, exactly, when you let go of it?",
        (
            (
                "You’ve rehearsed since September, and then it’s our piano that lets you down",
                "empathy",
                "helps",
                "Names what it is like for her.",
            ),
            ("it’s our piano that lets you down", "owning it", "helps", ""),
            ("What does the key do, exactly", "open question", "helps", ""),
        ),
    ),
    (
        "agent",
        74,
        "Thank you for waiting. So: the D above middle C, slow to come up, worse when the hall is warm, and the "
        "concert is on Friday at seven. Have I got that right?",
        (
            ("Thank you for waiting", "thanks", "helps", ""),
            (
                "So: the D above middle C, slow to come up, worse when the hall is warm, and the concert is on Friday "
                "at seven. Have I got that right?",
                "summing up",
                "helps",
                "All four points of the matter.",
            ),
            ("Have I got that right?", "checking", "helps", ""),
        ),
    ),
    ("customer", 90, "You have.", (("You have", "confirming", "tells", ""),)),
    (
        "agent",
        92,
        "Then Ivo will be with you by noon on Thursday with a set of bushings, and I’ll ring you myself that afternoon "
        "to hear that it plays.",
        (
            ("Ivo will be with you by noon on Thursday", "promise", "helps", "Thursday 4 December, 12:00."),
            ("I’ll ring you myself that afternoon", "promise", "helps", "Thursday 4 December, 17:00, by phone."),
        ),
    ),
    (
        "customer",
        103,
        "Oh, thank you. That’s the first night I’ll sleep.",
        (("thank you", "gratitude", "tells", ""),),
    ),
)


def call() -> Call:
    turns = []
    for number, (role, second, text, found) in enumerate(CALL):
        anchor = f"turn-{number}"
        runs, notes = drawn(anchor, text, found)
        speaker = CUSTOMER if role == "customer" else AGENT
        turns.append(Turn(anchor, role, speaker, runs, notes, second=second, cut_off=number == 3))
    stretches: list[Stretch] = []
    whole = 108.0
    bounds: list[tuple[Who, float]] = [*((role, start) for role, start, _, _ in CALL), ("silence", whole)]
    for (who, start), (_, end) in pairwise(bounds):
        length = min(end - start - 0.6, 15)
        stretches.append(Stretch(who, round(start / whole * 1000, 1), round(length / whole * 1000, 1)))
    stretches.append(Stretch("both", 206, 6))
    stretches.append(Stretch("hold", 458, 222))
    return Call(
        anchor="call-1",
        channel="phone",
        at=at(2, 8, 55),
        turns=tuple(turns),
        seconds=whole,
        balance=tuple(stretches),
        agent_share=0.58,
        customer=CUSTOMER,
        agent=AGENT,
        words_by="faster-whisper 1.2.1, model small.en, language en",
    )


def entries() -> tuple[Entry, ...]:
    """The whole matter, as the conversation page shows it."""
    letter, letter_notes = drawn(
        "m1",
        LETTER,
        (("has a note that stays down", "complaint", "tells", "The first time she says it."),),
    )
    answer, answer_notes = drawn(
        "m2",
        ANSWER,
        (
            ("Hi Adaeze", "using the name", "helps", ""),
            ("you’ll have put it too near a radiator", "blaming", "harms", "Finds the cause in what she did."),
            (
                "Under clause 9 the room is on the hirer’s side of things",
                "dismissal",
                "harms",
                "A rule, where she asked for help.",
            ),
            ("I’ll ask the workshop today", "promise", "helps", "Monday 1 December, 17:30."),
        ),
    )
    return (
        Message(
            "m1",
            "customer",
            CUSTOMER,
            "email",
            at(1, 9, 12),
            letter,
            letter_notes,
            to="Front Desk",
            attachments=(Attachment("the-D.mp4", 4_812_000, "#m1"), Attachment("hire agreement.pdf", 91_000, "#m1")),
        ),
        Message(
            "m2",
            "agent",
            "Tom Ackroyd",
            "email",
            at(1, 11, 40),
            answer,
            answer_notes,
            to=CUSTOMER,
            quoted="The hire upright in our hall (your number M&L 4471) has a note that stays down …",
        ),
        Happening("arrow-right-left", "Dilys Pugh took this over from Tom Ackroyd", at(2, 8, 54)),
        call(),
        InternalNote(
            "n1",
            AGENT,
            at(2, 9, 4),
            "Ivo: the hall key is with Mr Pell, the caretaker, at the side door. Take the small dehumidifier and leave "
            "it there till the concert.",
        ),
    )


FRESH_STEPS = (
    StepLine("Let them have their say", "yes"),
    StepLine("Show that you follow", "yes"),
    StepLine("Put yourself in their place", "unknown"),
    StepLine("Sum up and check", "unknown"),
    StepLine("Say what you will do, and by when", "unknown"),
)

STEPS = (
    StepLine("Let them have their say", "partly", "Cut off once.", (("0:22", "#turn-4"),)),
    StepLine("Show that you follow", "yes", "", (("0:13", "#turn-2"),)),
    StepLine("Put yourself in their place", "yes", "", (("0:34", "#turn-6"),)),
    StepLine("Sum up and check", "yes", "All four points, and asked.", (("1:14", "#turn-7"),)),
    StepLine("Say what you will do, and by when", "yes", "Twice, with a time.", (("1:32", "#turn-9"),)),
)

MISSED_STEPS = (
    StepLine("Let them have their say", "yes"),
    StepLine("Show that you follow", "no", "The concert is not mentioned.", (("Tom’s answer", "#m2"),)),
    StepLine("Put yourself in their place", "no"),
    StepLine("Sum up and check", "no"),
    StepLine("Say what you will do, and by when", "partly", "Today, but not what.", (("Tom’s answer", "#m2"),)),
)

NEEDS = (
    NeedLine("Understood", 0.86, "Said back twice, then summed up.", (("1:14", "#turn-7"),)),
    NeedLine("Welcome", 0.72),
    NeedLine("Important", 0.48, "She had to say it again.", (("0:04", "#turn-1"),)),
    NeedLine("Comfortable", None),
)

ADVICE = ("Let the sentence end before you ask. She was about to tell you why it mattered.",)


def eyes() -> Drawing:
    """Adaeze Obi's way through us, up to the end that everybody hopes for."""
    tom, dilys = "Tom Ackroyd", AGENT
    waits = (Wait(at(1, 9, 12), at(1, 11, 40)), Wait(at(1, 17, 30), at(2, 8, 55)))
    lengths = [it.length(NOW).total_seconds() for it in waits]
    way = Journey(
        moments=(
            Moment("wrote", at(1, 9, 12), "The D above middle C stays down; the concert is on Friday."),
            Moment("answered", at(1, 11, 40), "Move it a metre away.", tom),
            Moment("promised", at(1, 11, 41), "ask the workshop", tom),
            Moment("broken", at(1, 17, 30), "ask the workshop", tom),
            Moment("repeated", at(2, 8, 55), "I rang and told it again.", dilys),
            Moment("promised", at(2, 8, 58), "Ivo by noon on Thursday", dilys),
            Moment("kept", at(4, 11, 20), "Ivo by noon on Thursday", dilys),
            Moment("closed", at(4, 16, 40), "She rang to hear that it plays.", dilys),
        ),
        waits=waits,
        waited=sum(lengths),
        longest=max(lengths),
        waiting_now=None,
        repeats=1,
        hands=(tom, dilys),
        promised=2,
        kept=1,
        broken=1,
    )
    return journey(way, NOW)
