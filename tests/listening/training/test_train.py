"""Training the heads: what is learned from, and what is measured by."""

from allears.listening.evaluation.corpus import parse_corpus
from allears.listening.models.features import units
from allears.listening.training.examples import Single
from allears.listening.training.train import TRAINED_ON, file_of, table, train
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

HEAD = "== {id} | chat | external | bicycle shop | British | 2025-03-04 10:12\n"
JUDGING = ("parrots wear hats", "only zebras pay late", "a walrus cannot read", "gulls want it all")
PLAIN = ("bells are in stock", "the shop opens at nine", "brakes need some oil", "tyres come on friday")


def talks(kind, times=1):
    """A talk for each saying, in which nothing but its words tells that it judges."""
    text = "".join(
        HEAD.format(id=f"{kind}-{i}-{judged}") + f"C: my bell is loose\nA: {saying}\n\n"
        for judged, sayings in enumerate((PLAIN, [f"[judging {saying}]" for saying in JUDGING]))
        for i, saying in enumerate(sayings * times)
    )
    return list(parse_corpus(text))


def judging(model):
    return reported(model, "judging")


def reported(model, name):
    return next(line for line in model.report if line["behaviour"] == name)


def test_exchanges_are_learned_from_and_told_apart_in_the_report():
    without, rows = table(talks("c"), None), table(talks("c"), None, talks("x", 5))
    before, after = judging(train(without)), judging(train(rows))
    assert before["gold"] == after["gold"] == 2 * len(JUDGING)  # as written and as heard
    assert (before["brief gold"], after["brief gold"]) == (0, 10 * len(JUDGING))
    assert after["joined"] == after["brief joined"] == 1 > before["joined"]


def test_an_exchange_is_measured_by_a_model_that_did_not_learn_from_it():
    once = parse_corpus(HEAD.format(id="x-0101") + "C: my bell is loose\nA: [judging a heron would rather dance]\n")
    rows = table(talks("c"), None, list(once))
    assert TRAINED_ON not in rows.groups
    model = train(rows)
    assert judging(model)["brief gold"] == 2
    assert judging(model)["brief joined"] == 0


def test_exchanges_of_one_file_stay_together_and_others_apart():
    assert file_of("harm-2009") == file_of("harm-2010") != file_of("harm-2110")


def test_reflections_are_learned_from_and_nothing_is_measured_by_them():
    rows = table(talks("c"), None)
    assert TRAINED_ON not in rows.groups
    said = [Single(unit_of("So you walked out."), "agent", "reflects", True, "")]
    with_them = table(talks("c"), None, (), said)
    assert [bool(own) for own, group in zip(with_them.own, with_them.groups, strict=True) if group == TRAINED_ON] == [
        False
    ]


def unit_of(text):
    view = View(Transcript("one", (Turn("agent", text),)))
    return units(view, ())[0]
