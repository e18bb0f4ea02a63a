"""What was once heard wrongly, or not at all, whoever says it; with the models and without."""

from collections.abc import Callable, Sequence

import pytest

from allears.listening.listen import find_marks, rule_marks
from allears.listening.reading import Mark
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View

EARS = [find_marks, rule_marks]


def heard(ear: Callable[[View], Sequence[Mark]], said: str, by: Role = "agent") -> set[str]:
    return {mark.behaviour for mark in ear(View(Transcript("one", (Turn(by, said),))))}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(("last", "again"), [("Rosamund Teale", False), ("Nobody came on Friday.", True)])
def test_what_a_letter_is_signed_with_is_not_said_again(ear, last, again):
    turns = (
        Turn("customer", "Nobody came on Friday. I should like to know why.\n\nRosamund Teale\nSaltmarsh Grand Parade"),
        Turn("agent", "Dear Ms Teale,\n\nThe visit was moved when two bookings collided."),
        Turn("customer", f"Dear Ms Toll,\n\nWednesday at ten, if you are coming.\n\n{last}"),
    )
    found = [mark for mark in ear(View(Transcript("one", turns, "email"))) if mark.behaviour == "repeating"]
    assert bool(found) == again


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("That was careless of us.", "apology"),
        ("How rude of me.", "apology"),
        ("That was careless of you.", "blaming"),
        ("Well, you signed it.", "blaming"),
        ("But you agreed to that.", "blaming"),
    ],
)
def test_the_fault_is_put_where_the_speaker_puts_it(ear, said, behaviour):
    found = heard(ear, said) & {"apology", "blaming"}
    assert found == {behaviour}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "It would be wrong of us to charge you twice.",
        "You signed it on Monday, so we are all set.",
        "You did sign it, yes.",
    ],
)
def test_where_nobody_is_at_fault_none_is_found(ear, said):
    assert not heard(ear, said) & {"apology", "blaming"}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said", ["At your age group the rate is lower.", "For your weight class the fee is nine pounds."]
)
def test_a_class_that_a_price_goes_by_is_no_judgement(ear, said):
    assert "judging" not in heard(ear, said)


@pytest.mark.parametrize("ear", EARS)
def test_a_word_about_the_age_of_the_customer_is_one(ear):
    assert "judging" in heard(ear, "At your age you should know better.")


@pytest.mark.parametrize("ear", EARS)
def test_who_rings_back_in_ten_minutes_asks_nobody_to_wait_on_the_line(ear):
    found = heard(ear, "I'll call you back in ten minutes.")
    assert "promise" in found
    assert "hold" not in found


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "can i kiss you",
        "u r a moron",
        "let's have sex",
        "you're about as useful as a paper oar",
        "your mum is so ugly",
        "you rude little tyrant",
        "get stuffed",
        "you idiot start again",
        "oh just die",
        "you have no manners at all",
    ],
)
def test_these_are_abuse(ear, said):
    assert "abuse" in heard(ear, said, "customer")


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "What do you mean, not the side?",
        "You little legend, thank you.",
        "Where can I get you a coffee?",
        "I send one home with my son for your mother.",
        "The children go back to school on Monday.",
        "Are you a robot?",
        "That makes no sense.",
        "The herring die in warm water.",
        "You've been fixing boats since before my mum was born.",
    ],
)
def test_these_only_sound_like_it(ear, said):
    assert "abuse" not in heard(ear, said, "customer")


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("answer", "apologised"), [("the blue gate by the pond", False), ("never mind, it happens", True)]
)
def test_a_lone_sorry_after_which_the_customer_says_it_again_is_no_apology(ear, answer, apologised):
    turns = (Turn("customer", "it's the blue gate"), Turn("agent", "sorry"), Turn("customer", answer))
    marks = ear(View(Transcript("call", turns, channel="phone")))
    assert ("apology" in {mark.behaviour for mark in marks}) is apologised


@pytest.mark.parametrize(
    ("said", "by", "behaviour"),
    [
        ("so that's that's the one on the left", "agent", "dismissal"),
        ("there's there is a second form for it", "agent", "dismissal"),
        ("everybody has their own key", "agent", "dismissal"),
        ("why don't you send it to us by mail", "agent", "blaming"),
        ("if you had an hour on friday", "agent", "blaming"),
        ("it's up to you", "agent", "blaming"),
        ("you sort of have to turn it to the left", "agent", "judging"),
        ("the english version is on the back", "agent", "judging"),
        ("i don't know what they said to you", "agent", "speaking_ill"),
        ("there's a bunch of forms on the desk", "agent", "speaking_ill"),
        ("not to mention the post", "agent", "undue_favour"),
        ("we're taking the results of the survey to the board", "customer", "leaving"),
        ("i'm done with the form", "customer", "leaving"),
        ("the roses die off after they flower", "customer", "abuse"),
        ("we'll learn to read the meter", "customer", "abuse"),
        ("and that was kind of odd", "customer", "gratitude"),
        ("ta- take it to the counter", "customer", "gratitude"),
    ],
)
def test_ordinary_talk_is_ordinary(said, by, behaviour):
    assert behaviour not in heard(rule_marks, said, by)


@pytest.mark.parametrize(
    ("said", "by", "behaviour"),
    [
        ("And that's that.", "agent", "dismissal"),
        ("A contract's a contract.", "agent", "dismissal"),
        ("Everyone else waits.", "agent", "dismissal"),
        ("Maybe if you'd chased it in April we wouldn't be here.", "agent", "blaming"),
        ("Why didn't you read it?", "agent", "blaming"),
        ("You lot always come late.", "agent", "judging"),
        ("They don't know what they're doing in the warehouse.", "agent", "speaking_ill"),
        ("Don't mention it to my manager, and I'll do it.", "agent", "undue_favour"),
        ("I'm done with you.", "customer", "leaving"),
        ("We're taking our business somewhere else.", "customer", "leaving"),
        ("Go and learn to read.", "customer", "abuse"),
        ("That's kind of you.", "customer", "gratitude"),
    ],
)
def test_and_what_is_meant_is_still_heard(said, by, behaviour):
    assert behaviour in heard(rule_marks, said, by)


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "We only had two minutes left at the end.",
        "That may or may not be a problem.",
        "It allows us to print both sides.",
        "I want two seats by the window.",
        "Wait till you see the garden.",
        "Would you like to wait for the new model?",
        "The lamps stay on all night.",
        "I'll be straight about it, we were slow.",
    ],
)
def test_a_while_that_is_only_spoken_of_asks_nobody_to_wait(ear, said):
    assert "hold" not in heard(ear, said)


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "Two minutes please.",
        "I won't be a minute.",
        "Stay on, I'm pulling the sheet out.",
        "Allow me till noon to find it.",
        "I'll be right back.",
        "I need two hours to read it.",
        "Would you like to hold, or shall I ring you back?",
        "Are you happy to hold while I ask?",
    ],
)
def test_who_is_asked_for_a_while_is_asked_to_wait(ear, said):
    assert "hold" in heard(ear, said)


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("As previously advised, claims are paid in March.", "dismissal"),
        ("I can only tell you what the sheet says.", "dismissal"),
        ("You never gave us a list.", "blaming"),
        ("You could've asked for a quiet one, and then what did you expect?", "blaming"),
        ("Our planner would lose his own head.", "speaking_ill"),
        ("The warehouse have no sense at all.", "speaking_ill"),
        ("You accountants do love a drama.", "judging"),
        ("Someone in your position should think of that.", "judging"),
        ("I'll do it in cash, and nobody looks at the book.", "undue_favour"),
        ("I'll put it down as breakages.", "undue_favour"),
    ],
)
def test_what_harms_is_heard_in_other_words(ear, said, behaviour):
    assert behaviour in heard(ear, said)


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "That's our rule for families in need, so you pay nothing.",
        "I can't do anything without a number, so let me find it.",
        "Do you have certain experience in that area?",
        "They played the words backwards.",
        "Have you got all their paperwork with you?",
        "The switch is white, on the side.",
        "You should have had a letter from us.",
    ],
)
def test_what_only_sounds_like_harm_does_none(ear, said):
    assert not heard(ear, said) & {"dismissal", "blaming", "speaking_ill", "judging", "undue_favour"}


@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("That's the depot for you.", "speaking_ill"),
        ("The consultant always runs late.", "speaking_ill"),
        ("Dispatch forgot the keys again.", "speaking_ill"),
        ("Whoever packed that wasn't concentrating.", "speaking_ill"),
        ("He's gone now, thank goodness.", "speaking_ill"),
        ("Someone in the workshop must have botched it.", "speaking_ill"),
        ("Quickly, before anyone notices.", "undue_favour"),
        ("There's no need for that language.", "dismissal"),
        ("The computer won't let me.", "dismissal"),
        ("We'd have to do the same for everybody.", "dismissal"),
        ("At least nobody was hurt.", "dismissal"),
        ("You could have asked us first.", "blaming"),
        ("Perhaps if you cleaned it now and then.", "blaming"),
        ("You're a fool, sir.", "judging"),
        ("Even you should see that.", "judging"),
        ("How nerve-racking.", "empathy"),
        ("That's a real shock.", "empathy"),
        ("Have we missed anything?", "checking"),
        ("You'd have to phone 0161 496 0000.", "handing_over"),
        ("Let me introduce you to Ines in claims.", "handing_over"),
        ("Somebody will be in contact.", "promise"),
        ("May I ask what it is like at night?", "open_question"),
        ("Can I just ask why?", "open_question"),
    ],
)
def test_what_an_editor_of_our_courses_missed_is_heard(said, behaviour):
    assert behaviour in heard(rule_marks, said)


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("That's the driver for you now, at the gate.", "speaking_ill"),
        ("We lost your letter again, and I'm sorry.", "speaking_ill"),
        ("The system won't let me, so let me refund it by hand.", "dismissal"),
        ("At least three forms are needed.", "dismissal"),
        ("Maybe if you put it nearer the window it will work.", "blaming"),
        ("You're a member already.", "judging"),
        ("I'm sorry that you feel let down.", "apology"),
        ("That must be the caretaker's number.", "empathy"),
        ("It must be the fuse then.", "empathy"),
        ("Can I ask what your postcode is?", "open_question"),
        ("May I ask how old the boiler is?", "open_question"),
    ],
)
def test_and_what_only_sounds_like_it_is_not(ear, said, behaviour):
    assert behaviour not in heard(ear, said)


def answered(told: str, said: str) -> set[str]:
    """The behaviours of the agent's answer to what the customer told."""
    view = View(Transcript("one", (Turn("customer", told), Turn("agent", said))))
    return {mark.behaviour for mark in rule_marks(view) if mark.turn == 1}


def test_a_greeting_leaves_what_is_said_back_after_it():
    told = "Hello, Noor here. I'd like the usual hamper, but without walnuts."
    assert {"greeting", "restating"} <= answered(told, "Hi Noor, so the usual hamper without walnuts.")
    assert "restating" not in answered(told, "Hi Noor, so good to hear from you about the hamper.")


def test_a_word_after_it_is_that_was_written_small_is_nobody_s_name():
    assert "using_name" not in answered("It only squeaks when it's damp.", "Only when it is damp?")
    assert "using_name" in answered("It's Zeynep, about the squeak.", "Hello Zeynep, does it squeak in the damp?")
    assert "using_name" in answered("hi it's zeynep about the squeak", "hello zeynep how can i help")


def test_who_claims_to_know_how_it_feels_shows_no_empathy():
    assert "empathy" not in heard(rule_marks, "I know exactly how you feel.")
    assert "empathy" in heard(rule_marks, "I know how worrying that is.")


def test_who_is_sorry_only_if_it_troubled_somebody_says_no_sorry():
    assert "apology" not in heard(rule_marks, "Sorry about that, if you were upset.")
    assert "apology" in heard(rule_marks, "Sorry about that, we sent the wrong one.")
