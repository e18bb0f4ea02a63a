"""What `allears import` does with files: once, whole, and to the end however often it was stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from allears.accounts.models import Team
from allears.conversations.models import Conversation, Inbound, Turn
from allears.conversations.rules import Status
from allears.customers.models import Person, Standing
from allears.events.models import Outbox
from allears.insight.queries import Counts, counts
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.promises.models import Promise
from allears.transfer import importers
from allears.transfer.importers import Problem, Tally, run
from builders import MONDAY
from cast import Cast

Line = dict[str, object]


def line(number: int, turns: int = 4, **more: object) -> Line:
    """A conversation of our own format: a customer and an agent by turns, a minute apart."""
    said = [
        {"role": "customer", "text": f"My invoice {number} is wrong."},
        {"role": "agent", "speaker": "Ben Billing", "text": "I will send you a new one by Friday."},
        {"role": "customer", "text": "Thank you."},
        {"role": "agent", "speaker": "Ben Billing", "text": "You are welcome."},
        {"role": "customer", "text": "Bye."},
    ]
    return {
        "id": f"c{number}",
        "channel": "chat",
        "started_at": (MONDAY + timedelta(hours=number)).isoformat(),
        "customer": {"name": f"Customer {number}", "email": f"Customer{number}@X.example"},
        "turns": [turn | {"start": 60.0 * place} for place, turn in enumerate(said[:turns])],
    } | more


def written(path: Path, lines: Sequence[Line]) -> Path:
    path.write_text("".join(json.dumps(it) + "\n" for it in lines), encoding="utf-8")
    return path


def bring(*paths: Path, **more: object) -> tuple[Tally, list[Problem]]:
    problems: list[Problem] = []
    return run(paths, on_problem=problems.append, **more), problems  # type: ignore[arg-type]


def outcome(tally: Tally) -> tuple[int, int, int]:
    return tally.added, tally.continued, tally.known


def test_a_file_comes_in_with_customers_readings_and_promises(cast: Cast, tmp_path: Path) -> None:
    tally, problems = bring(written(tmp_path / "chats.jsonl", [line(n) for n in range(3)]))
    assert (outcome(tally), problems) == ((3, 0, 0), [])
    assert counts() == Counts(customers=5, conversations=3, turns=12, readings=3, marks=counts().marks, promises=3)
    made = Conversation.objects.get(source_id__endswith=":c1")
    assert (made.team, made.assignee, made.started_at) == (cast.billing, cast.ben, MONDAY + timedelta(hours=1))
    assert made.person is not None
    assert made.person.addresses.get().value == "customer1@x.example"
    assert [it.user for it in made.turns.all()] == [None, cast.ben, None, cast.ben]
    assert set(Promise.objects.values_list("state", flat=True)) == {"unknown"}
    assert Standing.objects.count() == 3
    assert not Outbox.objects.filter(event__kind="conversation").exists()


def test_the_same_file_twice_adds_nothing(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(n) for n in range(3)])
    bring(path)
    before = counts(), Person.objects.count(), Outbox.objects.count()
    assert outcome(bring(path)[0]) == (0, 0, 3)
    assert outcome(bring(path, path)[0]) == (0, 0, 6)
    assert (counts(), Person.objects.count(), Outbox.objects.count()) == before


def test_a_longer_export_continues_what_is_here(cast: Cast, tmp_path: Path) -> None:
    first = written(tmp_path / "monday.jsonl", [line(1, 1), line(2, 4)])
    later = written(tmp_path / "friday.jsonl", [line(1, 5), line(2, 4), line(3, 2)])
    assert outcome(bring(first)[0]) == (2, 0, 0)
    assert outcome(bring(later)[0]) == (1, 1, 1)
    assert outcome(bring(first)[0]) == (0, 0, 2)
    made = Conversation.objects.get(source_id__endswith=":c1")
    assert made.turn_count == made.turns.count() == 5
    assert made.reading.turns_heard == 5
    assert Promise.objects.filter(conversation=made).count() == 1


def test_another_conversation_with_the_same_number_is_not_lost(cast: Cast, tmp_path: Path) -> None:
    other = line(1, turns=4) | {"turns": [{"role": "customer", "text": "My piano is late."}]}
    path = written(tmp_path / "chats.jsonl", [line(1), other, line(1) | {"started_at": MONDAY.isoformat()}])
    assert outcome(bring(path)[0]) == (3, 0, 0)
    assert outcome(bring(path)[0]) == (0, 0, 3)


@pytest.mark.parametrize("step", ["listen_again", "take", "bring_in"])
def test_an_import_that_breaks_off_in_the_middle_completes_when_it_is_run_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = written(tmp_path / "chats.jsonl", [line(n) for n in range(5)])
    module = sys.modules["allears.transfer.importers.bring"]
    real = getattr(module, step)
    calls = 0

    def failing(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*args, **more)

    monkeypatch.setattr(module, step, failing)
    with pytest.raises(KeyboardInterrupt):
        bring(path)
    assert Conversation.objects.count() == 2, "the third came in by halves"
    assert Standing.objects.count() == 2
    monkeypatch.setattr(module, step, real)
    assert outcome(bring(path)[0]) == (3, 0, 2)
    assert (counts().conversations, counts().turns, counts().readings, counts().promises) == (5, 20, 5, 5)
    assert Standing.objects.count() == 5


def test_those_whom_a_killed_import_brought_get_their_standing_from_the_next(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(n) for n in range(2)])
    bring(path)
    Standing.objects.all().delete()
    bring(path)
    assert Standing.objects.count() == 2


def test_a_broken_line_is_told_with_its_number_and_the_rest_comes_in(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(1), line(2)])
    text = path.read_text().replace("\n", "\n{broken\n", 1)
    path.write_text(text + json.dumps(line(3, turns=1) | {"turns": [{"role": "customer", "text": " "}]}) + "\n")
    tally, problems = bring(path, tmp_path / "absent.jsonl")
    assert (outcome(tally), tally.problems) == ((2, 0, 0), 3)
    assert (Path(problems[0].path).name, problems[0].line) == ("chats.jsonl", 2)
    assert problems[-1].message == "there is no such file"


def test_a_time_beyond_all_calendars_is_a_problem_of_one_conversation(cast: Cast, tmp_path: Path) -> None:
    endless = line(1) | {"turns": [{"role": "customer", "text": "Hello?", "start": 1e300}]}
    tally, problems = bring(written(tmp_path / "chats.jsonl", [endless, line(2)]))
    assert (tally.added, tally.problems) == (1, 1)
    assert "time that cannot be" in problems[0].message


def test_what_a_customer_wrote_lately_comes_in_open_and_an_archive_closed(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(1, 3), line(2, 4), line(3, 3) | {"channel": "phone"}])
    with clock.at(MONDAY + timedelta(days=5)):
        bring(path)
    by_id = dict(Conversation.objects.values_list("source_id", "status"))
    assert {key.rpartition(":")[2]: status for key, status in by_id.items()} == {
        "c1": "open",
        "c2": "closed",
        "c3": "closed",
    }
    assert Conversation.objects.get(source_id__endswith=":c1").waiting_since == MONDAY + timedelta(hours=1, minutes=2)
    assert Promise.objects.get(conversation__source_id__endswith=":c1").state == "open"
    Conversation.objects.all().delete()
    with clock.at(MONDAY + timedelta(days=50)):
        bring(path, status=Status.WAITING)
    assert set(Conversation.objects.values_list("status", flat=True)) == {"waiting"}


def test_it_goes_to_the_team_that_is_named(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(1)])
    bring(path, team="it")
    assert Conversation.objects.get().team == cast.it
    with pytest.raises(NotFound, match="Teams: billing, it"):
        bring(path, team="nobody")


def test_a_desk_without_a_team_makes_its_first(db: None, tmp_path: Path) -> None:
    bring(written(tmp_path / "chats.jsonl", [line(1)]))
    assert Team.objects.get() == Conversation.objects.get().team


def test_a_folder_is_walked_in_order_without_what_is_hidden(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.jsonl", "a.jsonl", ".git/x.jsonl", ".hidden.jsonl"):
        written(tmp_path / name, [line(1)])
    found = importers.files_of([tmp_path], lambda problem: None)
    assert [it.relative_to(tmp_path).as_posix() for it in found] == ["a.jsonl", "b/2.jsonl"]


def test_progress_is_told_after_every_conversation_and_ends_at_the_size(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path / "chats.jsonl", [line(n) for n in range(3)])
    told: list[tuple[int, int]] = []
    run([path], on_problem=lambda it: None, on_progress=lambda tally, done: told.append((tally.conversations, done)))
    assert [number for number, _ in told] == [1, 2, 3, 3]
    assert told[-1][1] == path.stat().st_size


MAIL = (
    b"From: Greta <greta@green.example>\r\nTo: desk@allears.example\r\nMessage-ID: <1@green.example>\r\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\r\nSubject: The invoice\r\n\r\nMy invoice is wrong.\r\n"
)
REPLY = (
    b"From: Ben <ben@allears.example>\r\nTo: greta@green.example\r\nMessage-ID: <2@allears.example>\r\n"
    b"In-Reply-To: <1@green.example>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nSubject: Re: The invoice\r\n\r\n"
    b"I will send you a new one by Friday.\r\n"
)


def test_mail_is_kept_raw_and_threaded_and_comes_in_once(cast: Cast, tmp_path: Path) -> None:
    for name, raw in (("1.eml", MAIL), ("2.eml", REPLY)):
        (tmp_path / name).write_bytes(raw)
    for _ in range(2):
        tally, problems = bring(tmp_path)
        assert problems == []
    assert outcome(tally) == (0, 0, 2)
    made = Conversation.objects.get()
    assert (made.person, made.subject) == (cast.mrs_green, "The invoice")
    assert [(it.party, it.user) for it in made.turns.all()] == [("customer", None), ("agent", cast.ben)]
    assert {bytes(it.raw) for it in Inbound.objects.all()} == {MAIL, REPLY}
    assert Turn.objects.filter(inbound=None).count() == 0


def test_real_files_come_in_and_twice_is_the_same(cast: Cast, shared_data: Path) -> None:
    folder = shared_data / "formats"
    if not folder.is_dir():
        pytest.skip("left out: ../shared/data/formats is not on this machine")
    bring(folder)
    before = counts()
    assert before.conversations > 5
    bring(folder)
    assert counts() == before
