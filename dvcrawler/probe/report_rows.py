"""Rows of a probe's report: a label and a value, wrapped."""

import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from dvcrawler.probe.answers import shorten

_WIDTH, _LABEL = 80, 12


def make_row(label: str, text: str) -> list[str]:
    """`label      text`, wrapped; a continuation line has no label."""
    width = _WIDTH - _LABEL
    wrapped = textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False) or [""]
    return [f"{label if number == 0 else '':<{_LABEL}}{line}".rstrip() for number, line in enumerate(wrapped)]


def shorten_own(url: str, host: str) -> str:
    """The address; on the site's own host without scheme and host."""
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return shorten(url)
    return shorten(urlunsplit(parts._replace(scheme="", netloc="")))


def list_items(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(
            shorten(text, 600),
            _WIDTH,
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
