from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations import queries
from allears.conversations.actions import answer, rename, set_customer
from allears.conversations.models import Conversation
from allears.conversations.queries import search
from allears.conversations.queries.lists import cut_out
from builders import MONDAY, conversation
from cast import Cast


@pytest.fixture
def said(cast: Cast) -> dict[str, Conversation]:
    """Three conversations of Billing and one of IT."""
    return {
        "invoice": conversation(
            cast.billing,
            cast.mrs_green,
            [("customer", "My invoices are wrong."), ("agent", "We shall look at the ledger.")],
        ),
        "harp": conversation(cast.billing, None, [("customer", "The harp strings are out of tune.")], subject="Harp"),
        "both": conversation(
            cast.billing, None, [("customer", "The invoice for the harp.")], at=MONDAY + timedelta(days=1), subject=""
        ),
        "printer": conversation(cast.it, cast.paul, [("customer", "The printer ate my invoice.")], subject="Printer"),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("invoice", ["both", "invoice"]),
        ("INVOICES", ["both", "invoice"]),
        ("invoice harp", ["both"]),
        ('"harp strings"', ["harp"]),
        ('"strings harp"', []),
        ("invoice -harp", ["invoice"]),
        ("harp -invoice", ["harp"]),
        ("ledger or tune", ["invoice", "harp"]),
        ("printer", []),
        ("mrs green", ["invoice"]),
        ("wrong ledger", ["invoice"]),
        ("the", []),
        ("", []),
        ("\x00", []),
        ("' & | ! ( ) :* \\ <->", []),
        ("x" * 5000, []),
    ],
)
def test_ben_finds_by_words_phrases_and_without(
    cast: Cast, said: dict[str, Conversation], words: str, found: list[str]
) -> None:
    rows = search(cast.as_viewer("ben"), words).rows
    assert sorted(row.id for row in rows) == sorted(said[name].pk for name in found)
    assert [row.last_at for row in rows] == sorted((row.last_at for row in rows), reverse=True)


def test_ben_finds_nothing_of_iris_and_iris_nothing_of_ben(cast: Cast, said: dict[str, Conversation]) -> None:
    iris = [row.id for row in search(cast.as_viewer("iris"), "invoice").rows]
    assert iris == [said["printer"].pk]
    assert search(cast.as_viewer("leo"), "invoice").rows == []
    assert len(search(cast.as_viewer("anna"), "invoice").rows) == 3


def test_the_words_found_are_shown_where_they_stand(cast: Cast, said: dict[str, Conversation]) -> None:
    (row,) = search(cast.as_viewer("ben"), "ledger").rows
    assert row.snippet == "We shall look at the \x02ledger\x03."
    by_name = search(cast.as_viewer("ben"), "mrs green").rows
    assert [row.snippet for row in by_name] == [""]


def test_a_found_word_has_words_on_both_sides(cast: Cast) -> None:
    long = " ".join(f"before{i}" for i in range(60)) + " harpsichord " + " ".join(f"after{i}" for i in range(60))
    conversation(cast.billing, None, [("customer", long)])
    (row,) = search(DESK, "harpsichord").rows
    assert "before59 \x02harpsichord\x03 after0" in row.snippet
    assert row.snippet.startswith("… ")
    assert row.snippet.endswith(" …")


def test_what_is_written_later_is_found_at_once(cast: Cast, said: dict[str, Conversation]) -> None:
    ben = cast.as_viewer("ben")
    answer(ben, said["harp"].pk, "The tuner comes on Thursday.")
    rename(ben, said["harp"].pk, "The Thursday visit")
    set_customer(ben, said["harp"].pk, cast.paul.pk)
    for words in ("tuner", '"thursday visit"', "paul fitter"):
        assert [row.id for row in search(ben, words).rows] == [said["harp"].pk], words


def test_markup_in_a_message_stays_text_in_what_is_found(cast: Cast) -> None:
    conversation(cast.billing, None, [("customer", "<b>harp</b> \x02 & \x03 strings")])
    (row,) = search(DESK, "harp").rows
    assert row.snippet.count("\x02") == row.snippet.count("\x03") == 1
    assert "\x02harp\x03" in row.snippet


def test_the_pages_of_a_search_show_every_hit_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.lists, "FOUND", 3)
    made = [conversation(cast.billing, None, at=MONDAY + timedelta(hours=place // 2)).pk for place in range(8)]
    first = search(DESK, "invoice")
    second = search(DESK, "invoice", after=first.next)
    third = search(DESK, "invoice", after=second.next)
    assert [row.id for page in (first, second, third) for row in page.rows] == made[::-1]
    assert third.next == ""


def test_a_snippet_says_where_it_leaves_something_out() -> None:
    text = "Good morning. We shall look at the ledger. Yours, Ben"
    assert cut_out("We shall look at the \x02ledger\x03", text) == "… We shall look at the \x02ledger\x03 …"
    assert cut_out("\x02Good\x03 morning", text) == "\x02Good\x03 morning …"
    assert cut_out("the \x02ledger\x03", "(the ledger!)") == "(the \x02ledger\x03!)"
    assert cut_out("", "") == ""
