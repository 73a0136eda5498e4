"""Suggestions for a mistyped name."""

from collections.abc import Iterable
from difflib import get_close_matches

from dvcrawler.normalize.text import fold

#: Share of equal letters from which a name counts as meant.
_CUTOFF = 0.6


def find_closest(typed: str, known: Iterable[str]) -> str | None:
    """The known name that is most like the typed one; None if nothing is close."""
    names = list(known)
    # "Báo Nam Định" means baonamdinh, too.
    for form in (typed.lower()[:80], fold(typed[:80]).replace(" ", "")):
        found = get_close_matches(form, names, n=1, cutoff=_CUTOFF)
        if found:
            return found[0]
    return None


def suggest(typed: str, known: Iterable[str]) -> str:
    """`; did you mean NAME?`, ready to be appended to an error; empty if nothing is close."""
    closest = find_closest(typed, known)
    return f"; did you mean {closest}?" if closest is not None else ""


def suggest_or_list(typed: str, known: Iterable[str]) -> str:
    """The same; if nothing is close, `; there are: NAME, NAME`."""
    names = list(known)
    return suggest(typed, names) or list_known(names)


def list_known(known: Iterable[str]) -> str:
    """`; there are: NAME, NAME`, or that there are none."""
    return f"; there are: {', '.join(known) or 'none'}"
