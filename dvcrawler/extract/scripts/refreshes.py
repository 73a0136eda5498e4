"""Where a page leads its visitor: by a refresh of markup, header or script, or a frame with the contents."""

import re
from collections.abc import Mapping
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import PIECES, put_together
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: A page with more links has contents, and a script that sets the location may do so on a condition.
_MOST_LINKS = 3
#: Caps the frames of a page that are read: a head, a menu, a text and a foot are usual.
_MOST_FRAMES = 8
#: Caps the delay in seconds. Pages that wait longer reload themselves, such as a ticker.
_LONGEST_DELAY = 30
#: Most characters of the target in messages.
MAX_TARGET = 300
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


def find_page_ahead(page: Page, hosts: Mapping[str, str]) -> str | None:
    """Where a page without contents leads: its refresh, or the only frame of the site's `hosts`."""
    if (refreshed := find_refresh(page, None)) is not None:
        return refreshed
    if len(page.anchors.addresses) > _MOST_LINKS:
        return None
    frames = find_frames(page, hosts)
    return find_script_refresh(page) or (frames[0] if len(frames) == 1 else None)


def find_frames(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The addresses of the page's frames on these hosts, each once."""
    frames = page.root.iter("frame", "iframe", "object", "embed")
    sources = ((each.get("src") or each.get("data") or "").strip() for each in islice(frames, _MOST_FRAMES))
    urls = filter(None, (absolute_url(page.base, each) for each in sources))
    return [each for each in dict.fromkeys(urls) if each != page.url and is_own_host(each, hosts)]


def find_refresh(page: Page, header: str | None) -> str | None:
    """Where the page or its header `Refresh` sends the visitor; None if neither redirects."""
    contents = [header or ""]
    for meta in page.root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            contents.append(meta.get("content") or "")
    return next(filter(None, (read_refresh(content, page.url, page.base) for content in contents)), None)


def find_script_refresh(page: Page) -> str | None:
    """Where the first script that sets the location sends the visitor, which it may do conditionally."""
    for script in list_scripts(page):
        found = _SCRIPT.search(script)
        address = put_together(found["address"], _read_values(page, script)) if found is not None else None
        if address:
            return _resolve_elsewhere(address, page.url, page.base)
    return None


def list_scripts(page: Page) -> list[str]:
    """The scripts in the page that run as it is loaded."""
    scripts = [script.text or "" for script in page.root.iter("script")]
    return scripts + [body.get("onload") or "" for body in page.root.iter("body")]


def _read_values(page: Page, script: str) -> dict[str, str]:
    """What the script's variables and the parts of the page's own address are."""
    own = urlsplit(page.url)
    parts = {
        "host": own.netloc,
        "hostname": own.hostname or "",
        "protocol": f"{own.scheme}:",
        "origin": f"{own.scheme}://{own.netloc}",
    }
    places = ("location", "window.location", "document.location")
    values = {f"{place}.{name}": value for place in places for name, value in parts.items()}
    for found in _VARIABLE.finditer(script):
        value = put_together(found["value"], values)
        if value is not None:
            values.setdefault(found["name"], value)
    return values


def read_refresh(content: str, url: str, base: str | None = None) -> str | None:
    """Where the value of a refresh sends the visitor of the page at `url`; None if it only loads it again."""
    found = _REFRESH.match(content)
    if found is None or int(found[1]) > _LONGEST_DELAY:
        return None
    name, sign, value = found[2].partition("=")
    target = value if sign and name.strip().lower() == "url" else found[2]
    return _resolve_elsewhere(target.strip().strip("'\""), url, base or url)


def _resolve_elsewhere(href: str, url: str, base: str) -> str | None:
    target = absolute_url(base, href.replace("\\/", "/"))
    return None if target is None or target.rstrip("/") == url.rstrip("/") else target
