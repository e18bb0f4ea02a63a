"""Bodies inside a vCon: encoded, and in the shapes of many transcribers."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from allears.listening.formats.build import Said, role_word
from allears.listening.formats.deepgram import deepgram_turns, timed_words
from allears.listening.formats.documents import decode
from allears.listening.formats.html import html_to_text
from allears.listening.formats.problems import Unreadable
from allears.listening.formats.values import mapping, mappings, name, number, words

_NAMED = re.compile(r"\s*(?:\[[\d:.,]+\]\s*)?([^\W_][^:\n]{0,59}):[ \t]+(?=\S)")
_PARTS = ("segments", "utterances", "turns", "messages", "sentences", "phrases")
_MOST_PARAGRAPH_WORDS = 5

VOICES = ("A", "B")
"""The speakers of paragraphs that name nobody: they take turns."""


def dialog_text(dialog: dict[str, Any]) -> str:
    """The text of a text dialog: its body, decoded, HTML made plain, mail cut to what is new in it."""
    body = _decoded(dialog)
    kind = name(dialog.get("mediatype") or dialog.get("mimetype")).lower()
    if isinstance(body, dict | list):
        body = mapping(body).get("text") or mapping(body).get("content") or mapping(body).get("body")
    text = words(body, "the body of a dialog")
    if "multipart" in kind or "rfc822" in kind:
        raise Unreadable("the body of a dialog is a whole mail message; take its text part, or read the mail itself")
    if "html" in kind:
        text = html_to_text(text, quotes=False)
    if "message_id" in dialog:
        from allears.listening.formats.mail_text import new_words  # mail is rare in vCons

        text = new_words(text) or text
    return text


def transcript_turns(analysis: dict[str, Any]) -> list[Said]:
    """The turns of a transcript analysis; none where its body has no words."""
    body = _decoded(analysis)
    if isinstance(body, str) and body.lstrip()[:1] in ("{", "["):
        with suppress(Unreadable):
            body = decode(body.encode("utf-8", "replace"))
    return list(_turns(body))


def _turns(body: Any) -> Iterator[Said]:
    if isinstance(body, str):
        yield from _paragraphs(body)
        return
    if isinstance(body, list):
        yield from _segments(body)
        return
    found = mapping(body)
    results = mapping(found.get("results"))
    if "channels" in results:
        yield from deepgram_turns(results)
        return
    for outer in (found, mapping(found.get("transcript")), results):
        for key in _PARTS:
            if mappings(outer.get(key)):
                yield from _segments(outer[key])
                return
    text = found.get("transcript") or found.get("text")
    text = mapping(text).get("text") if isinstance(text, dict) else text
    if isinstance(text, list):
        yield from _segments(text)
    elif isinstance(text, str):
        yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[Said]:
    """ "Name: words" paragraphs or lines; without names, paragraphs of two who take turns."""
    pieces = [piece for piece in re.split(r"\n\s*\n", text) if piece.strip()]
    lines = [line for line in text.splitlines() if line.strip()]
    named = [piece for piece in lines if _NAMED.match(piece)]
    if len(named) * 2 >= len(pieces) and named:
        speaker, said = "", ""
        for line in lines:
            match = _NAMED.match(line)
            if match and len(match[1].split()) <= _MOST_PARAGRAPH_WORDS:
                if said:
                    yield Said(speaker, said)
                speaker, said = match[1].strip(), line[match.end() :]
            else:
                said = f"{said}\n{line}" if said else line
        yield Said(speaker, said)
        return
    for place, piece in enumerate(pieces):
        yield Said(VOICES[place % 2] if len(pieces) > 1 else "", piece)


def _segments(segments: list[Any]) -> Iterator[Said]:
    """A list of pieces of speech, as Whisper, AssemblyAI, the WTF extension and many others write them."""
    for place, each in enumerate(mappings(segments), 1):
        what = f"of segment {place}"
        text = next((each[key] for key in ("text", "transcript", "message", "content", "body") if each.get(key)), "")
        who = next(
            (each[key] for key in ("speaker", "speaker_name", "name", "party", "channel", "role") if key in each), ""
        )
        if isinstance(who, dict):
            who = who.get("name") or who.get("id")
        start = next((each[key] for key in ("start", "start_time", "begin") if key in each), None)
        end = next((each[key] for key in ("end", "end_time") if key in each), None)
        # A segment may hold its words, or the places of its words in a list elsewhere: those are passed over.
        spoken = tuple(timed_words(mappings(each.get("words")), what))
        role = role_word(name(each.get("role")))
        yield Said(
            name(who),
            words(text, f"the text {what}"),
            role,
            number(start, f"the start {what}"),
            number(end, f"the end {what}"),
            spoken,
        )


def _decoded(found: dict[str, Any]) -> Any:
    """The body of a dialog or an analysis, out of its encoding: none, json or base64url."""
    body = found.get("body")
    encoding = name(found.get("encoding")).lower()
    if encoding == "json" and isinstance(body, str):
        return decode(body.encode("utf-8", "replace"))
    if encoding == "base64url" and isinstance(body, str):
        try:
            plain = body.strip().replace("+", "-").replace("/", "_").rstrip("=")
            return urlsafe_b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            raise Unreadable("a body says that it is base64url, and is not") from None
    return body
