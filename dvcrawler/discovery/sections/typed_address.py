"""The address of a listing that `-a section=` gives in full, or with a host of the site in front."""

import re
from urllib.parse import urlsplit

from dvcrawler.discovery.sections.section_hosts import is_below
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic, is_unknown
from dvcrawler.messages.printable import quote
from dvcrawler.normalize.url_form import canonical_host, host_of
from dvcrawler.normalize.urls import canonical_url, is_own_host, read_address
from dvcrawler.patterns import lazy_regex

_SCHEME = lazy_regex(r"[a-z]+:/+", re.I)


def check_section(site: Site, typed: str) -> None:
    """Raises UsageError for an address that cannot be a section of the site. The further hosts of a site
    without a file are in its ledger, which is not open yet.
    """
    url = _read_typed(site, typed)
    if url is None or not (is_unknown(site) and is_below(host_of(url), site.hosts)):
        read_section_address(site, typed)


def read_section_address(site: Site, typed: str) -> str | None:
    """The address that was typed; None for a name, a number or a path.

    Raises UsageError if it is on another host, of an article, or the front page.
    """
    url = _read_typed(site, typed)
    if url is None:
        return None
    if not is_own_host(url, site.hosts):
        raise UsageError(f"section={quote(typed)} is not on a host of {site.name} ({_name_hosts(site, url)})")
    if read_address(url, site.addresses, site.hosts) is not None:
        raise UsageError(
            f"section={quote(typed)} is the address of an article; use -a source=urls:FILE for those"
        )
    if _has_no_path(url) and not _is_further(url, site):
        raise UsageError(f"section={quote(typed)} is the front page; leave section= out for the whole site")
    return url


def _name_hosts(site: Site, url: str) -> str:
    """The hosts of the site for a message; of a site without a file, what to do about a host below it."""
    hosts = ", ".join(dict.fromkeys(site.hosts.values()))
    if not (is_unknown(site) and is_below(host_of(url), site.hosts)):
        return hosts
    own = f"{host_of(url)} may be a site of its own"
    return f"{hosts}; a run without section= looks for further hosts, and {own}"


def _is_further(url: str, site: Site) -> bool:
    """Whether the address is on another host than the site's first, whose front page is a section."""
    return is_generic(site) and canonical_host(host_of(url), site.hosts) != next(iter(site.hosts.values()))


def _has_no_path(url: str) -> bool:
    return not urlsplit(url).path.strip("/") and not urlsplit(url).query


def _read_typed(site: Site, typed: str) -> str | None:
    """The address that was typed, with its scheme. Raises UsageError if it cannot be one."""
    url = typed.strip() if _SCHEME.match(typed.strip()) else _add_scheme(site, typed.strip())
    if url is None:
        return None
    try:
        canonical_url(url)
    except ValueError as error:
        raise UsageError(f"section={quote(typed)} is not an address ({error})") from None
    return url


def _add_scheme(site: Site, typed: str) -> str | None:
    """`baonamdinh.vn/kinh-te/` with its scheme; None if it begins with no host of the site."""
    host = typed.removeprefix("//").partition("/")[0].lower().removeprefix("www.")
    is_own = host in site.hosts or (is_unknown(site) and is_below(host, site.hosts))
    return f"https://{typed.removeprefix('//')}" if is_own else None
