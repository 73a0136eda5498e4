"""Further pages of a list that the page mentions without any way to them: a script shows them.

The number of pages may be given in an
attribute, in a setting of a script or in the data of an application; else
a button or a list that scrolls says that there is more.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import cast

from lxml import etree

from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.number_rows import NO_PAGER_CLASS, is_named
from dvcrawler.discovery.pagers.page_templates import find_template
from dvcrawler.discovery.pagers.strange_links import find_inert_number
from dvcrawler.extract.elements import Element, attributes_of, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import scripted_links
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: `data-max-pages="5"`, `"lastPage": 5`, `\"lastPage\":5` within a text, `max_num_pages = '5'`.
_STATED = lazy_regex(
    rb"(?:(?:max|total|last)[_-]?(?:num[_-]?)?pages?|pages?[_-]?(?:count|max)|num[_-]?pages|tong[_-]?(?:so[_-]?)?trang)"
    rb"(?:&quot;|[\\\"']){0,3}\s{0,3}[:=]\s{0,3}[\\\"']{0,3}([0-9]{1,6})(?![0-9])",
    re.I,
)
_SCROLLS = lazy_regex(
    rb"infinite_?[sS]croll[\"']?\s{0,3}[:=]|v-infinite-scroll|<infinite-loading|x-intersect|data-infinite-scroll"
)
_BUTTONS = etree.XPath(
    "//button | //a[not(@href) or @href = '' or starts-with(@href, '#')"
    " or starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript:')]"
    " | //div[@id or @class][not(*)] | //span[@id or @class][not(*)]"
)
#: `<el-pagination :total="36">`, `<v-pagination>`, `<pagination>`.
_COMPONENTS = lazy_regex(rb"<(?:[a-z]{1,12}-)?pagina(?:tion|te|tor)[\s>-]")
#: The options of a plugin that draws a pager, `.pagination({items: 36, itemsOnPage: 10})`, and the number of
#: all entries in them.
_DRAWN = lazy_regex(
    rb"(?:pag(?:ination|inate|inator|ing|er)|bootpag)\w{0,10}\(\s{0,9}(?:['\"]\w{1,20}['\"],)?\{([^{}]{1,600})",
    re.I,
)
_ENTRIES = lazy_regex(
    rb"(?<![\w-])(?:items|total(?:number|count|_?items|records|rows)?|rowcount|num_?items)['\"]?\s{0,9}:\s{0,9}([0-9]{1,7})(?![\w.])",
    re.I,
)
#: Empty boxes that may be named for a pager, `<div id="paging" data-page="1" data-total="4"></div>`; and, of
#: their attributes, the number of all entries or pages, that of the entries of a page, that of this page.
_EMPTY_BOXES = etree.XPath(
    "//*[contains(concat(@id, @class), 'pag') or contains(concat(@id, @class), 'trang')]"
    "[not(*) and not(normalize-space())]"
)
_PAGER_NAME = lazy_regex(r"pag(?:ing|inat|er)|phan-?trang", re.I)
_OF_ALL = lazy_regex(r"data-(?:total|count|items|records|rows|pages)[\w-]{0,12}")
_OF_PAGE = lazy_regex(r"data-(?:(?:page-?)?size|limit|(?:rows-?)?per-?page)")
_OWN = lazy_regex(r"data-(?:(?:current-?)?page|current|page-?(?:index|no|num(?:ber)?))")
#: "Hiển thị 1 - 10 trong tổng số 36 tin", "1–10 of 36".
_TOTALS = lazy_regex(
    r"(?<![0-9.,/])([0-9]{1,6}) ?(?:-|–|—|đến|to) ?([0-9]{1,6}) ?"
    r"(?:trong|of|(?:trong|trên|của) tổng(?: số)?) ?([0-9]{1,6})(?![0-9.,/])",
    re.I,
)
_MOST_TEXTS = 5000
#: Words of buttons that continue a list; arrows and "Tiếp" also turn pictures.
_CONTINUES = lazy_regex(r"thêm|(?:xem|tải|nạp|hiện|hiển thị) tiếp|tiếp theo|cũ hơn|more|older", re.I)
_CURSORS = etree.XPath("//*[string(@data-cursor) or string(@data-next-cursor)]")
_MOST_CURSORS = 20
_MOST_BUTTONS, _MOST_LEVELS, _MOST_LINKS, _MOST_ELEMENTS = 3000, 5, 2000, 20_000
#: Least number of articles in a list that a button continues.
_LEAST_ARTICLES = 3


def find_unshown(page: Page, number: int, articles: Collection[str], loaded: int = 0) -> str | None:
    """Why pages after page `number` are not read, although the page mentions them; None if it does not.
    `loaded`: how many of the articles its script has asked for.
    """
    last = stated_pages(page)
    if last is not None:
        return f"it has {last} pages, which a script shows" if last > number else None
    if number > 1:
        return find_inert_number(page, number)
    if (why := _find_shown(page, len(articles))) is not None:
        return why
    if find_template(page, number + 1) is not None:
        return "a script puts the addresses of its further pages together"
    if any(_continues(page, button, articles, loaded) for button in _find_buttons(page)):
        return "a script continues it behind a button"
    scrolls = _SCROLLS.search(page.data) is not None or _has_cursor(page)
    return "a script continues it where the visitor scrolls" if scrolls else None


def _has_cursor(page: Page) -> bool:
    """Whether an element without a text holds the value that asks for the next part."""
    if b"data-cursor" not in page.data and b"data-next-cursor" not in page.data:
        return False
    marked = cast("list[Element]", _CURSORS(page.root))
    return any(not text_of(each).strip() for each in islice(marked, _MOST_CURSORS))


def _find_shown(page: Page, listed: int) -> str | None:
    """Why the pager that a script draws, or the rest of a list that is counted, is not read. `listed`: the
    articles on the page.
    """
    if _COMPONENTS.search(page.data):
        return "a script draws its pager"
    for options in _DRAWN.findall(page.data):
        total = next(map(int, _ENTRIES.findall(options)), 0)
        if _LEAST_ARTICLES <= listed < total:
            return f"a script draws its pager for {total} entries"
    boxes = cast("list[Element]", _EMPTY_BOXES(page.root)) if listed >= _LEAST_ARTICLES else []
    if any(_has_further(box, listed) for box in boxes if is_named(box, _PAGER_NAME)):
        return "a script draws its pager"
    return _find_rest(page, listed) or find_inert_number(page, 1)


def _find_rest(page: Page, listed: int) -> str | None:
    """That the page says how many entries there are, and shows only the first ones."""
    text = clean_text(" ".join(map(str, islice(page.body.itertext(), _MOST_TEXTS))))
    for first, last, total in _TOTALS.findall(text):
        if int(first) == 1 < int(last) < int(total) and int(last) <= listed:
            return f"it shows {last} of {total} entries, and no way to the others"
    return None


def _has_further(box: Element, listed: int) -> bool:
    """Whether the attributes of a pager's box say that there is more than the `listed` articles."""
    written = attributes_of(box)
    total, size = (_read_number(written, names) for names in (_OF_ALL, _OF_PAGE))
    if size:
        return total > max(listed, size)
    return total > listed or (total > 1 and any(map(_OWN.fullmatch, written)))


def _read_number(attributes: Mapping[str, str], names: re.Pattern[str]) -> int:
    """The largest number in attributes with these names; 0 without any."""
    read = (read_whole(value) for name, value in attributes.items() if names.fullmatch(name))
    return max((number for number in read if number is not None), default=0)


def stated_pages(page: Page) -> int | None:
    """The number of pages that the page states; the largest of several, None without any."""
    return max((int(found[1]) for found in _STATED.finditer(page.data)), default=None)


def _find_buttons(page: Page) -> Iterator[Element]:
    found = cast("list[Element]", _BUTTONS(page.root))
    for button in islice(found, _MOST_BUTTONS):
        if is_next_word(button) and _CONTINUES.search(text_of(button)):
            yield button


def _continues(page: Page, button: Element, articles: Collection[str], loaded: int) -> bool:
    """Whether the button is in the list that holds most articles of the page, not in the card of one."""
    if is_named(button, NO_PAGER_CLASS):
        return False
    for box in islice(button.iterancestors(), _MOST_LEVELS):
        inside = {*_find_addresses(page, box), *_find_scripted(page, box, articles)}
        if inside:
            return len(inside & {*articles}) >= max(_LEAST_ARTICLES, (len(articles) - loaded) / 2)
    return False


def _find_addresses(page: Page, box: Element) -> Iterator[str]:
    for link in islice(box.iter("a"), _MOST_LINKS):
        href = (link.get("href") or "").strip()
        url = absolute_url(page.base, href) if href[:1] not in ("", "#") else None
        if url is not None:
            yield url


def _find_scripted(page: Page, box: Element, articles: Collection[str]) -> Iterator[str]:
    """Addresses of articles in the box that only a script follows."""
    inside = {*islice(box.iter(), _MOST_ELEMENTS)} if scripted_links(page) else set()
    yield from (url for url, element in scripted_links(page) if element in inside and url in articles)
