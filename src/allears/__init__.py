"""All Ears: a customer-service desk that listens."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    # importlib.metadata takes longer to load than listening itself, and hardly anybody asks.
    if name == "__version__":
        from importlib.metadata import version

        return version("allears")
    raise AttributeError(f"module 'allears' has no attribute {name!r}")
