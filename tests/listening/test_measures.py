"""Numbers of the conversation: words, times, silences, hands."""

import pytest
from listening_talk import talk

from allears.listening import Transcript, Turn, listen


def timed(*turns, channel="phone"):
    roles = {"A": "agent", "C": "customer", "B": "bot"}
    return Transcript("t", tuple(Turn(roles[r], text, name, a, b) for r, name, text, a, b in turns), channel)


CALL = timed(
    ("A", "Priya", "Good morning, Harrow Plumbing.", 0.0, 2.0),
    ("C", "", "The valve is wrong and there is no hot water.", 3.0, 8.0),
    ("A", "Priya", "Bear with me one moment please.", 9.0, 11.0),
    ("A", "Priya", "I have it here now.", 41.0, 44.0),
    ("C", "", "Thank you.", 45.0, 46.0),
    ("A", "Sam", "Sam here, I have taken over from Priya.", 50.0, 54.0),
)


def test_times_of_a_call_are_measured_in_seconds():
    measures = listen(CALL).measures
    assert measures.duration == 54.0
    assert measures.silence == pytest.approx(1 + 1 + 30 + 1 + 4)
    assert measures.hold == pytest.approx(30.0)
    assert measures.first_answer == pytest.approx(1.0)
    assert measures.response_median == pytest.approx(2.5)
    assert measures.response_worst == pytest.approx(4.0)
    assert measures.talk_share == pytest.approx(11 / 17, abs=0.001)
    assert measures.speech_rate == pytest.approx(60 * 23 / 11, abs=0.1)


def test_hands_and_agents_are_counted():
    measures = listen(CALL).measures
    assert measures.agents == 2
    assert measures.handovers == 1


def test_without_times_there_are_no_times():
    measures = listen(talk("A: Good morning.", "C: It is broken.", "A: Broken?")).measures
    assert measures.silence is measures.hold is measures.duration is measures.speech_rate is None
    assert measures.response_median is measures.first_answer is measures.interruptions_per_minute is None
    assert measures.talk_share == pytest.approx(3 / 6)


def test_the_longest_customer_turn_runs_over_turns_that_follow_each_other():
    measures = listen(talk("C: one two three", "C: four five", "A: six", "C: seven")).measures
    assert measures.longest_customer_turn == 5
    assert measures.customer_words == 6


def test_a_bots_answer_is_no_first_answer():
    call = timed(("C", "", "Hello?", 0.0, 1.0), ("B", "", "I am a bot.", 1.5, 2.0), ("A", "Jo", "Hello.", 61.0, 62.0))
    assert listen(call).measures.first_answer == pytest.approx(60.0)


def test_an_interruption_is_a_start_well_before_the_customers_end():
    early = timed(
        ("A", "", "Good morning.", 0.0, 1.0),
        ("C", "", "The valve that came on Monday is the wrong one and", 1.5, 8.0),
        ("A", "", "Have you got the order number?", 6.5, 8.2),
    )
    reading = listen(early)
    assert reading.measures.interruptions == 1
    assert reading.measures.interruptions_per_minute == pytest.approx(60 / 8.2, abs=0.01)


def test_a_quick_change_of_turn_is_no_interruption():
    quick = timed(
        ("C", "", "The valve that came on Monday is the wrong one.", 1.5, 8.0),
        ("A", "", "Have you got the order number?", 7.8, 9.0),
    )
    assert listen(quick).measures.interruptions == 0


def test_a_backchannel_in_the_customers_turn_is_no_interruption():
    sign = timed(
        ("C", "", "The valve that came on Monday is the wrong one", 1.5, 8.0),
        ("A", "", "Mm-hm.", 5.0, 5.4),
        ("C", "", "and there is no hot water in the house.", 8.0, 10.0),
    )
    assert listen(sign).measures.interruptions == 0


def test_going_on_while_the_customer_speaks_is_talking_over():
    both = timed(
        ("A", "", "It is on the website and in the letter and in the terms.", 0.0, 6.0),
        ("C", "", "No, please listen, I have no hot water.", 3.0, 7.0),
    )
    assert [m.turn for m in listen(both).marks if m.behaviour == "talking_over"] == [0]
