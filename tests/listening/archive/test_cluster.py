"""A real Ray cluster of two nodes hears an archive: the same file, whatever is killed on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from archives import begin, hold_of, names, wait_for_parts, write_lines

from allears.listening.archive import ArchiveError, hear_archive, pool, ray

SIZE = 60_000
"""Bytes of a chunk: about a hundred conversations."""
COUNT = 6_000


def node(*arguments: str) -> subprocess.Popen[bytes]:
    """A node of the cluster, as an administrator starts it, that lives as long as its process."""
    command = [str(Path(sys.executable).parent / "ray"), "start", "--block", "--num-cpus=1", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    return subprocess.Popen(command, env=environment, **quiet)


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


def stop(process: subprocess.Popen[bytes]) -> None:
    family = [*psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
    for one in family:
        if one.is_running():
            one.kill()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two nodes on this machine."""
    it = pytest.importorskip("ray", reason="ray is not installed (extra cluster): the cluster is not tested")
    port = free_port()
    address = f"127.0.0.1:{port}"
    # A path of a socket may be 107 characters long, so that the folder must be a short one.
    folder = f"/tmp/ray-{os.getpid()}"
    nodes = [
        node(
            "--head",
            f"--port={port}",
            "--node-ip-address=127.0.0.1",
            "--include-dashboard=false",
            f"--temp-dir={folder}",
        )
    ]
    try:
        until = time.monotonic() + 120
        while len(nodes) < 2 or cpus(it, address) < 2:
            assert time.monotonic() < until, "the cluster did not come up"
            if len(nodes) < 2 and cpus(it, address) == 1:
                nodes.append(node(f"--address={address}", "--node-ip-address=127.0.0.1"))
            time.sleep(0.5)
        yield address
    finally:
        for one in reversed(nodes):
            stop(one)


def cpus(it: object, address: str) -> int:
    """How many processors the cluster has by now; asked in a process of its own, as a driver leaves traces."""
    ask = (
        f"import ray; ray.init(address={address!r}, logging_level='ERROR', log_to_driver=False); "
        "print(int(ray.cluster_resources().get('CPU', 0)))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False, timeout=120)
    return int(done.stdout) if done.returncode == 0 else 0


def at_work() -> list[psutil.Process]:
    """The processes of the cluster that are hearing a chunk at this moment: Ray names them so."""
    return [one for one in psutil.process_iter(["cmdline"]) if "ray::hear_chunk" in " ".join(one.info["cmdline"] or ())]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("archive") / "a.jsonl"
    write_lines(source, COUNT)
    return source


@pytest.fixture(scope="module")
def expected(archive: Path) -> bytes:
    out = archive.with_name("expected.jsonl")
    hear_archive((str(archive),), out, engine=pool(1), on_problem=print, chunk_size=SIZE)
    return out.read_bytes()


@pytest.mark.slow
def test_two_nodes_give_the_same_file_as_one_process(
    cluster: str, archive: Path, expected: bytes, tmp_path: Path
) -> None:
    run = begin(tmp_path, archive, tmp_path / "out.jsonl", SIZE, "ray", cluster)
    assert run.wait(300) == 0
    assert (tmp_path / "out.jsonl").read_bytes() == expected


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_but_time(
    cluster: str, archive: Path, expected: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    run = begin(tmp_path, archive, out, SIZE, "ray", cluster)
    while not (workers := at_work()):
        assert run.poll() is None, "nobody was at work"
    workers[0].send_signal(signal.SIGKILL)
    assert run.wait(300) == 0
    assert out.read_bytes() == expected


@pytest.mark.slow
def test_a_driver_that_is_killed_goes_on_when_it_is_begun_again(
    cluster: str, archive: Path, expected: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    hold_of(out).touch()
    run = begin(tmp_path, archive, out, SIZE, "ray", cluster)
    wait_for_parts(out, 1, run)
    run.kill()
    run.wait()
    assert not out.exists()
    hold_of(out).unlink()
    assert begin(tmp_path, archive, out, SIZE, "ray", cluster).wait(300) == 0
    assert out.read_bytes() == expected
    assert len(set(names(out))) == COUNT


def test_without_ray_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    write_lines(tmp_path / "a.jsonl", 1)
    with pytest.raises(ArchiveError, match=r"allears\[cluster\]"):
        hear_archive((str(tmp_path / "a.jsonl"),), tmp_path / "out.jsonl", engine=ray(""), on_problem=print)
