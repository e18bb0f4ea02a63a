"""A regular expression that is compiled when it is first asked for."""

from __future__ import annotations

import re
from typing import Any, cast


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
