"""Addresses in which a script puts the number of a page: `'/tin?trang={{number}}'`, `/tin/trang-__PAGE__`."""

import re

from dvcrawler.discovery.buttons.page_forms import is_on_host
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

_NAME = r"(?:p|pg|n|num|number|pages?|paged|page_?(?:num(?:ber)?|index|no)|trang|so_?trang|idx)"
#: Placeholders of the number; `{0}` and `%d` are those of format functions.
_PLACE = lazy_regex(
    rf"(?:\{{\{{\s?(?:{_NAME}|#)\s?\}}\}}|\$?\{{\s?(?:{_NAME}|0)\s?\}}|__{_NAME}__|\[{_NAME}\]|%{_NAME}%|#{_NAME}#"
    rf"|\({_NAME}\)|(?<=[/=-]):{_NAME}(?![a-z])|%d(?![0-9a-f])|%7[Bb]{_NAME}%7[Dd])",
    re.I,
)
#: One of them is in every template.
_MARK = lazy_regex(r"[{}\[\]%#():]|__")
_QUOTED = lazy_regex(r"[\"'`]((?:https?:/)?[/?][^\"'`\s<>\\]{1,300})[\"'`]")
#: What jQuery plugins put before and after the number: `hrefTextPrefix: '?paged='`.
_AROUND_NUMBER = lazy_regex(r"hrefText(Prefix|Suffix)['\"]?\s{0,9}:\s{0,9}['\"]([^'\"\s<>\\]{0,200})['\"]")
_ESCAPED_SLASH = "\\/"
#: Characters of a page that are searched.
_MOST_BYTES = 2_000_000


def _read_plugin(text: str) -> list[str]:
    around = dict(_AROUND_NUMBER.findall(text))
    return [f"{around['Prefix']}{{number}}{around.get('Suffix', '')}"] if "Prefix" in around else []


def fill_number(written: str, number: int) -> str:
    """The address with the number of the page in its only place for it; as it is without such a place."""
    if _MARK.search(written) is None:
        return written
    filled, places = _PLACE.subn(str(number), written)
    return filled if places == 1 and page_number(filled) == number else written


def find_template(page: Page, number: int) -> str | None:
    """The address of page `number` of this listing by the only template that the page has for it."""
    text = page.data[:_MOST_BYTES].decode("utf-8", "replace").replace(_ESCAPED_SLASH, "/")
    found: dict[str, None] = {}
    for written in (*_QUOTED.findall(text), *_read_plugin(text)):
        if _MARK.search(written) is None:
            continue
        filled, places = _PLACE.subn(str(number), written)
        url = absolute_url(page.base, filled) if places == 1 else None
        if url is not None and is_on_host(page, url) and is_same_listing(page.url, url):
            found.update({url: None} if page_number(url) == number else {})
    return next(iter(found)) if len(found) == 1 else None
