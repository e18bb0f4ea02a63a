"""Who is the agent, when nobody says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from allears.listening.formats import read
from allears.listening.party import infer_agent
from allears.listening.transcript import Turn


def heard(*said: str) -> str:
    """The agent in a conversation of "a: words" lines."""
    parted = [each.partition(": ") for each in said]
    return infer_agent([Turn("customer", text, speaker) for speaker, _, text in parted])


@pytest.mark.parametrize(
    "said",
    [
        ("a: Good morning, Green Lane, how can I help?", "b: My parcel has not come."),
        ("b: My parcel has not come and I want to complain.", "a: I see."),
        ("b: hello", "b: um it's about my bill", "a: right", "a: what's your account number please"),
        ("b: I was wondering if you could tell me how much it costs", "a: let me have a look for you"),
        ("a: Hi Sue, I wanted to let you know that your order is on its way.", "b: Great, thanks!"),
        ("a: Thank you for calling.", "b: Hi.", "a: May I have your name, please?", "b: Sue."),
        ("b: Can I have the number for the station please", "a: shall I connect you"),
        ("b: You charged me twice.", "a: I’m sorry to hear that. Could you confirm your address?"),
        ("b: it is the printer on the third floor again", "a: okay", "b: yes"),
    ],
)
def test_the_agent_is_told_by_what_only_agents_say(said: tuple[str, ...]) -> None:
    assert heard(*said) == "a"


@pytest.mark.parametrize(
    "greeting",
    ["Green Lane, good morning.", "Hello, Ben at Green Lane here.", "ben speaking", "Parcels and Post, Ben."],
)
def test_who_takes_up_with_a_name_answers_and_states_no_matter(greeting: str) -> None:
    assert heard(f"a: {greeting}", "b: The box came open and there was nothing in it", "a: Oh no.") == "a"


def test_nobody_is_the_agent_of_nothing_or_of_a_complaint_alone() -> None:
    assert infer_agent([]) == ""
    assert heard("b: My parcel has not come.") == ""
    assert heard("a: How can I help you?") == "a"


def test_a_long_conversation_is_not_decided_by_one_habit() -> None:
    assert heard(*["b: shall I wait"] * 50, "a: How can I help?", "a: what's your order number", "a: for you") == "a"


@pytest.mark.shared
def test_the_operator_is_found_in_real_calls(shared_data: Path) -> None:
    right = calls = 0
    for path in sorted((shared_data / "calls/bt-oasis").glob("*.txt")):
        (found,) = read(path)
        if {turn.speaker for turn in found.turns} == {"a", "b"}:
            calls += 1
            right += infer_agent(found.turns) == "a"
    assert calls > 500
    assert right / calls >= 0.95


@pytest.mark.shared
def test_the_agent_is_found_in_vcons_that_say_who_it_is(shared_data: Path) -> None:
    right = calls = 0
    for path in sorted((shared_data / "vcon").rglob("*.json")):
        (found,) = read(path)
        if not found.agent_inferred:
            calls += 1
            right += infer_agent(found.turns) == found.agent
    assert calls == 48
    assert right / calls >= 0.95
