"""Reads the arguments `source=` and `archive=`: where the addresses of articles come from."""

from collections.abc import Mapping

from dvcrawler.discovery.address_list import check_list
from dvcrawler.errors import UsageError
from dvcrawler.messages.printable import quote
from dvcrawler.normalize.hosts import find_address_fault

_ARCHIVES = ("wayback", "commoncrawl")


def parse_urls(source: str) -> str | None:
    kind, _, name = source.partition(":")
    if source == "live":
        return None
    if kind == "urls" and name:
        check_list(name)
        return name
    if source in _ARCHIVES or (kind == "warc" and name):
        return None
    raise UsageError(
        f"source={source!r} cannot be read; there are: live, urls:FILE, wayback, commoncrawl, warc:PATH"
    )


def parse_warc(source: str) -> str | None:
    kind, _, name = source.partition(":")
    if kind != "warc":
        return None
    from dvcrawler.discovery.archives.warc_pages import find_files  # loads the readers of WARC files

    find_files(name)
    return name


def parse_archive(given: Mapping[str, str], source: str, usual: str) -> str | None:
    service = given.get("archive")
    if given.get("source") != source:
        if service and given.get("source") not in _ARCHIVES:
            raise UsageError("archive= goes with source=wayback or source=commoncrawl")
        return None
    fault = find_address_fault(service) if service else None
    if fault is not None:
        raise UsageError(
            f"archive={quote(service or '')} is not an address ({fault}); write it as in archive=http://localhost:8080/collection"
        )
    return service or usual
