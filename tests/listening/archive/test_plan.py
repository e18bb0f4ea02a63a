"""An archive is cut so that every byte is in one chunk, and lines and whole files stay together."""

from archives import write_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allears.listening.archive.plan import File, Piece, chunks, fingerprint, inventory


def plan(*paths, size):
    return [*chunks(inventory(map(str, paths)), None, size)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 60), size=st.integers(1, 20_000), end=st.booleans(), block=st.integers(50, 3000))
def test_a_large_file_is_cut_behind_line_ends_and_nothing_is_lost(
    tmp_path_factory, monkeypatch, count, size, end, block
):
    monkeypatch.setattr("allears.listening.archive.plan._BLOCK", block)
    path = tmp_path_factory.mktemp("plan") / "a.jsonl"
    write_lines(path, count)
    if not end:
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
    whole = path.read_bytes()
    pieces = [piece for chunk in plan(path, size=size) for piece in chunk.pieces]
    if pieces[0].whole:
        assert len(pieces) == 1
        return
    assert b"".join(whole[piece.start : piece.end] for piece in pieces) == whole
    assert all(whole[piece.end - 1 : piece.end] == b"\n" for piece in pieces[:-1])
    assert [piece.after for piece in pieces] == [whole.count(b"\n", 0, piece.start) for piece in pieces]
    assert all(piece.end - piece.start >= size for piece in pieces[:-1])
    assert all(piece.end - piece.start < 2 * size + 1000 for piece in pieces), "a line has less than 1000 bytes"


def test_small_files_go_together_and_numbers_follow_each_other(tmp_path):
    paths = [tmp_path / f"{i}.jsonl" for i in range(7)]
    for path in paths[:-1]:
        write_lines(path, 1)
    write_lines(paths[-1], 30)
    each = paths[0].stat().st_size
    made = plan(*paths, size=3 * each + 10)
    assert [len(chunk.pieces) for chunk in made[:2]] == [3, 3]
    assert [chunk.number for chunk in made] == [*range(len(made))]
    assert sum(chunk.size for chunk in made) == sum(path.stat().st_size for path in paths)


def test_a_file_that_is_not_one_conversation_a_line_is_not_cut(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Agent: Hello, how can I help?\nCustomer: My parcel is late.\n" * 200)
    (chunk,) = plan(path, size=100)
    assert chunk.pieces == (Piece(str(path)),)


def test_the_fingerprint_tells_a_changed_file_and_a_changed_setting():
    file = File("a", 1, 2)
    every = {
        fingerprint([one], said) for one in (file, File("a", 1, 3), File("a", 2, 2), File("b", 1, 2)) for said in "xy"
    }
    assert len(every) == 8
