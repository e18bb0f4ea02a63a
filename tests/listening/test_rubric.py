"""The scorecard: a file that a team can edit, with errors that name file and key."""

from importlib.resources import files

import pytest
from listening_talk import GOOD

from allears.listening import listen
from allears.listening.rubric import RubricError, load_rubric, parse_rubric

TEXT = files("allears.listening").joinpath("rubric.toml").read_text("utf-8")


def test_a_team_can_weigh_otherwise(tmp_path):
    card = tmp_path / "ours.toml"
    card.write_text(TEXT.replace("summing_up = 0.8", "").replace("sum_up = 0.8", "sum_up = 0"), "utf-8")
    assert load_rubric(card).heard["sum_up"] == 0
    assert listen(GOOD, rubric=load_rubric(card)).heard != listen(GOOD).heard


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[steps.follow]\nbase = 0.40", '[steps.follow]\nbase = "much"', "steps.follow.base: must be a number"),
        ('"backchannel", weight = 0.10', '"backchanel", weight = 0.10', "steps.have_their_say.terms[1].behaviour"),
        ("follow = 1.2", "follow = -1", "heard.follow: must be at least 0"),
        ("repeating = 4\n", "shouting = 4\n", "heard.against.shouting: no such behaviour"),
        ("[needs.welcome]", "[needs.welcomed]", "needs.welcomed: unknown key"),
        ("version = ", "version ", "not valid TOML"),
        ("from = 0.60, to = 0.85", "from = 0.60, to = 0.60", "terms[5].to: a measure needs"),
        ("{customer} told you", "{customers} told you", "advice.rules[0].text: knows only the placeholders"),
        ("{customer} told you", "{customer.__class__} told you", "knows only the placeholders"),
        ('missing = "say_what"', 'missing = "say"', "advice.rules[9].missing: no such step"),
        ("weight = 10\n", "weight = inf\n", "advice.rules[0].weight: must be a number"),
        ('{ promise = "dated"', '{ promise = "late"', "steps.say_what.terms[0].promise"),
    ],
)
def test_what_cannot_be_used_is_named_by_file_and_key(old, new, says):
    assert old in TEXT
    with pytest.raises(RubricError) as error:
        parse_rubric(TEXT.replace(old, new, 1), "ours.toml")
    assert str(error.value).startswith("ours.toml: ")
    assert says in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RubricError, match=r"none\.toml: cannot be read"):
        load_rubric(tmp_path / "none.toml")


def test_a_missing_table_is_named():
    with pytest.raises(RubricError, match="x: judge: is missing"):
        parse_rubric('version = "1"', "x")
