"""Reads a list of addresses: one per line, from a file, standard input (`-`), or the argument itself."""

import sys
from collections.abc import Iterable, Iterator

from dvcrawler.errors import UsageError
from dvcrawler.normalize.paths import expand_home


def is_typed_list(name: str) -> bool:
    """Whether `name` is not the name of a list but an address itself, or several, one per line."""
    return name.lower().startswith(("http://", "https://"))


def check_list(name: str) -> None:
    """Raises UsageError if the list cannot be read."""
    if is_typed_list(name):
        return
    if name == "-" and sys.stdin is None:
        raise UsageError("source=urls:- and standard input is closed; name a file, or pipe a list into it")
    if name != "-" and not expand_home(name).is_file():
        raise UsageError(f"there is no list of addresses at {name!r}; name a file, or - for standard input")


def read_list(name: str) -> Iterator[str]:
    """The addresses, without blank lines and comments (#). Not checked: the crawl reports those that are
    not of the site.
    """
    if is_typed_list(name):
        yield from _read_addresses(name.split("\n"))
        return
    if name == "-":
        yield from _read_addresses(sys.stdin)
        return
    with expand_home(name).open(encoding="utf-8-sig", errors="replace") as lines:
        yield from _read_addresses(lines)


def _read_addresses(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        address = line.strip().removeprefix("\ufeff")
        if address and not address.startswith("#"):
            yield address
