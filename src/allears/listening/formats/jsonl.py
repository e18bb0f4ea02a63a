"""Our own format: one conversation a line, as a JSON object.

    {"id", "channel", "started_at", "subject", "customer": {"name", "email", "phone", "handle"},
     "turns": [{"speaker", "role": "customer|agent|bot", "text", "start", "end", "words": [[start, end, "word"], …]}]}

Everything but `turns`, `text`, and one of `role` and `speaker` may be missing. The same object printed over many lines,
or a list of them, is read too. Turns with the role `note` are passed over: nobody said them to anybody.
The schema is docs/reference/transcript.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript, Turn

NAME = "jsonl"
ABOUT = "All Ears' own: one conversation a line, as JSON"


def sniff(head: Head) -> bool:
    return head.has_keys("turns.text") and not head.has_keys("dialog")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    from allears.listening.formats.own import read_conversations  # msgspec, only where it is used

    return read_conversations(source, options)


def to_json(transcript: Transcript) -> dict[str, Any]:
    """The transcript as an object of our own format. What is empty is left out; reading it back gives an equal one."""
    customer = transcript.customer
    found = {
        "id": transcript.id,
        "channel": transcript.channel,
        "started_at": transcript.started_at.isoformat() if transcript.started_at else None,
        "subject": transcript.subject,
        "customer": _filled(
            {"name": customer.name, "email": customer.email, "phone": customer.phone, "handle": customer.handle}
        ),
        "agent": transcript.agent,
        "agent_inferred": transcript.agent_inferred,
        "zone": transcript.zone,
        "transcribed_by": transcript.transcribed_by,
        "turns": [_turn_json(turn) for turn in transcript.turns],
    }
    return {"id": transcript.id} | _filled(found)


def write(transcripts: Iterable[Transcript], out: IO[str]) -> int:
    """Writes one line a transcript; how many there were."""
    count = 0
    for transcript in transcripts:
        out.write(json.dumps(to_json(transcript), ensure_ascii=False, allow_nan=False))
        out.write("\n")
        count += 1
    return count


def _turn_json(turn: Turn) -> dict[str, Any]:
    words = [list(word) for word in turn.words]
    found = {"speaker": turn.speaker, "role": turn.role, "start": turn.start, "end": turn.end, "words": words}
    return {"text": turn.text} | {key: value for key, value in found.items() if value not in ("", None, [])}


def _filled(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in ("", None, [], {}, False)}
