"""What is computed when first asked for: an attribute, and a regular expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast, overload

T = TypeVar("T")


class lazily(Generic[T]):  # noqa: N801  # used as a decorator, like property
    """As functools.cached_property, without the lock that Python 3.11 takes on every first access."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> lazily[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> lazily[T] | T:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.compute(owner)
        return value


def lazy_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """As re.compile, but compiled at its first use: of some hundred expressions one conversation tries a few.

    An expression that cannot be compiled raises re.error then; tests/listening/test_lazily.py compiles them all.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    """Stands where a compiled expression would. Once compiled, its methods are its own attributes: a call costs a
    hundredth of a microsecond more than that of the expression itself."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            return getattr(re.compile(self._source, self._flags), name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split", "pattern")
