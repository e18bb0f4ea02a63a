"""The small models of texts are trained on lines of a label and a text."""

import json
from pathlib import Path

import pytest

from allears.listening.models.texts import shortened, text_model
from allears.listening.training import texts


def test_a_line_without_a_text_is_named(tmp_path):
    path = tmp_path / "requests.txt"
    path.write_text("# rated\n5 Thank you, would you have a look?\n4\n", "utf-8")
    with pytest.raises(ValueError, match=r"requests\.txt:3"):
        texts.requests(path)


def test_the_same_lines_give_the_same_model_and_one_that_tells_them_apart(tmp_path):
    path = tmp_path / "requests.txt"
    polite = [f"5 Thank you so much, would you look at {thing}?" for thing in ("it", "this", "the list", "the map")]
    rude = [f"1 Why did you wreck {thing}, you fool?" for thing in ("it", "this", "the list", "the map")]
    path.write_text("\n".join([*polite, *rude]), "utf-8")
    rows = texts.requests(path)
    model = texts.train(rows, texts.REQUESTS)
    assert (model.scores(rows)[:4] > model.scores(rows)[4:].max()).all()
    for name in ("one", "two"):
        texts.store(name, texts.train(rows, texts.REQUESTS), tmp_path)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text())["weights"]["w thank"] > 0


def test_a_long_text_is_looked_at_from_both_ends():
    assert shortened(["a"] * 10) == ["a"] * 10
    assert shortened([str(n) for n in range(100)]) == [str(n) for n in (*range(30), *range(70, 100))]


def test_a_feature_counts_once_however_often_it_stands():
    model = text_model("politeness")
    assert model.score(["f cue 0 1"], ["thanks"]) == model.score(["f cue 0 1", "f cue 0 1"], ["thanks"])


def test_the_model_of_openness_that_comes_with_the_package_is_what_training_makes_of_the_lines():
    rows = texts.openness(Path(__file__).parents[3] / "corpus" / "questions.txt")
    made = texts.train(rows, texts.OPENNESS).scores(rows)
    shipped = [text_model("openness").score(row.names, row.words) for row in rows]
    assert shipped == pytest.approx(list(made), abs=0.05)


EXCHANGES = """# marks
+ So you walk to work.
- You should walk to work.

< I walk there, um, I walk every day.
+ Okay. {You walk there, every day.} And when it rains?
- What about when it rains?

- Thanks for coming in.
"""


def test_what_the_other_said_stands_for_the_turns_below_it_until_an_empty_line(tmp_path):
    path = tmp_path / "reflections.txt"
    path.write_text(EXCHANGES, "utf-8")
    turns = list(texts.labelled(path))
    assert [turn.told for turn in turns] == ["", "", *["I walk there, I walk every day."] * 2, ""]
    assert [turn.text[start:end] for turn in turns for start, end in turn.reflecting] == [
        "So you walk to work.",
        "You walk there, every day.",
    ]
    assert [turn.exchange for turn in turns[2:4]] == [turns[2].exchange] * 2
    assert len({turn.exchange for turn in turns}) == 4


def test_only_the_marked_part_of_a_turn_is_learned_to_be_a_reflection_and_signs_in_it_are_neither(tmp_path):
    path = tmp_path / "reflections.txt"
    path.write_text(EXCHANGES, "utf-8")
    rows = texts.reflections(texts.labelled(path))
    assert [(row.words[0], row.label) for row in rows] == [
        ("so", 1.0),
        ("you", 0.0),
        ("you", 1.0),
        ("and", 0.0),
        ("what", 0.0),
        ("thanks", 0.0),
    ]
    assert "f echoes all short" in rows[2].names or "f echoes all longer" in rows[2].names
    assert not any(name.startswith("f echoes") for name in rows[0].names)


def test_the_model_of_reflections_that_comes_with_the_package_is_what_training_makes_of_the_lines():
    rows = texts.reflections(texts.labelled(Path(__file__).parents[3] / "corpus" / "reflections.txt"))
    made = texts.train(rows, texts.REFLECTIONS).scores(rows)
    shipped = [text_model("reflecting").score(row.names, row.words) for row in rows]
    assert shipped == pytest.approx(list(made), abs=0.05)
