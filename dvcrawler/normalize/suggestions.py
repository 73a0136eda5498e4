"""What was meant by a mistyped name."""

from collections.abc import Iterable
from difflib import get_close_matches

#: Share of equal letters from which a name counts as meant.
_CUTOFF = 0.6


def suggest(typed: str, known: Iterable[str]) -> str:
    """`; did you mean NAME?`, ready to be appended to an error; empty where nothing is close."""
    found = get_close_matches(typed.lower()[:80], list(known), n=1, cutoff=_CUTOFF)
    return f"; did you mean {found[0]}?" if found else ""
