"""The compiled build: ALLEARS_COMPILED=1 makes the hot path of listening native code (mypyc) from the very same files.

Without that variable nothing is compiled and no compiler is needed: pyproject.toml says the rest.
"""

import os
from pathlib import Path

from setuptools import setup

LISTENING = Path("src/allears/listening")
HOT = [
    "advice",
    "floor",
    "lexicon",
    "listen",
    "live",
    "lookup",
    "measures",
    "needs",
    "overlap",
    "party",
    "phrases",
    "putting",
    "questions",
    "said",
    "scoring",
    "signs",
    "view",
    "wanting",
    "words",
    "acts/asking",
    "acts/facts",
    "acts/openness",
    "acts/plain",
    "acts/regretting",
    "models/features",
    "models/floor",
    "models/heads",
    "models/pieces",
    "models/saying_back",
    "models/sums",
    "models/texts",
    "models/weighing",
]
"""What every turn goes through, beside the behaviours and the promises."""
PLAIN = ("--config-file=", "--ignore-missing-imports", "--explicit-package-bases", "--follow-imports=silent")


def compiled():
    """What to hand to setuptools so that it compiles."""
    if os.environ.get("ALLEARS_COMPILED") != "1":
        return {}
    needs = {"setup_requires": ["mypy>=2,<3"]}
    try:
        from mypyc.build import mypycify
    except ImportError:
        return needs  # first it is only asked what is needed
    os.environ.setdefault("MYPYPATH", "src")
    files = [LISTENING / f"{name}.py" for name in HOT]
    files += [path for folder in ("behaviours", "promises") for path in sorted((LISTENING / folder).glob("*.py"))]
    return needs | {"ext_modules": mypycify([*PLAIN, *map(str, files)], opt_level="3", debug_level="0")}


setup(**compiled())
