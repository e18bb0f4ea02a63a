"""Sets of single posts and pairs: toxic spans, offensive tweets, DiaSafety, uptake, MultiDoGO.

They fit our behaviours less closely than the calls and interviews do, so their rows carry no goal: they show how an
ear made for customer service hears elsewhere.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from allears.listening.transcript import Transcript, Turn

from .gold import Ear, GoldError, Outcome, Set, files, heard_in

_WORD = re.compile(r"\w+(?:['’*@$!]\w+)*")


def _rows(path: Path, delimiter: str = ",") -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise GoldError(f"{path} is not there.")
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        if delimiter == "\t":
            yield from enumerate(csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE), 2)
        else:
            yield from enumerate(csv.DictReader(lines), 2)


def toxic_spans(folder: Path, ear: Ear) -> list[Outcome]:
    """Each word of each post: does it stand in a toxic span (more than half of its letters)? Heard as an agent's."""
    gold: list[bool] = []
    found: list[bool] = []
    clusters: list[str] = []
    for path in files(folder, "tsd_t[re][is]*.csv"):
        for number, row in _rows(path):
            try:
                toxic = set(ast.literal_eval(row["spans"]))
            except (KeyError, ValueError, SyntaxError) as error:
                raise GoldError(f"{path.name}:{number}: no list of spans ({error}).") from error
            text = row["text"]
            marks = ear(Transcript(str(number), (Turn("agent", text),)))
            heard = {i for mark in marks if mark.behaviour == "swearing" for i in range(mark.start, mark.end)}
            for word in _WORD.finditer(text):
                letters = range(word.start(), word.end())
                gold.append(2 * sum(i in toxic for i in letters) > len(letters))
                found.append(2 * sum(i in heard for i in letters) > len(letters))
                clusters.append(f"{path.stem}/{number}")
    return [Outcome("toxic words heard as swearing", tuple(gold), tuple(found), tuple(clusters))]


def offensive(folder: Path, ear: Ear) -> list[Outcome]:
    """Tweets called hateful or offensive by most of their raters, against neither."""
    gold: list[bool] = []
    found: list[bool] = []
    for number, row in _rows(folder / "davidson.csv"):
        if row.get("class") not in ("0", "1", "2"):
            raise GoldError(f"davidson.csv:{number}: a class other than 0, 1 and 2.")
        text = row["tweet"]
        heard = heard_in(
            [*ear(Transcript("a", (Turn("agent", text),))), *ear(Transcript("c", (Turn("customer", text),)))]
        )
        gold.append(row["class"] != "2")
        found.append(bool(heard.get(0, set()) & {"swearing", "abuse"}))
    where = tuple(str(i) for i in range(len(gold)))
    return [Outcome("offensive or hateful, heard as swearing or abuse", tuple(gold), tuple(found), where)]


HARMS = frozenset({"dismissal", "blaming", "judging", "swearing", "speaking_ill"})


def diasafety(folder: Path, ear: Ear) -> list[Outcome]:
    """Answers that offend the user, heard as one of an agent's harms."""
    path = folder / "val.json"
    try:
        pairs = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path} cannot be read ({error}).") from error
    chosen = [pair for pair in pairs if pair["category"] == "Offending User"]
    found = []
    for i, pair in enumerate(chosen):
        turns = (Turn("customer", pair["context"]), Turn("agent", pair["response"]))
        found.append(bool(heard_in(ear(Transcript(str(i), turns))).get(1, set()) & HARMS))
    gold = tuple(pair["label"] == "Unsafe" for pair in chosen)
    texts = tuple(pair["response"] for pair in chosen)
    return [Outcome("offends the user", gold, tuple(found), tuple(map(str, range(len(gold)))), texts)]


def uptake(folder: Path, ear: Ear) -> list[Outcome]:
    """Teachers' answers that take up what the pupil said (majority 2) against those that do not (majority 0)."""
    gold, found, clusters, texts = [], [], [], []
    for _, row in _rows(folder / "uptake_data.csv"):
        if row.get("uptake_majority") not in ("0.0", "2.0"):
            continue
        turns = (Turn("customer", row["student_text"]), Turn("agent", row["teacher_text"]))
        heard = heard_in(ear(Transcript(row["obs_id"], turns))).get(1, set())
        gold.append(row["uptake_majority"] == "2.0")
        found.append(bool(heard & {"restating", "summing_up", "checking", "open_question", "empathy"}))
        clusters.append(row["obs_id"])
        texts.append(row["teacher_text"])
    return [Outcome("takes up what was said", tuple(gold), tuple(found), tuple(clusters), tuple(texts))]


def multidogo(folder: Path, ear: Ear) -> list[Outcome]:
    """Customers' turns of service chats: thanks."""
    gold, found, clusters, texts = [], [], [], []
    for path in files(folder, "*/dev.tsv"):
        talks: dict[str, list[dict[str, str]]] = {}
        for _, row in _rows(path, "\t"):
            if row.get("utterance") and row.get("intent"):
                talks.setdefault(row["conversationId"], []).append(row)
        for name, rows in talks.items():
            turns = tuple(Turn("customer", row["utterance"]) for row in rows)
            heard = heard_in(ear(Transcript(name, turns)))
            gold += ["thankyou" in row["intent"] for row in rows]
            found += ["gratitude" in heard.get(i, set()) for i in range(len(rows))]
            clusters += [f"{path.parent.name}/{name}"] * len(rows)
            texts += [row["utterance"] for row in rows]
    return [Outcome("thanks", tuple(gold), tuple(found), tuple(clusters), tuple(texts))]


SETS = (
    Set("toxic_spans", "toxic-spans", toxic_spans),
    Set("offensive", "offensive", offensive),
    Set("diasafety", "diasafety", diasafety),
    Set("uptake", "uptake", uptake, trained_on="its sentences, not its labels"),
    Set("multidogo", "chat/multidogo", multidogo),
)
