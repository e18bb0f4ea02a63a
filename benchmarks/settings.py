"""The desk's own settings, with one page more: an empty one of the same stack, to compare with."""

from __future__ import annotations

from allears.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
