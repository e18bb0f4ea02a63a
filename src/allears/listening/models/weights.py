"""Where the heads come from: the package, or the folder that ALLEARS_HEADS names.

A folder of `allears train --data own.jsonl` holds heads.json alone: curves and thresholds for the weights that come
with the package. One of `allears train --corpus …` holds the weights too (heads.npz, features.txt): all three belong
together.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from .pieces import read_text

OWN = "ALLEARS_HEADS"
THRESHOLDS, WEIGHTS, FEATURES = "heads.json", "heads.npz", "features.txt"
COLUMNS = ("sparse", "folded", "bias")


class HeadsError(ValueError):
    """What the folder of one's own heads holds cannot be used; the message names folder and file."""


class Stored(NamedTuple):
    """As stored: of each head its name, whose turns it judges and its four numbers; of all, the arrays and features."""

    names: tuple[str, ...]
    parties: tuple[str, ...]
    rules: tuple[tuple[float, float, float, float], ...]
    arrays: dict[str, Any]
    features: list[str]


def stored() -> Stored:
    """The heads to listen with. Raises HeadsError, one sentence, if ALLEARS_HEADS names what is none. Needs numpy."""
    named = os.environ.get(OWN, "").strip()
    with as_file(files("allears.listening.models").joinpath("")) as ours:
        if not named:
            return _read(ours, ours)
        own = Path(named)
        weights = own if own_weights(own) else ours
        try:
            return _fitting(_read(own, weights), json.loads((ours / THRESHOLDS).read_text("utf-8"))["names"])
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise HeadsError(f"{OWN} is {named!r}, which cannot be used: {_why(error)}.") from error


def own_weights(folder: Path) -> bool:
    """Whether a folder holds weights, not thresholds alone. Raises HeadsError if it holds neither, or half of them."""
    missing = [name for name in (THRESHOLDS, WEIGHTS, FEATURES) if not (folder / name).is_file()]
    if missing not in ([], [WEIGHTS, FEATURES]):
        raise HeadsError(
            f"{OWN} is {str(folder)!r}, but {missing[0]} is not there: it must be a folder with {THRESHOLDS}, or with "
            f"{THRESHOLDS}, {WEIGHTS} and {FEATURES}, as allears train writes them."
        )
    return not missing


def copy_own(out: Path) -> None:
    """Puts one's own weights, if they are listened with, beside the thresholds that were chosen for them in `out`."""
    own = Path(os.environ.get(OWN, "").strip())
    if own.parts and own_weights(own) and own.resolve() != out.resolve():
        for name in (WEIGHTS, FEATURES):
            shutil.copyfile(own / name, out / name)


def _read(thresholds: Path, weights: Path) -> Stored:
    import numpy as np

    told = json.loads((thresholds / THRESHOLDS).read_text("utf-8"))
    with np.load(weights / WEIGHTS) as arrays:
        columns = {name: arrays[name].astype(np.float32, copy=False) for name in COLUMNS}
    rules = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in told["rules"])
    features = (weights / FEATURES).read_text("utf-8").splitlines()
    return Stored(tuple(told["names"]), tuple(told["parties"]), rules, columns, features)


def _fitting(own: Stored, names: Sequence[str]) -> Stored:
    """The heads if they are those of this version, and their sizes fit each other. Raises ValueError."""
    if list(own.names) != names:
        raise ValueError("its heads are not those of this version, train anew")
    rows = (len(own.features), len(read_text("pieces.txt").splitlines()) - 1)
    shapes = [own.arrays[name].shape for name in COLUMNS]
    count = len(names)
    if (len(own.rules), len(own.parties)) != (count, count) or shapes != [(n, count) for n in rows] + [(count,)]:
        raise ValueError(f"{THRESHOLDS}, {WEIGHTS} and {FEATURES} do not belong together")
    return own


def _why(error: Exception) -> str:
    match error:
        case OSError():
            return f"{error.filename}: {error.strerror}"
        case json.JSONDecodeError():
            return f"{THRESHOLDS} is no JSON"
        case KeyError():
            return f"{error} is missing"
        case BadZipFile() | EOFError():
            return f"{WEIGHTS} is broken"
    return str(error).rstrip(".")
