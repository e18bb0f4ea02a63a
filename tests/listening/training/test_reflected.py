"""Lines of reflections become examples of saying back, each within a talk."""

from allears.listening.models.features import FEWEST_WORDS
from allears.listening.training.reflected import CHANNELS, reflected
from allears.listening.training.texts import labelled

LINES = """# marks
< I walk there, um, I walk every day.
+ Okay. {You walk there, every day.} And when it rains?
- What about when it rains?

+ So you walk to work.
- Thanks for coming in.
"""


def examples(tmp_path):
    path = tmp_path / "reflections.txt"
    path.write_text(LINES, "utf-8")
    return list(reflected(labelled(path)))


def test_only_what_stands_in_braces_says_something_back_and_signs_of_following_are_neither(tmp_path):
    found = {(" ".join(one.unit.words), one.label) for one in examples(tmp_path)}
    assert found == {
        ("you walk there every day", True),
        ("and when it rains", False),
        ("what about when it rains", False),
        ("so you walk to work", True),
        ("thanks for coming in", False),
    }


def test_each_sentence_comes_as_written_and_as_heard(tmp_path):
    said = [one for one in examples(tmp_path) if one.unit.words[0] == "so"]
    assert ["written" in one.unit.names for one in said] == [True, False]
    assert all(len(one.unit.words) >= FEWEST_WORDS and one.head == "reflects" for one in said)


def test_what_the_other_said_is_known_and_nothing_tells_where_the_line_stood(tmp_path):
    names = [one.unit.names for one in examples(tmp_path) if one.unit.words[0] == "you"]
    assert all(any(name.startswith("recent share") for name in each) for each in names)
    every = {name for one in examples(tmp_path) for name in one.unit.names}
    assert not every & {"first", "last"}
    assert every & set(CHANNELS) != {"phone"}


def test_turns_of_one_exchange_are_of_one_group(tmp_path):
    groups = [one.group for one in examples(tmp_path)]
    assert len(set(groups)) == 3
