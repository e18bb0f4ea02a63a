"""Deepgram's results, as vCons carry them, and the words with times that most transcribers write alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from allears.listening.formats.build import Said
from allears.listening.formats.values import items, mapping, mappings, name, number, words
from allears.listening.transcript import Word


def deepgram_turns(results: dict[str, Any]) -> Iterator[Said]:
    """Utterances, else paragraphs, else words, of each channel; a channel or a diarised voice is a speaker."""
    channels = mappings(results.get("channels"))
    many = len(channels) > 1
    utterances = mappings(results.get("utterances"))
    if utterances:
        for each in utterances:
            who = name(each.get("channel") if many else each.get("speaker"))
            text = words(each.get("transcript"), "an utterance")
            yield _said(each, who, text, list(timed_words(mappings(each.get("words")), "of an utterance")))
        return
    said: list[Said] = []
    for place, channel in enumerate(channels):
        best = mapping((items(channel.get("alternatives")) or [{}])[0])
        who = str(place) if many else ""
        paragraphs = mappings(mapping(best.get("paragraphs")).get("paragraphs"))
        spoken = mappings(best.get("words"))
        timed = sorted(timed_words(spoken, "of a channel")) if paragraphs else []
        for each in paragraphs:
            text = " ".join(words(sentence.get("text"), "a sentence") for sentence in mappings(each.get("sentences")))
            said.append(_said(each, who or name(each.get("speaker")), text, timed))
        if not paragraphs and spoken:
            said += _by_voice(spoken, who)
        elif not paragraphs:
            said.append(Said(who, words(best.get("transcript"), "a transcript")))
    yield from sorted(said, key=lambda each: each.start or 0)


def timed_words(spoken: list[dict[str, Any]], what: str) -> Iterator[Word]:
    """The words that have both times, in seconds. Raises Unreadable for times that are no numbers."""
    for each in spoken:
        start = number(each.get("start"), f"a word's start {what}")
        end = number(each.get("end"), f"a word's end {what}")
        text = words(each.get("punctuated_word") or each.get("word") or each.get("text"), f"a word {what}")
        if start is not None and end is not None:
            yield Word(start, end, text)


def _said(found: dict[str, Any], who: str, text: str, timed: list[Word]) -> Said:
    """A stretch of speech with those of the words, which are in the order of time, that lie in it."""
    start, end = number(found.get("start"), "a start"), number(found.get("end"), "an end")
    inside: tuple[Word, ...] = ()
    if start is not None and end is not None:
        first = bisect_left(timed, start, key=lambda word: word.start)
        last = bisect_left(timed, end, key=lambda word: word.start)
        inside = tuple(timed[first:last])
    return Said(_speaker(who), text, None, start, end, inside)


def _by_voice(spoken: list[dict[str, Any]], channel: str) -> Iterator[Said]:
    """Words one after the other by the same voice are a turn."""
    for who, run in groupby(spoken, key=lambda each: channel or name(each.get("speaker"))):
        found = list(run)
        timed = tuple(timed_words(found, "of a channel"))
        text = " ".join(words(each.get("punctuated_word") or each.get("word"), "a word") for each in found)
        start, end = (timed[0].start, timed[-1].end) if timed else (None, None)
        yield Said(_speaker(who), text, None, start, end, timed)


def _speaker(who: str) -> str:
    return f"Speaker {who}" if who else ""
