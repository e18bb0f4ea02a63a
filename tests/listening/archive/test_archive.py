"""A large archive becomes one file with exactly one reading for each conversation, whatever is killed on the way."""

from __future__ import annotations

import json
import shutil
import signal
import time

import psutil
import pytest
from archives import begin, conversation, hold_of, names, wait_for_parts, write_lines

from allears.listening import Reading, listen, read, to_dict
from allears.listening.archive import ArchiveError, columns, hear_archive, pool
from allears.listening.archive.parts import Parts
from allears.listening.archive.plan import chunks, inventory

SMALL = 3_000
"""Bytes of a chunk: about five conversations."""


def heard(source, out, jobs=1, size=SMALL, **given):
    problems = []
    totals = hear_archive((str(source),), out, engine=pool(jobs), on_problem=problems.append, chunk_size=size, **given)
    return totals, [str(problem) for problem in problems]


def test_each_conversation_has_the_reading_that_listen_gives_in_the_order_of_the_archive(tmp_path):
    source = tmp_path / "archive"
    source.mkdir()
    expected = write_lines(source / "a.jsonl", 40)
    for name in ("b", "c", "d"):
        (source / f"{name}.jsonl").write_text(json.dumps(conversation(name)))
    totals, problems = heard(source, tmp_path / "out.jsonl")
    assert totals == (43, 172, 0)
    assert problems == []
    assert names(tmp_path / "out.jsonl") == [*expected, "b", "c", "d"]
    readings = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    whole = [to_dict(listen(transcript)) for path in sorted(source.iterdir()) for transcript in read(path)]
    assert readings == json.loads(json.dumps(whole))
    assert not (tmp_path / "out.jsonl.parts").exists()


def test_two_processes_give_the_same_file_as_one(tmp_path):
    write_lines(tmp_path / "a.jsonl", 40)
    heard(tmp_path / "a.jsonl", tmp_path / "one.jsonl")
    heard(tmp_path / "a.jsonl", tmp_path / "two.jsonl", jobs=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_what_cannot_be_read_is_told_with_its_line_in_the_whole_file_and_the_rest_goes_on(tmp_path):
    source = tmp_path / "a.jsonl"
    expected = write_lines(source, 40)
    lines = source.read_text().splitlines()
    lines[30] = '{"turns": [broken'
    source.write_text("\n".join(lines))
    totals, problems = heard(source, tmp_path / "out.jsonl")
    assert totals.unread == 1
    assert [problem.split(": ")[0] for problem in problems] == [f"{source}:31"]
    assert names(tmp_path / "out.jsonl") == [name for name in expected if name != "call-30"]


def test_conversations_without_an_id_are_named_by_their_line_as_in_the_whole_file(tmp_path):
    source = tmp_path / "a.jsonl"
    one = json.dumps({key: value for key, value in conversation("").items() if key != "id"})
    source.write_text(f"{one}\n" * 40)
    heard(source, tmp_path / "out.jsonl")
    assert names(tmp_path / "out.jsonl") == [transcript.id for transcript in read(source)]
    assert len(set(names(tmp_path / "out.jsonl"))) == 40


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path):
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    expected = write_lines(source, 2000)
    hold_of(out).touch()
    run = begin(tmp_path, source, out, 10 * SMALL, "pool", "2")
    wait_for_parts(out, 1, run)
    run.kill()
    run.wait()
    assert not out.exists()
    done = []
    hear_archive(
        (str(source),),
        out,
        engine=pool(1),
        on_problem=print,
        chunk_size=10 * SMALL,
        on_progress=lambda *at: done.append(at),
    )
    assert names(out) == expected
    assert done[0][0] >= 10 * SMALL, "what was finished is not heard again"


def workers_of(run):
    return [child for child in psutil.Process(run.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_process_that_is_killed_is_replaced_and_its_chunks_are_heard_once(tmp_path):
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    expected = write_lines(source, 5000)
    hold_of(out).touch()
    run = begin(tmp_path, source, out, 50 * SMALL, "pool", "2")
    wait_for_parts(out, 1, run)
    workers_of(run)[0].send_signal(signal.SIGKILL)
    hold_of(out).unlink()
    assert run.wait(120) == 0
    assert names(out) == expected


@pytest.mark.parametrize("which", [0, 1])
def test_a_process_that_hangs_at_the_very_end_does_not_keep_the_others(tmp_path, which):
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    expected = write_lines(source, 1000)
    hold_of(out).touch()
    run = begin(tmp_path, source, out, SMALL, "pool", "2", held=source.stat().st_size)
    wait_for_parts(out, len([*chunks(inventory([str(source)]), None, SMALL)]), run)
    workers = workers_of(run)
    hanging, other = workers[which], workers[1 - which]
    hanging.suspend()  # maybe with the lock of the queue in which the other waits to be told
    hold_of(out).unlink()
    until = time.monotonic() + 60
    while other.is_running() and other.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until, "the other process waits for ever"
        time.sleep(0.01)
    hanging.kill()
    assert run.wait(60) == 0
    assert names(out) == expected


def test_a_line_of_the_log_that_was_cut_off_counts_as_not_written(tmp_path):
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    expected = write_lines(source, 20)

    def stopped(chunks, task):
        yield from list(pool(1)(chunks, task))[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hear_archive((str(source),), out, engine=stopped, on_problem=print, chunk_size=SMALL)
    log = tmp_path / "out.jsonl.parts" / "finished.jsonl"
    log.write_text(log.read_text()[:-5])
    heard(source, out)
    assert names(out) == expected


def test_another_archive_or_a_second_run_is_kept_out(tmp_path):
    source, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    write_lines(source, 10)
    parts = Parts(out, "jsonl")
    with parts.opened("another archive"), pytest.raises(ArchiveError, match="another run"):
        heard(source, out)
    with pytest.raises(ArchiveError, match="other files or settings"):
        heard(source, out)
    shutil.rmtree(parts.folder)
    assert heard(source, out)[0].conversations == 10


@pytest.mark.parametrize(
    ("out", "source", "said"),
    [("out.csv", "a.jsonl", "end in .jsonl or .parquet"), ("out.jsonl", "missing.jsonl", "cannot be read")],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path, out, source, said):
    write_lines(tmp_path / "a.jsonl", 1)
    with pytest.raises(ArchiveError, match=said):
        heard(tmp_path / source, tmp_path / out)


def test_without_pyarrow_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    columns._arrow.cache_clear()
    columns.schema.cache_clear()
    write_lines(tmp_path / "a.jsonl", 1)
    with pytest.raises(ArchiveError, match=r"allears\[parquet\]"):
        heard(tmp_path / "a.jsonl", tmp_path / "out.parquet")
    columns._arrow.cache_clear()


def test_parquet_holds_the_same_readings_in_columns(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_lines(tmp_path / "a.jsonl", 12)
    heard(tmp_path / "a.jsonl", tmp_path / "out.parquet")
    heard(tmp_path / "a.jsonl", tmp_path / "out.jsonl")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [*rows[0]] == list(Reading.__dataclass_fields__)
    for row, line in zip(rows, lines, strict=True):
        (promise,) = row.pop("promises")
        assert promise["due"].isoformat() == line.pop("promises")[0]["due"]
        assert row == line
