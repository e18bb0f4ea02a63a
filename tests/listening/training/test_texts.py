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
