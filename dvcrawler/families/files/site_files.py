"""Reports mistakes in site files in one line: the file, the line and what is wrong, such as a value of
another type than a crawl and the readers need.
"""

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from dvcrawler.errors import ConfigError, DvcrawlerError
from dvcrawler.extract.site import Layout, Site
from dvcrawler.items import KINDS
from dvcrawler.normalize.pins import read_pins
from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.normalize.urls import AddressPattern, is_own_host
from dvcrawler.patterns import never_ends

#: Most patterns begin with what excludes other pages, which is long and rarely wrong.
_MAX_SHOWN = 100
FOLDER = Path(__file__).parents[2] / "spiders"
_TLS = ("verified", "legacy")
#: Characters of a wrong value that a message repeats.
_MAX_SHOWN_VALUE = 60


@contextmanager
def naming_site_file() -> Iterator[None]:
    """Turns an error caused by a site file into a ConfigError with its place; lets any other error pass."""
    try:
        yield
    except (DvcrawlerError, MemoryError):
        raise
    except (Exception, SystemExit) as error:  # `sys.exit()` in a file would end the command without a word
        if isinstance(error.__cause__, KeyboardInterrupt):  # wrapped by Python 3.11, within a class
            raise error.__cause__ from None
        place = _find_place(error)
        if place is None:
            raise
        what = error.msg if isinstance(error, SyntaxError) else error
        raise ConfigError(f"{place}: {what}; correct the site file") from error


def check_names(names: Iterable[str]) -> None:
    """Raises ConfigError if two site files have the same name: one of them would be ignored."""
    taken = [name for name, count in Counter(list(names)).items() if count > 1]
    if taken:
        raise ConfigError(f"two site files have the name {taken[0]}; rename the site in one of them")


def check_site(site: object, name: str) -> None:
    """Raises ConfigError for what would only be noticed within a crawl, or not even there.

    `site`: what the spider `name` has as its site.
    """
    if isinstance(site, Site):
        fault = next(chain(_find_wrong_types(site), _find_faults(site, name)), None)
    else:
        fault = f"site = {repr(site)[:_MAX_SHOWN_VALUE]} cannot be used; write site = Site(…)"
    if fault is not None:
        raise ConfigError(f"site file of {name}: {fault}")


def _find_faults(site: Site, name: str) -> Iterator[str]:
    if site.name != name:
        yield f"name = {site.name!r} cannot be used; the spider's name is {name!r}"
    for pattern in site.addresses:
        yield from _find_faults_of_pattern(pattern)
    yield from _find_faults_of_addresses(site)
    try:
        read_pins(site.tls_pin)
    except ValueError as error:
        yield f"tls_pin: {error}"


def _find_faults_of_addresses(site: Site) -> Iterator[str]:
    for host in (*site.hosts, *(each.removeprefix("www.") for each in site.hosts.values())):
        if not _is_host(host):
            yield f"hosts = {{{host!r}: …}} cannot be used; write it in small letters, without www"
    for url in (*site.start, *site.sections.values(), *site.feeds):
        if not url.startswith(("https://", "http://")):
            yield f"{url!r} does not begin with https:// or http://"
        elif url not in site.feeds and not is_own_host(url, site.hosts):
            yield f"{url!r} is on none of its hosts; add the host to hosts"


def _find_faults_of_pattern(pattern: AddressPattern) -> Iterator[str]:
    shown = repr(pattern.regex if len(pattern.regex) <= _MAX_SHOWN else f"…{pattern.regex[-_MAX_SHOWN:]}")
    try:
        groups = re.compile(pattern.regex).groupindex
    except re.error as error:
        yield f"the address pattern {shown} cannot be used: {error}"
    else:
        if "id" not in groups:
            yield f"the address pattern {shown} has no group (?P<id>…)"
        if never_ends(pattern.regex):
            yield f"the address pattern {shown} may take for ever; write [0-9]+ for ([0-9]+)+"
    if pattern.kind not in KINDS:
        yield f"the address pattern {shown} has the kind {pattern.kind!r}; write one of {', '.join(KINDS)}"


def _is_host(text: str) -> bool:
    try:
        return text == canonical_host(urlsplit(f"//{text}").hostname or "", {})
    except ValueError:
        return False


def _find_place(error: BaseException) -> str | None:
    """`FILE:LINE` of the last line of a site file that led to the error."""
    if isinstance(error, SyntaxError) and Path(error.filename or "").parent == FOLDER:
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if Path(frame.filename).parent == FOLDER]
    return f"{found[-1].filename}:{found[-1].lineno}" if found else None


def _find_wrong_types(site: Site) -> Iterator[str]:
    """Describes the fields whose values have a wrong type, as `title = 5 …; write …`."""
    for name, wanted, is_right in _list_checks(site):
        if not is_right:
            yield f"{name} = {repr(getattr(site, name))[:_MAX_SHOWN_VALUE]} cannot be used; write {wanted}"


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
    wanted = 'patterns, as in (AddressPattern("…"),)'
    yield "addresses", wanted, bool(site.addresses) and _is_tuple(site.addresses, AddressPattern)
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
