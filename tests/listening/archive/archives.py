"""Archives for the tests, and a run of one in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

SAID = (
    ("agent", "Good morning, this is Priya. How can I help you?"),
    ("customer", "My parcel has not come and I am really upset about it."),
    ("agent", "I am so sorry, that must be frustrating. I will ring you by 5 pm."),
    ("customer", "Thank you, that is kind."),
)
RUN = """
import sys
import time
from pathlib import Path
from allears.listening.archive import hear_archive, pool, ray
source, out, size, engine, value, held = sys.argv[1:]
on = pool(int(value)) if engine == "pool" else ray(value)

def hold(done, total):
    while done >= int(held) and Path(out + ".hold").exists():
        time.sleep(0.01)

if __name__ == "__main__":
    hear_archive((source,), Path(out), engine=on, on_problem=print, on_progress=hold, chunk_size=int(size))
"""


def conversation(name: str) -> dict[str, object]:
    turns = [{"role": role, "text": text} for role, text in SAID]
    return {"id": name, "channel": "phone", "started_at": "2026-03-02T10:00:00+00:00", "turns": turns}


def write_lines(path: Path, count: int) -> list[str]:
    """A file of `count` conversations, one a line; their ids in order."""
    names = [f"call-{number}" for number in range(count)]
    path.write_text("".join(json.dumps(conversation(name)) + "\n" for name in names))
    return names


def names(out: Path) -> list[str]:
    return [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]


def begin(
    tmp_path: Path, source: Path, out: Path, size: int, engine: str, value: str, held: int = 1
) -> subprocess.Popen[bytes]:
    """Begins a run in a process of its own. While there is the file `hold_of(out)`, it begins no further chunk once
    `held` bytes are heard, so that it cannot be over before a test has come to what it does to it.
    """
    script = tmp_path / "run.py"
    script.write_text(RUN)
    return subprocess.Popen([sys.executable, str(script), str(source), str(out), str(size), engine, value, str(held)])


def hold_of(out: Path) -> Path:
    return out.with_name(out.name + ".hold")


def wait_for_parts(out: Path, count: int, run: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Until a run has finished some chunks."""
    log = out.with_name(out.name + ".parts") / "finished.jsonl"
    until = time.monotonic() + seconds
    while not log.exists() or len(list(filter(None, log.read_text().splitlines()))) < count:
        assert time.monotonic() < until, "no chunk was finished"
        assert run.poll() is None, "the run was over before it could be stopped"
        time.sleep(0.01)
