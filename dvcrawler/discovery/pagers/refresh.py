"""Front pages that only redirect to the real one: a refresh by markup, header or script."""

import re

from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url

#: Caps the delay in seconds. Pages that wait longer reload themselves, such as a ticker.
_LONGEST_DELAY = 30
_REFRESH = re.compile(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,](.+)$", re.S)
#: An address followed by `+` is computed, and unknown.
_SCRIPT = re.compile(
    r"\blocation(?:\.href)?\s{0,9}=\s{0,9}(?P<set>['\"])(?P<one>[^'\"\s]{1,2000})(?P=set)(?!\s{0,9}\+)"
    r"|\blocation\.(?:replace|assign)\s{0,9}\(\s{0,9}(?P<call>['\"])(?P<two>[^'\"\s]{1,2000})(?P=call)\s{0,9}\)"
)


def find_refresh(page: Page, header: str | None) -> str | None:
    """Where the page or its header `Refresh` sends the visitor; None if neither redirects."""
    contents = [header or ""]
    for meta in page.root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            contents.append(meta.get("content") or "")
    return next(filter(None, (_read_refresh(page, content) for content in contents)), None)


def find_script_refresh(page: Page) -> str | None:
    """Where the first script that sets the location sends the visitor, which it may do conditionally."""
    scripts = [script.text or "" for script in page.root.iter("script")]
    scripts += [body.get("onload") or "" for body in page.root.iter("body")]
    for script in scripts:
        found = _SCRIPT.search(script)
        if found is not None:
            return _resolve_elsewhere(page, found["one"] or found["two"])
    return None


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
