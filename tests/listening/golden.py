"""What the rules heard in our own conversations when this was last written.

`python tests/listening/golden.py` writes it anew.
For each conversation two digests: of what was given, and of the marks and promises found. Work on speed must change no
line of it. Whoever changes a rule on purpose writes it anew and looks at how much has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from allears.listening.evaluation.corpus import load_corpus
from allears.listening.listen import rule_marks
from allears.listening.promises import find_promises
from allears.listening.view import View

CORPUS = Path(__file__).parents[2] / "corpus" / "conversations"
WRITTEN = Path(__file__).with_name("golden.txt")


def digests() -> Iterator[tuple[str, str, str]]:
    """Each conversation's id, the digest of what it is, and that of what was heard in it."""
    for item in load_corpus(CORPUS):
        view = View(item.transcript)
        yield item.transcript.id, _digest(item.transcript), _digest((rule_marks(view), view.promises(find_promises)))


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]


if __name__ == "__main__":
    WRITTEN.write_text("".join(" ".join(line) + "\n" for line in digests()))
