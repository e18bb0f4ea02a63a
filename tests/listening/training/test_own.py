"""A team's own labels: what is read, what is refused, and what adapting changes."""

import json

import pytest

from allears.listening.evaluation.corpus import CorpusError
from allears.listening.models.heads import heads
from allears.listening.training.own import adapt, read_labels


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def conversation(i, text, *marks):
    turns = [{"role": "customer", "text": text}, {"role": "agent", "text": "I see. Let me look."}]
    return {"id": str(i), "channel": "chat", "turns": turns, "marks": list(marks)}


def test_labels_are_read_with_their_places(tmp_path):
    mark = {"behaviour": "complaint", "turn": 0, "start": 0, "end": 12}
    (found,) = read_labels(write(tmp_path / "own.jsonl", conversation(1, "It is broken.", mark)))
    assert found.transcript.turns[0].role == "customer"
    assert [(m.behaviour, m.turn, m.start, m.end) for m in found.marks] == [("complaint", 0, 0, 12)]


@pytest.mark.parametrize(
    "row",
    [
        [],
        {"turns": "x", "marks": []},
        {"turns": [{"role": "boss", "text": "x"}], "marks": []},
        conversation(1, "x", {"behaviour": "humming", "turn": 0, "start": 0, "end": 1}),
        conversation(1, "x", {"behaviour": "complaint", "turn": 9, "start": 0, "end": 1}),
        conversation(1, "x", {"behaviour": "complaint", "turn": 0, "start": 0, "end": 5}),
    ],
)
def test_a_line_that_is_no_labelled_conversation_names_file_and_line(tmp_path, row):
    path = write(tmp_path / "own.jsonl", conversation(1, "It is broken."), row)
    with pytest.raises(CorpusError, match=r"own\.jsonl:2: this line is no labelled conversation"):
        list(read_labels(path))


def test_a_behaviour_that_is_labelled_often_enough_is_adapted_and_no_other(tmp_path):
    rows = []
    for i in range(30):
        text = f"Number {i} is what I call a purple one."
        mark = {"behaviour": "leaving", "turn": 0, "start": 0, "end": len(text) - 1}
        rows.append(conversation(i, text, mark))
        rows.append(conversation(f"n{i}", "Thank you very much for the quick reply."))
    about, report = adapt(read_labels(write(tmp_path / "own.jsonl", *rows)))
    assert [line["behaviour"] for line in report] == ["leaving"]
    assert report[0]["joined"] >= report[0]["rules"]
    shipped = heads()
    for name, before, after in zip(shipped.names, shipped.rules, about["rules"], strict=True):
        assert (tuple(before) == tuple(after)) == (name != "leaving")


def test_too_few_labels_change_nothing(tmp_path):
    about, report = adapt(read_labels(write(tmp_path / "own.jsonl", conversation(1, "It is broken."))))
    assert report == []
    assert [tuple(rule) for rule in about["rules"]] == [tuple(rule) for rule in heads().rules]
