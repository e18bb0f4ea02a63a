"""Training the heads: what is learned from, and what is measured by."""

from allears.listening.evaluation.corpus import parse_corpus
from allears.listening.training.train import TRAINED_ON, table, train

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


def test_exchanges_are_learned_from_in_every_fold_and_nothing_is_measured_by_them():
    without, rows = table(talks("c"), None), table(talks("c"), None, talks("x", 5))
    before, after = judging(train(without)), judging(train(rows))
    assert before["gold"] == after["gold"] == 2 * len(JUDGING)  # as written and as heard
    assert after["joined"] == 1 > before["joined"]
    assert {bool(own) for own, group in zip(rows.own, rows.groups, strict=True) if group == TRAINED_ON} == {False}


def test_what_others_wrote_of_abuse_is_measured_and_exchanges_are_not():
    exchange = list(parse_corpus(HEAD.format(id="x") + "C: [abuse you are all parrots]\nA: I see.\n"))
    without, rows = train(table(talks("c"), None)), train(table(talks("c"), None, exchange * 5))
    assert reported(rows, "abuse")["gold"] == reported(without, "abuse")["gold"] > 0
