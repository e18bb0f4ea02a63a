"""Where chunks are heard: in this process, in some of this machine, or on a Ray cluster. The work is the same.

Each engine takes chunks as they are planned, keeps only so many under way that nobody waits, and gives what is done in
any order. A process that is killed is replaced, and its chunks are heard again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from allears.listening.listen import collect_seldom

from .failing import ArchiveError
from .plan import Chunk
from .work import Done, Task, hear_chunk

Engine = Callable[[Iterator[Chunk], Task], Iterator[Done]]
_Begun = tuple[Chunk, int]
"""A chunk, and how many processes have died while it was under way."""
AHEAD = 3
"""Chunks under way for each process."""
TRIES = 5
"""How often a chunk is begun before its process's death is taken for the chunk's own doing."""


def here(chunks: Iterator[Chunk], task: Task) -> Iterator[Done]:
    """One chunk after the other, in this process."""
    for chunk in chunks:
        yield hear_chunk(chunk, task)


def pool(jobs: int) -> Engine:
    """In `jobs` processes of this machine."""
    return here if jobs <= 1 else partial(_in_a_pool, jobs)


def _in_a_pool(jobs: int, chunks: Iterator[Chunk], task: Task) -> Iterator[Done]:
    waiting: list[_Begun] = []
    # A process begins anew, not as a copy of this one, which has threads of its own.
    context = multiprocessing.get_context("spawn")
    while True:
        until, alive = context.Pipe(duplex=False)
        workers = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(until,))
        under_way: dict[Future[Done], _Begun] = {}
        try:
            while True:
                waiting += (
                    (chunk, 0) for chunk in islice(chunks, max(0, AHEAD * jobs - len(under_way) - len(waiting)))
                )
                while waiting and len(under_way) < AHEAD * jobs:
                    under_way[workers.submit(hear_chunk, waiting[0][0], task)] = waiting[0]
                    del waiting[0]
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    done = future.result()  # raises BrokenProcessPool before anything is forgotten
                    del under_way[future]
                    yield done
        except BrokenProcessPool:
            waiting += _again(under_way.values())
        finally:
            # The processes end by themselves: one that was killed at the very end may have held the lock of the queue
            # in which the others would wait for ever to be told.
            alive.close()
            until.close()
            workers.shutdown(cancel_futures=True)


def _begin(until: Connection) -> None:
    """A process of the pool does nothing but listen. It leaves Ctrl-C to the one that began it, and ends when that one
    closes the other end of `until` or has been killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()

    def watch() -> None:
        until.poll(None)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _again(lost: Iterable[_Begun]) -> Iterator[_Begun]:
    for chunk, lives in lost:
        if lives + 1 >= TRIES:
            raise _deadly(chunk)
        yield chunk, lives + 1


def _deadly(chunk: Chunk) -> ArchiveError:
    return ArchiveError(
        f"{chunk.pieces[0].path}: the process that hears it was ended {TRIES} times (is there enough memory?). What is "
        "finished is kept: run the same command again to go on."
    )


def ray(address: str) -> Engine:
    """On the Ray cluster at an address ("auto" or host:port); without one, on a cluster of this machine alone.

    Every machine of it has All Ears installed and finds input and outcome under the same paths.
    """
    return partial(_on_ray, address)


def _on_ray(address: str, chunks: Iterator[Chunk], task: Task) -> Iterator[Done]:
    try:
        import ray as package
    except ImportError:
        raise ArchiveError('The engine ray needs one more package: pip install "allears[cluster]".') from None
    it: Any = package
    try:
        it.init(address=address or None, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ArchiveError(f"There is no Ray cluster at {address}: {str(error).splitlines()[0]}") from None
    try:
        yield from _tasks(it, chunks, task)
    finally:
        it.shutdown()


def _tasks(it: Any, chunks: Iterator[Chunk], task: Task) -> Iterator[Done]:
    remote = it.remote(num_cpus=1, max_retries=TRIES)(hear_chunk)
    shared = it.put(task)
    under_way: dict[Any, Chunk] = {}
    while True:
        # Asked each time: machines may join the cluster while it is at work.
        room = AHEAD * max(1, int(it.cluster_resources().get("CPU", 1)))
        for chunk in islice(chunks, max(0, room - len(under_way))):
            under_way[remote.remote(chunk, shared)] = chunk
        if not under_way:
            return
        for reference in it.wait([*under_way], num_returns=1, timeout=60)[0]:
            chunk = under_way.pop(reference)
            try:
                yield it.get(reference)
            except it.exceptions.WorkerCrashedError:
                raise _deadly(chunk) from None
            except it.exceptions.RayTaskError as error:
                raise error.as_instanceof_cause() from None
