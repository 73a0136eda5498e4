"""Front pages that only lead to the real one, by a refresh of markup, header or script, or a form that a
script sends at once; and the request of the page that they lead to.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, read_fields, send_form, typed_fields
from dvcrawler.discovery.fronts.front_copies import report_moved
from dvcrawler.discovery.links import section_links
from dvcrawler.discovery.listings.listing_requests import request_frames, request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import PIECES, put_together
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: Caps the delay in seconds. Pages that wait longer reload themselves, such as a ticker.
_LONGEST_DELAY = 30
_REFRESH = lazy_regex(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,](.+)$", re.S)
#: An address may be put together of texts, variables and the page's own host.
_SCRIPT = lazy_regex(
    r"(?:\blocation(?:\.href)?\s{0,9}=(?!=)|\blocation\.(?:replace|assign)\s{0,9}\("
    r"|\(\s{0,3}(?:window\.|document\.)?location\s{0,3}\)\.(?:attr|prop)\(\s{0,3}['\"]href['\"]\s{0,3},"
    rf"|(?<![\w$])window\.open\((?={PIECES}\s{{0,9}},\s{{0,9}}['\"]_(?:self|top|parent)['\"]))"
    rf"\s{{0,9}}(?P<address>{PIECES})\s{{0,9}}(?=[;,)}}\n]|$)"
)
_VARIABLE = lazy_regex(
    rf"(?<![\w$.])(?:var|let|const)\s{{1,9}}(?P<name>[A-Za-z_$][\w$]{{0,60}})\s{{0,9}}=\s{{0,9}}(?P<value>{PIECES})\s{{0,9}}[;,\n]"
)
_SUBMITS = lazy_regex(r"\.(?:submit|requestSubmit)\s{0,3}\(\s{0,3}\)|\.trigger\(\s{0,3}['\"]submit['\"]")
#: Most characters of a refresh's target in messages.
_MAX_TARGET = 300


def find_refresh(page: Page, header: str | None) -> str | None:
    """Where the page or its header `Refresh` sends the visitor; None if neither redirects."""
    contents = [header or ""]
    for meta in page.root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            contents.append(meta.get("content") or "")
    return next(filter(None, (_read_refresh(page, content) for content in contents)), None)


def find_script_refresh(page: Page) -> str | None:
    """Where the first script that sets the location sends the visitor, which it may do conditionally."""
    for script in list_scripts(page):
        found = _SCRIPT.search(script)
        address = put_together(found["address"], _read_values(page, script)) if found is not None else None
        if address:
            return _resolve_elsewhere(page, address)
    return None


def list_scripts(page: Page) -> list[str]:
    """The scripts in the page that run as it is loaded."""
    scripts = [script.text or "" for script in page.root.iter("script")]
    return scripts + [body.get("onload") or "" for body in page.root.iter("body")]


def _read_values(page: Page, script: str) -> dict[str, str]:
    """What the script's variables and the parts of the page's own address are."""
    own = urlsplit(page.url)
    parts = {
        "host": own.netloc, "hostname": own.hostname or "", "protocol": f"{own.scheme}:",
        "origin": f"{own.scheme}://{own.netloc}",
    }  # fmt: skip
    places = ("location", "window.location", "document.location")
    values = {f"{place}.{name}": value for place in places for name, value in parts.items()}
    for found in _VARIABLE.finditer(script):
        value = put_together(found["value"], values)
        if value is not None:
            values.setdefault(found["name"], value)
    return values


def _read_refresh(page: Page, content: str) -> str | None:
    found = _REFRESH.match(content)
    if found is None or int(found[1]) > _LONGEST_DELAY:
        return None
    name, sign, value = found[2].partition("=")
    target = value if sign and name.strip().lower() == "url" else found[2]
    return _resolve_elsewhere(page, target.strip().strip("'\""))


def _resolve_elsewhere(page: Page, href: str) -> str | None:
    url = absolute_url(page.base, href.replace("\\/", "/"))
    return None if url is None or url.rstrip("/") == page.url.rstrip("/") else url


def find_form_refresh(page: Page) -> NextPage | None:
    """The request of the page's only form, if a script sends it to this host and nothing is to be typed."""
    forms = list(find_forms(page))
    if len(forms) != 1 or _is_filled_in(forms[0]) or not any(map(_SUBMITS.search, list_scripts(page))):
        return None
    sent = send_form(page, forms[0], read_fields(forms[0]))
    return sent if isinstance(sent, NextPage) and (sent.form is not None or sent.url != page.url) else None


def _is_filled_in(form: Element) -> bool:
    """Whether a visitor types or chooses something before the form is sent."""
    return bool(typed_fields(form)) or next(form.iter("select"), None) is not None


def follow_refresh(
    sources: Sources, response: Response, page: Page, listing: Listing
) -> Iterator[Request | PageOutcome]:
    """The front page to which this one refreshes, or its frames; once, and on the site's hosts only."""
    yield from request_frames(sources, page, listing)
    header = (response.headers.get("Refresh") or b"").decode("latin-1")
    refreshed = _find_refreshed(page, header, set(section_links(page, sources.site)))
    if refreshed is None or listing.is_refreshed:
        return
    if is_own_host(refreshed.url, sources.site.hosts):
        yield request_listing(sources, refreshed.url, replace(listing, is_refreshed=True), refreshed.form)
        return
    target = refreshed.url[:_MAX_TARGET]
    reason = f"it refreshes to {target}"
    moved = PageOutcome(None, asked_url(response), "moved", reason, PageCode.REDIRECTED, target)
    yield report_moved(sources, moved)


def _find_refreshed(page: Page, header: str, links: set[str]) -> NextPage | None:
    """`links`: those to sections. A script may set the location on a condition, so it counts alone."""
    scripted = find_script_refresh(page)
    target = find_refresh(page, header) or (scripted if links <= {scripted} else None)
    if target is not None:
        return NextPage(target)
    return None if links else find_form_refresh(page)
