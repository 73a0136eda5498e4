"""Whether each value of a site file has the type that a crawl and the readers need."""

import re
from collections.abc import Iterable, Iterator, Mapping

from dvcrawler.extract.layout import Layout
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern

_TLS = ("verified", "legacy")
#: Characters of a wrong value that a message repeats.
_MAX_SHOWN = 60


def find_wrong_type(site: Site) -> str | None:
    """Describes the first field with a value of the wrong type, as `title = 5 …; write …`; None if all are
    right.
    """
    for name, wanted, is_right in _list_checks(site):
        if not is_right:
            return f"{name} = {repr(getattr(site, name))[:_MAX_SHOWN]} cannot be used; write {wanted}"
    return None


def _list_checks(site: Site) -> Iterator[tuple[str, str, bool]]:
    """Yields each field, what it takes, and whether its value is that."""
    for name in ("name", "title", "language", "family"):
        yield name, "text in quotes", _is_text(getattr(site, name))
    for name in ("page_parameter", "tls_pin"):
        yield name, "text in quotes, or None", getattr(site, name) is None or _is_text(getattr(site, name))
    yield "hosts", 'hosts, as in {"example.vn": "example.vn"}', bool(site.hosts) and _is_map(site.hosts)
    yield "sections", 'names and addresses, as in {"Kinh tế": "https://…"}', _is_map(site.sections)
    for name in ("start", "feeds"):
        wanted = 'addresses, as in ("https://example.vn/",)'
        yield name, wanted, _is_tuple(getattr(site, name), str)
    yield "layouts", "layouts, as in (LAYOUT,)", _is_tuple(site.layouts, Layout)
    yield "addresses", 'patterns, as in (AddressPattern("…"),)', _is_tuple(site.addresses, AddressPattern)
    for name in ("migrated", "listings"):
        value = getattr(site, name)
        yield name, 're.compile("…"), or None', value is None or isinstance(value, re.Pattern)
    yield "front_pages", "True or False", isinstance(site.front_pages, bool)
    yield "tls", '"verified" or "legacy"', site.tls in _TLS
    yield (
        "media_hosts",
        'frozenset({"…"})',
        isinstance(site.media_hosts, frozenset) and _are_texts(site.media_hosts),
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(values: Iterable[object]) -> bool:
    return all(map(_is_text, values))


def _is_map(value: object) -> bool:
    return isinstance(value, Mapping) and _are_texts((*value, *value.values()))


def _is_tuple(value: object, kind: type) -> bool:
    """Text in brackets without a comma is not a tuple."""
    return isinstance(value, tuple | list) and all(isinstance(each, kind) for each in value)
