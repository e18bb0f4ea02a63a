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
