"""What the corpus promises about itself (corpus/README.md) holds."""

from collections import Counter
from functools import cache
from pathlib import Path

from allears.listening.behaviours import BEHAVIOURS
from allears.listening.evaluation.corpus import Labelled, load_corpus
from allears.listening.evaluation.duplicates import near_duplicates, shingles
from allears.listening.training.texts import labelled, lines

FOLDER = Path(__file__).parents[3] / "corpus" / "conversations"


@cache
def corpus() -> list[Labelled]:
    return list(load_corpus(FOLDER))


def test_it_is_large_enough() -> None:
    assert len(corpus()) >= 800
    assert turns(corpus()) >= 14_000
    assert turns(exchanges()) >= 40_000


def test_its_datasheet_counts_what_is_there() -> None:
    told = (FOLDER.parent / "README.md").read_text("utf-8")
    counted = f"`conversations/*.txt`: {len(corpus())} conversations, {turns(corpus()):,} turns"
    assert counted in told
    assert (
        f"`exchanges/`: {len(exchanges()):,} short exchanges of one to five turns ({turns(exchanges()):,} turns)"
        in told
    )
    for kind in ("harm", "care", "follow", "customer", "desk", "plain"):
        of_a_kind = [it for it in exchanges() if it.transcript.id.startswith(kind)]
        assert f"`{kind}-*` ({len(of_a_kind):,})" in told
    assert f"In all {sum(len(it.hard) for it in exchanges()):,} hard negatives" in told


def turns(items: list[Labelled]) -> int:
    return sum(len(it.transcript.turns) for it in items)


@cache
def exchanges() -> list[Labelled]:
    return list(load_corpus(FOLDER.parent / "exchanges"))


@cache
def held_out() -> list[Labelled]:
    return list(load_corpus(FOLDER.parent / "held_out"))


def test_every_conversation_has_its_own_name() -> None:
    names = Counter(it.transcript.id for it in (*corpus(), *exchanges(), *held_out()))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_behaviour_is_there_a_hundred_times_and_tempts_a_hundred_times() -> None:
    marked = Counter(mark.behaviour for it in corpus() for mark in it.marks)
    tempting = Counter(behaviour for it in corpus() for _, behaviour in it.hard)
    assert {it.name: marked[it.name] for it in BEHAVIOURS if marked[it.name] < 100} == {}
    assert {it.name: tempting[it.name] for it in BEHAVIOURS if tempting[it.name] < 100} == {}


def test_less_than_three_in_a_hundred_turns_are_nearly_the_same_as_another() -> None:
    texts = [turn.text for it in corpus() for turn in it.transcript.turns]
    assert len(near_duplicates(texts)) < 0.03 * len(texts)


def test_exchanges_are_short_and_repeat_neither_themselves_nor_a_conversation() -> None:
    assert {len(it.transcript.turns) for it in exchanges()} <= {1, 2, 3, 4, 5}
    texts = [*said_at_length(corpus()), *said_at_length(exchanges())]
    assert len(near_duplicates(texts)) < 0.001 * len(texts)


def test_held_out_exchanges_hold_every_behaviour_and_repeat_nothing_that_is_learned_from() -> None:
    marked = Counter(mark.behaviour for it in held_out() for mark in it.marks)
    tempting = Counter(behaviour for it in held_out() for _, behaviour in it.hard)
    assert {it.name: marked[it.name] for it in BEHAVIOURS if marked[it.name] < 30} == {}
    assert {it.name: tempting[it.name] for it in BEHAVIOURS if tempting[it.name] < 20} == {}
    learned = [*said_at_length(corpus()), *said_at_length(exchanges())]
    blind = said_at_length(held_out())
    again = [i for i in near_duplicates([*learned, *blind]) if i >= len(learned)]
    assert len(again) < 0.01 * len(blind)


def said_at_length(items: list[Labelled]) -> list[str]:
    """The turns of five words or more: everybody says "oh, thank you"."""
    return [turn.text for it in items for turn in it.transcript.turns if len(turn.text.split()) > 4]


def test_near_duplicates_are_found_and_others_are_not() -> None:
    said = ["I'll ring you back before four this afternoon.", "Well, I'll ring you back before four this afternoon!"]
    assert near_duplicates([*said, "The lift is stuck between two floors again.", "..."]) == {1}
    assert shingles("Mm-hm.") == {"mm", "hm", "mm hm"}


def test_requests_reflections_and_questions_are_of_every_kind_and_no_two_nearly_the_same() -> None:
    rated = list(lines(FOLDER.parent / "requests.txt"))
    turns = list(labelled(FOLDER.parent / "reflections.txt"))
    assert min(Counter(label for label, _ in rated).values()) >= 30
    assert {label for label, _ in rated} == set("12345")
    asked = list(lines(FOLDER.parent / "questions.txt"))
    assert min(Counter(label for label, _ in asked).values()) >= 350
    assert {label for label, _ in asked} == set("oc-")
    assert min(Counter(bool(turn.reflecting) for turn in turns).values()) >= 1200
    assert min(Counter(bool(turn.reflecting) for turn in turns if turn.told).values()) >= 600
    texts = [text for _, text in rated] + [turn.text for turn in turns] + [text for _, text in asked]
    assert len(near_duplicates(texts)) < 0.03 * len(texts)
