"""Which listing `-a section=` means: by name with or without diacritics, by number, path or address."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from urllib.parse import urlsplit

from dvcrawler.discovery.links import is_main_host, section_key
from dvcrawler.discovery.sections.typed_address import read_section_address
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_unknown
from dvcrawler.families.non_sections import (
    holds_other_contents,
    is_front_page,
    is_never_section,
    names_no_section,
)
from dvcrawler.messages.printable import quote
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex
from dvcrawler.storage.ledgers.sections import SectionLink

#: A possible path: folders of letters, digits and hyphens, with at most an ending or a query.
_PATH = lazy_regex(r"/?[\w.%+~-]+(?:/[\w.%+~-]+)*/?(?:\?[\w=&%.+-]*)?", re.ASCII)
_ENDING = lazy_regex(r"\.[a-z]{2,5}$")
#: Sections that a message names.
_MOST_NAMED = 5
#: Characters of the argument that are compared with the names of sections.
_MAX_COMPARED = 80


def known_sections(site: Site, seen: Iterable[SectionLink]) -> list[SectionLink]:
    """The sections of the site file, then the others that were `seen`; each key once. Skips links that an
    earlier version noted and that do not lead to a section.
    """
    links = {link.key: link for link in seen if not _is_other_link(link, site)}
    found: dict[str, SectionLink] = {}
    for name, url in site.sections.items():
        key = section_key(url)
        printed = links[key].name if key in links else None
        found[key] = SectionLink(key, url, printed or name)
    return list((found | {key: link for key, link in links.items() if key not in found}).values())


def _is_other_link(link: SectionLink, site: Site) -> bool:
    if holds_other_contents(link.url) and not is_unknown(site):
        return True
    return is_never_section(link.url) or is_front_page(link.url) or names_no_section(link.name or "")


def find_sections(site: Site, known: Sequence[SectionLink], typed: str) -> list[str]:
    """The listings that `typed` names: several if they share the name, such as the old and the new one of a
    paper that changed its CMS. Empty if no known section is meant.

    Raises UsageError for an unusable address, and for the last part of several paths.
    """
    address = read_section_address(site, typed) or site.sections.get(typed)
    if address is not None:
        return [address]
    orders = (
        (_list_paths, _list_last_parts, _list_names)
        if _is_path(typed)
        else (_list_names, _list_paths, _list_last_parts)
    )
    for forms in orders:
        urls = _match(site, known, fold(typed), forms)
        if len(urls) > 1 and forms is not _list_names:
            paths = ", ".join(urlsplit(url).path for url in urls[:_MOST_NAMED])
            raise UsageError(
                f"section={quote(typed)} is more than one section of {site.name}; name its path: {paths}"
            )
        if urls:
            return urls
    return []


def _match(
    site: Site, known: Sequence[SectionLink], wanted: str, forms: Callable[[SectionLink], set[str]]
) -> list[str]:
    """The sections that have this form, on the site's main hosts if there are any."""
    meant = [link.url for link in known if wanted and wanted in forms(link)]
    return [url for url in meant if is_main_host(url, site)] or meant


def _is_path(typed: str) -> bool:
    return ("/" in typed or "-" in typed) and bool(_PATH.fullmatch(typed.strip()))


def guess_section(site: Site, typed: str) -> str | None:
    """The address for a number or a path; None if the text can only be a name."""
    path = typed.strip()
    if not _PATH.fullmatch(path):
        return None
    start = urlsplit(site.start[0])
    path = f"channel/{path}" if path.isdecimal() and site.family == "vnpt" else path.strip("/")
    end = "" if "?" in path or _ENDING.search(path) else "/"
    return f"{start.scheme}://{start.netloc}/{path}{end}"


def no_such_section(site: Site, known: Sequence[SectionLink], typed: str, why: str = "") -> UsageError:
    """The error for an unknown section, with those that may be meant."""
    meant = _find_similar(site, known, typed)
    listed = f"; did you mean {', '.join(meant)}?" if meant else ""
    if known and not meant:
        listed = f"; there are {', '.join(dict.fromkeys(map(describe, known[:_MOST_NAMED])))}, …"
    more = f"; see `dvcrawler sites {site.name}`" if known else ""
    return UsageError(f"section={quote(typed)}: {site.name} has no such section{why}{listed}{more}")


def _find_similar(site: Site, known: Sequence[SectionLink], typed: str) -> list[str]:
    """The descriptions of sections with a similar name or path."""
    forms = {
        form: link
        for link in reversed(known)
        for read in (_list_names, _list_paths, _list_last_parts)
        for form in read(link)
    }
    address = read_section_address(site, typed)
    wanted = fold(urlsplit(address).path if address else typed)[:_MAX_COMPARED]
    close = get_close_matches(wanted, forms, n=_MOST_NAMED, cutoff=0.6)
    return list(dict.fromkeys(describe(forms[form]) for form in close))


def describe(link: SectionLink) -> str:
    """`Kinh tế (/kinh-te/)`, or the path alone."""
    path = urlsplit(link.url).path
    return f"{link.name} ({path})" if link.name else path


def _list_names(link: SectionLink) -> set[str]:
    return {fold(link.name)} if link.name else set()


def _list_paths(link: SectionLink) -> set[str]:
    path = urlsplit(link.url).path
    return {fold(path), fold(_ENDING.sub("", path))}


def _list_last_parts(link: SectionLink) -> set[str]:
    last = urlsplit(link.url).path.rstrip("/").rpartition("/")[2]
    return {fold(last), fold(_ENDING.sub("", last))}
