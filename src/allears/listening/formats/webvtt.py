"""WebVTT: captions with times. Who speaks stands in a voice (`<v Name>`) or before the words (`Name: words`).

Several voices in one cue are several turns with the times of the cue. Notes, styles and regions are passed over. SubRip
(.srt) cues, which have a comma in their times, are read as well.
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from allears.listening.formats.build import Draft, Said, finish
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

NAME = "webvtt"
ABOUT = "WebVTT captions with voices (and SubRip)"

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_CUE = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|</>")
_NAMED = re.compile(r"\s*(?:-\s*)?\[?([^\W\d_][^:<>|\]\n]{0,39})\]?:\s+(?=\S)")


def sniff(head: Head) -> bool:
    return bool(re.match(r"\s*WEBVTT(?:[ \t\n\r]|$)", head.text)) or bool(
        re.match(rf"\s*\d+\s*\r?\n{_CUE.pattern}", head.text)
    )


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    try:
        text = source.text()
        yield finish(Draft(source.stem, list(_said(text)), guess="phone"), options)
    except Unreadable as error:
        yield source.problem(error.line, str(error))


def _said(text: str) -> Iterator[Said]:
    lines = iter(enumerate(text.splitlines(), 1))
    before = ""
    for number, line in lines:
        if "-->" not in line:
            continue
        cue = _CUE.match(line)
        if cue is None:
            raise Unreadable("this cue's times cannot be read; they should look like 00:01.000 --> 00:04.000", number)
        start, end = _seconds(cue.groups()[:4]), _seconds(cue.groups()[4:])
        payload = []
        for _, inner in lines:
            if not inner.strip():
                break
            payload.append(inner.strip())
        for speaker, said in _voices("\n".join(payload)):
            # Captions name the speaker once and go on without, until someone else speaks.
            before = speaker or before
            yield Said(before, said, start=start, end=end)


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """The speakers of a cue ("" where none is named) and what each says."""
    pieces = _VOICE.split(payload)
    if len(pieces) > 1:
        if words := _plain(pieces[0]):
            yield "", words
        for speaker, said in zip(pieces[1::2], pieces[2::2], strict=True):
            yield unescape(speaker).strip(), _plain(said)
        return
    found: list[tuple[str, str]] = []
    for line in payload.split("\n"):
        plain = _plain(line)
        named = _NAMED.match(plain)
        if named and len(named[1].split()) <= 4:
            found.append((named[1].strip(), plain[named.end() :]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {plain}")
        else:
            found.append(("", plain))
    yield from found


def _plain(payload: str) -> str:
    return " ".join(unescape(_TAG.sub("", payload)).split())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return (
        int(hours or 0) * 3600
        + int(minutes or 0) * 60
        + int(seconds or 0)
        + int((fraction or "0").ljust(3, "0")) / 1000
    )
