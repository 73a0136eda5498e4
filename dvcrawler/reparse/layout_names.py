"""The layouts whose articles can be read again by name."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.extract.record import FALLBACKS
from dvcrawler.extract.site import Site
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import read_lines


def check_layout(typed: str, data: Path, sites: Mapping[str, Site]) -> None:
    """Raises UsageError for a layout that none of the sites has, nor any of their stored articles."""
    described = [layout.name for site in sites.values() for layout in (*site.layouts, *FALLBACKS)]
    if typed in described:
        return
    # A layout that was renamed since is in no file, but its articles are the ones to read again.
    known = sorted({*described, *_read_stored(data, sites)})
    if typed not in known:
        owner = " and ".join(sites) if len(sites) < 3 else "these sites"
        raise UsageError(f"--layout {typed!r} is not a layout of {owner}{suggest_or_list(typed, known)}")


def _read_stored(data: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for path in article_files(data, name):
            for line in read_lines(path):
                layout = line.value.get("layout") if line.value is not None else None
                if isinstance(layout, str):
                    yield layout
