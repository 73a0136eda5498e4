"""The layouts whose articles can be read again by name."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dvcrawler.extract.record import FALLBACKS
from dvcrawler.extract.site import Site
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import read_lines


def has_layout(name: str, sites: Iterable[Site]) -> bool:
    """Whether one of the sites is read by a layout of this name today."""
    return name in _list_described(sites)


def list_layouts(data: Path, sites: Mapping[str, Site]) -> list[str]:
    """The layouts of the sites, and those that have read their stored articles: one may have been renamed
    since. Reads the whole store.
    """
    return sorted({*_list_described(sites.values()), *_read_stored(data, sites)})


def _list_described(sites: Iterable[Site]) -> list[str]:
    return [layout.name for site in sites for layout in (*site.layouts, *FALLBACKS)]


def _read_stored(data: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for path in article_files(data, name):
            for line in read_lines(path):
                layout = line.value.get("layout") if line.value is not None else None
                if isinstance(layout, str):
                    yield layout
