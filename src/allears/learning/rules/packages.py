"""What a lesson from a package has told of itself: the data model of SCORM, read as "done" and "how well".

Keys are the elements of the data model in flat form ("cmi.core.lesson_status"): SCORM 1.2 Run-Time Environment, 3.4;
SCORM 2004 Run-Time Environment, 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Cmi = Mapping[str, str]
MOST_ELEMENTS = 5_000
LONGEST_VALUE = 64_000
LARGEST = 500_000
"""Characters of all keys and values together."""
_KEY = re.compile(r"cmi\.[A-Za-z0-9_.]{1,200}|adl\.[A-Za-z0-9_.]{1,200}")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?")
_DONE_12 = frozenset({"passed", "completed", "failed"})
_ABOUT_THE_LEARNER = re.compile(r"cmi\.(?:core\.student_|learner_(?:id|name)$)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`score` is 0–1, None where none was told."""

    done: bool
    score: float | None


def clean(cmi: Mapping[object, object]) -> tuple[dict[str, str], str]:
    """The elements that may be kept, and what is wrong with the rest in one sentence (empty: nothing).

    Who the learner is is told to a package, and never taken from it.
    """
    if len(cmi) > MOST_ELEMENTS:
        return {}, "The package wants to keep too many things."
    kept: dict[str, str] = {}
    for key, value in cmi.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key) or not isinstance(value, str | int | float | bool):
            return {}, "The package wants to keep something that SCORM does not know."
        if len(str(value)) > LONGEST_VALUE:
            return {}, "The package wants to keep a text that is too long."
        if not _ABOUT_THE_LEARNER.match(key):
            kept[key] = str(value).replace("\x00", "")
    if sum(len(key) + len(value) for key, value in kept.items()) > LARGEST:
        return {}, "The package wants to keep too much."
    return kept, ""


def outcome(cmi: Cmi, settings: Mapping[str, str]) -> Outcome:
    """What a package's lesson has come to. `settings` are those of its manifest: asset, completion."""
    if settings.get("asset"):
        return Outcome(True, None)  # a page that tells nothing is done when it was opened
    if any(key.startswith("cmi.core.") for key in cmi):
        status = cmi.get("cmi.core.lesson_status", "")
        return Outcome(status in _DONE_12, _score(cmi, "cmi.core.score"))
    done = cmi.get("cmi.completion_status") == "completed" or cmi.get("cmi.success_status") in {"passed", "failed"}
    threshold, measure = _number(settings.get("completion", "")), _number(cmi.get("cmi.progress_measure", ""))
    if threshold is not None and measure is not None:
        done = done or measure >= threshold
    return Outcome(done, _score(cmi, "cmi.score"))


def _score(cmi: Cmi, at: str) -> float | None:
    scaled = _number(cmi.get(f"{at}.scaled", ""))
    if scaled is not None:
        return min(1.0, max(0.0, scaled))
    raw = _number(cmi.get(f"{at}.raw", ""))
    if raw is None:
        return None
    least, most = _number(cmi.get(f"{at}.min", "")) or 0.0, _number(cmi.get(f"{at}.max", ""))
    most = 100.0 if most is None else most
    if most <= least:
        return None
    return min(1.0, max(0.0, (raw - least) / (most - least)))


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None
