"""What is computed when first asked for."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

from allears import listening
from allears.listening.lazily import _LazyPattern, lazy_pattern

APART = ("audio", "archive", "evaluation", "training")


def modules():
    for found in walk_packages(listening.__path__, "allears.listening."):
        if found.name.split(".")[2] not in APART:
            yield import_module(found.name)


def test_a_lazy_pattern_finds_what_the_compiled_one_finds():
    lazy, eager = lazy_pattern(r"(\w)\1", re.I), re.compile(r"(\w)\1", re.I)
    said = "Hello, ADDRESS book"
    assert [m.span() for m in lazy.finditer(said)] == [m.span() for m in eager.finditer(said)]
    assert lazy.search(said, 5)[0] == eager.search(said, 5)[0] == "DD"
    assert lazy.sub("-", said) == eager.sub("-", said)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (eager.pattern, eager.flags, eager.groups)


def test_what_a_compiled_pattern_has_not_a_lazy_one_has_not_either():
    with pytest.raises(AttributeError, match="nothing"):
        _ = lazy_pattern("a").nothing


def test_every_lazy_pattern_of_listening_can_be_compiled():
    tried = 0
    for module in modules():
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                for pattern in one if isinstance(one, tuple) else (one,):
                    if isinstance(pattern, _LazyPattern):
                        pattern.search("")
                        tried += 1
    assert tried > 100
