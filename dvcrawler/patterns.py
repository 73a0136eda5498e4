"""Regular expressions that are compiled when they are first used, and the quickest search in a whole page.

Reading pages and finding articles takes some 900 of them. A crawl of one site uses a third, and compiling all
would take a sixth of the time in which a command starts.
"""

import re
from typing import AnyStr, cast, overload

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class LazyRegex:
    """A pattern that compiles itself when one of its methods is first looked up. From then on its methods are
    those of the compiled pattern themselves, so that a call costs the same.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def compile(self) -> re.Pattern[str] | re.Pattern[bytes]:
        """The compiled pattern. Raises `re.error` if the pattern is wrong."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        """Called for what the instance does not hold: once, when a method is first used."""
        if name not in _METHODS:
            raise AttributeError(f"a lazy pattern has no {name!r}; use re.compile")
        compiled = self.compile()
        vars(self).update((method, getattr(compiled, method)) for method in _METHODS)
        return vars(self)[name]


@overload
def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def lazy_regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def lazy_regex(pattern: str | bytes, flags: int = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    """Like `re.compile`, for the patterns of modules: it has the methods that take a text, and `pattern`.

    An error in the pattern is raised at its first use; tests/test_patterns.py compiles every one.
    """
    return cast("re.Pattern[str]", LazyRegex(pattern, flags))


#: `(a+)+`, `(?:[0-9]*)*`, `(?:[^/]+){2,}`.
_REPEATED_TWICE = lazy_regex(
    r"\((?:\?:|\?P<\w+>)?(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\?.)[*+]\)(?:[*+]|\{[0-9]+,\})", re.S
)


def never_ends(pattern: str) -> bool:
    """Whether what is repeated in the pattern is repeated as a whole too, with nothing between: a text that
    it does not match takes twice the time for each further letter.
    """
    return _REPEATED_TWICE.search(pattern) is not None


def occurs(mark: AnyStr, text: AnyStr) -> bool:
    """Whether the mark is in a long text that probably lacks it, in half the time of `in`: from the end."""
    return text.rfind(mark) >= 0
