"""What is remembered of neighbours adds up to exactly what the weights of a sentence do."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from allears.listening.models.features import Own, Unit, grams
from allears.listening.models.heads import heads, scores
from allears.listening.models.pieces import split
from allears.listening.models.sums import Rows, Sums
from allears.listening.view import Sentence

SENTENCES = [
    "",
    "yes",
    "no no no",
    "again and again",
    "again",
    "i'll ring you back by ten past",
    "the 12 and the 15 and the 15",
    "you said you would ring and you did not ring",
    "zzqxv blorptang",
]


def sentence(text, *names):
    return Own(Sentence(0, len(text), ""), text.split(), names, False, {})


def one_by_one(words, names, model):
    """The sum of a sentence's weights as they stand in the tables."""
    rows = {*map(model.features.get, names), *map(model.grams.get, grams(words))} - {None}
    parts = [row for word in words for row in split(word, model.pieces)]
    total = model.sparse[sorted(rows)].astype(float).sum(axis=0)
    return total + (model.folded[parts].astype(float).mean(axis=0) if parts else 0)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_the_sum_of_its_weights(text):
    model, words = heads(), text.split()
    own = sentence(text, "length 2", "written")
    assert np.array_equal(model.sums.of_sentences([own])[0], one_by_one(words, own.names, model))


def test_sentences_of_all_lengths_keep_their_order():
    model = heads()
    every = [sentence(text) for text in SENTENCES]
    together = model.sums.of_sentences(every)
    assert all(np.array_equal(together[i], model.sums.of_sentences([own])[0]) for i, own in enumerate(every))


def test_memory_stays_in_bounds_and_nothing_changes_when_it_begins_anew(monkeypatch):
    model = heads()
    monkeypatch.setattr("allears.listening.models.sums.PAIRS_KEPT", 3)
    few = Sums(model.features, model.grams, model.sparse, model.pieces, model.folded)
    for text in SENTENCES:
        own = sentence(text)
        few.bounded()
        assert np.array_equal(few.of_sentences([own]), model.sums.of_sentences([own]))
    few.of_sentences([sentence(text) for text in SENTENCES])
    few.bounded()
    assert len(few.neighbours) == 0


def test_a_new_key_has_its_row_when_rows_are_asked_for():
    rows = Rows(2, 10, lambda keys: np.array([[len(key), len("".join(key))] for key in keys]))
    numbers = [rows["a", "b"], rows["abc", "d"], rows["a", "b"]]
    assert rows.table()[numbers].tolist() == [[2, 2], [2, 4], [2, 2]]


def test_many_threads_at_once_get_what_one_would():
    model = heads()
    shared = model._replace(sums=Sums(model.features, model.grams, model.sparse, model.pieces, model.folded))
    kept = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            heard = list(pool.map(lambda n: (n, scores(spoken(n), shared)), range(400)))
    finally:
        sys.setswitchinterval(kept)
    alone = Sums(model.features, model.grams, model.sparse, model.pieces, model.folded)
    for n, found in heard:
        assert np.array_equal(found, scores(spoken(n), model._replace(sums=alone)))


def spoken(n):
    """Sentences whose words nobody said before, as units that stand among nothing."""
    texts = [f"the w{n}x{i} of the v{i} is late again and so is w{n}x{i}" for i in range(3)]
    return [Unit(0, sentence(text, f"length {n % 5}"), ()) for text in texts]
