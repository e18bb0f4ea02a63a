"""The markup of the labelled conversations, and how found marks are matched with them."""

import pytest

from allears.listening import Mark
from allears.listening.evaluation.corpus import CorpusError, parse_corpus
from allears.listening.evaluation.score import match, score, table

TEXT = """\
== tel-1 | phone | external | plumbing | British | 2025-03-04 10:12
A Priya: [greeting Good morning, Priya speaking]. [open_question What happened]?
C Mr Doyle: [complaint The valve is wrong] and—
A: [promise [reassurance Don't worry], I'll call you by noon]. // Bye. ~ open_question, hold

== mail-2 | email | internal | bakery | learner | 2025-03-05 09:00
B Robo: Hello.
C: Hi
"""


def test_a_file_gives_transcripts_marks_and_hard_negatives():
    call, mail = parse_corpus(TEXT)
    assert call.transcript.id == "tel-1"
    assert call.transcript.channel == "phone"
    assert [t.speaker for t in call.transcript.turns] == ["Priya", "Mr Doyle", "Priya"]
    assert call.transcript.turns[2].text == "Don't worry, I'll call you by noon.\nBye."
    assert call.hard == {(2, "open_question"), (2, "hold")}
    shown = {m.behaviour: call.transcript.turns[m.turn].text[m.start : m.end] for m in call.marks}
    assert shown == {
        "greeting": "Good morning, Priya speaking",
        "open_question": "What happened",
        "complaint": "The valve is wrong",
        "promise": "Don't worry, I'll call you by noon",
        "reassurance": "Don't worry",
    }
    assert mail.transcript.turns[0].role == "bot"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A: hello", "f:1: a turn outside of any conversation"),
        ("== a | phone | x", "f:1: the head needs six fields, found 3"),
        ("== a | telex | x | y | z | 2025-01-01 10:00", "f:1: unknown channel 'telex'"),
        ("== a | phone | x | y | z | soon", "f:1: the time should look like"),
        ("== a | phone | x | y | z | 2025-01-01 10:00\nX: hello", "f:2: a turn begins with A, C or B"),
        (
            "== a | phone | x | y | z | 2025-01-01 10:00\nA: [promise hello",
            "f:2: the bracket of promise is never closed",
        ),
        ("== a | phone | x | y | z | 2025-01-01 10:00\nA: hello]", "f:2: a closing bracket without"),
    ],
)
def test_a_broken_line_is_reported_with_file_and_number(text, says):
    with pytest.raises(CorpusError, match=r"^f:\d") as error:
        list(parse_corpus(text, "f"))
    assert says in str(error.value)


def test_each_mark_is_matched_once_and_the_larger_overlap_first():
    found = [Mark("x", 0, 0, 10, 1.0), Mark("x", 0, 8, 30, 1.0), Mark("x", 0, 50, 60, 1.0)]
    gold = [Mark("x", 0, 5, 30, 1.0), Mark("x", 0, 70, 80, 1.0)]
    pairs, false, missed = match(found, gold)
    assert pairs == [(found[1], gold[0])]
    assert false == [found[0], found[2]]
    assert missed == [gold[1]]


def test_the_table_counts_hits_false_marks_and_misses():
    tallies = score(parse_corpus(TEXT))
    assert tallies["greeting"].hits == 1
    assert tallies["greeting"].f1 == 1.0
    assert tallies["hold"].hard == 1
    assert tallies["hold"].fooled == 0
    assert "| greeting | 1 | 1.00 | 1.00 | 1.00 |" in table(tallies)
