"""What the heads look at in a sentence by itself."""

from allears.listening.models.features import ALONE, units
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View


def names(words: str) -> set[str]:
    (unit,) = units(View(Transcript("chat", (Turn("customer", words),))), ())
    return set(unit.own.names)


def test_a_foul_word_is_known_by_its_kind_and_by_whom_it_is_said_to():
    assert {"foul insult", "foul insult you"} <= names("you are so stupid today")
    assert "foul insult you" not in names("this stupid machine ate my card")
    assert {"foul obscene", "foul insult", "foul twice"} <= names("that shit printer is rubbish again")


def test_a_foul_word_alone_is_left_to_the_heads_and_a_harmless_one_to_the_rules():
    def shorts(words: str) -> list[bool]:
        return [unit.own.short for unit in units(View(Transcript("chat", (Turn("customer", words),))), ())]

    assert ALONE in names("Wanker")
    assert ALONE not in names("Pink")
    assert shorts("Wanker") == [False]
    assert shorts("Pink") == [True]


def around(*lines: str) -> set[str]:
    """What the last sentence stands among; "C: " and "A: " say whose turn a line is."""
    turns = tuple(Turn("customer" if line[0] == "C" else "agent", line[3:]) for line in lines)
    return set(units(View(Transcript("chat", turns)), ())[-1].around)


def test_a_customers_sentence_is_held_against_their_own_last_turn_and_the_agents():
    told, asked = "C: The boiler leaks.", "A: Which radiator is it?"
    assert {"last 4", "last share 4"} <= around(told, asked, "C: The boiler leaks.")
    assert {"agents 2", "agents share 4"} <= around(told, asked, "C: Which radiator?")
    assert not {name for name in around(told, asked, "C: On Friday.") if name.startswith(("last ", "agents "))}
    assert not {name for name in around(told, "A: The boiler leaks.") if name.startswith(("last ", "agents "))}
