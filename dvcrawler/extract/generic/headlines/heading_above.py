"""Finds the headline of a page whose `<title>` names only the site: the heading right above the text."""

import re
from collections.abc import Sequence
from itertools import dropwhile, islice
from urllib.parse import urlsplit

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, names_of, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.other_cards import heads_card
from dvcrawler.extract.generic.teasers.other_pages import leads_to_other_page
from dvcrawler.extract.generic.text import density as dense
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: A `<title>` that CMSs give to every page, folded: the name of the site, or of the kind of page.
_SITE_NAME = lazy_regex(
    r"(?:trang (?:chu|nhat)|home(?: ?page)?|welcome|untitled|default|index|document|portal)(?: .{0,60})?"
    r"|(?:tin |xem |noi dung )?chi tiet(?: .{0,40})?|(?:ban )?tin(?: tuc)?(?: va)?(?: su kien| hoat dong)?"
    r"|bai viet|noi dung|xem tin|news(?: details?)?|articles?"
    r"|(?:ban |trang )?in(?: bai(?: viet)?| tin(?: bai)?| trang(?: nay)?)?"
    r"|print(?: page| preview| version| view)?"
    r"|(?:he thong )?(?:cong|trang) (?:thong tin|tt ?dt|thanh phan|dich vu|giao tiep|tin|web|dien tu).{0,120}"
    r"|web ?site .{0,120}|[a-z0-9]+(?: [a-z0-9]+)? (?:gov|com|org|edu|net)? ?vn"
    r"|(?:bao|dai|tap chi)(?: \w+){1,6}? (?:dien tu|online)"
    r"|bao(?: dien tu)?(?: \w+){1,3}|dai (?:phat thanh|pt ?th).{0,80}"
    r"|(?:ubnd|uy ban nhan dan|dang bo|dang uy|huyen uy|tinh uy|thanh uy|quan uy)"
    r"(?: (?:xa|phuong|thi tran|thi xa|huyen|quan|tinh|thanh pho|khoi|cac co quan))?(?: \w+){1,4}"
)
_LONGEST_NAME = 150
#: Of the boxes that a CMS puts its parts into, which print what the part is called.
BOX_HEADINGS = r"(?:(?:portlet|module|widget)-?(?:title|head(?:ing|er)?)|component-?head(?:ing|er)?)(?!\w)"
NO_HEADLINE = lazy_regex(
    rf"sapo|lead|desc|chapo|summary|intro|sub-?title|kicker|date|author|breadcrumb|{BOX_HEADINGS}", re.I
)
_RANKS = {"h1": 3.0, "h2": 2.0, "h3": 1.0}
_NAMED, _LONG_LEAD = 1.5, 120
_LEAST_WORTH, _LEAST_WORTH_OF_LOW = 3.0, 2.5
_LOGO = lazy_regex(
    r"logo|brand|masthead|site-?(?:title|name|head)|banner|ten-?(?:co-?quan|don-?vi|trang)", re.I
)
_FRONT = lazy_regex(r"/?(?:(?:index|default|home|trang-chu)(?:\.\w{2,5})?)?/?", re.I)
#: Least number of links of a menu; a breadcrumb and a row of buttons have fewer.
_MENU_LINKS = 9
#: Caps the links of one page that are compared with a section's name.
_MOST_LINKS = 1_000

#: As a separate word, unlike "Bão", which folding makes the same.
_PAPER = lazy_regex(r"\W*(?:báo|ba\u0301o)(?!\w|[\u0300-\u036f])", re.I)


def names_site(text: str, organisations: frozenset[str]) -> bool:
    """Whether a stated title is that of the whole site, the same on every page."""
    own = fold(text[:_LONGEST_NAME])
    if own.startswith("bao ") and not text.isascii() and not _PAPER.match(text):
        return False  # "Bão số 3"
    return _SITE_NAME.fullmatch(own) is not None or any(own == fold(name) for name in organisations)


def heads_site(page: Page, heading: Element, text: str, furniture: Furniture) -> bool:
    """Whether a heading that equals the page's `<title>` names the site, as on every page above the menu.

    It links to the front page, is in a box for the logo, or is separated from the text by the site's menu.
    """
    if leads_to_front(page, heading) or names_site(text, frozenset()):
        return True
    boxes = (heading, *islice(heading.iterancestors("div", "header", "section", "td"), 2))
    if any(_LOGO.search(names_of(box)) for box in boxes):
        return True
    first = find_start_of_text(furniture)
    return first is not None and has_menu_between(page.body, heading, page.blocks[first].parent)


def leads_to_front(page: Page, heading: Element) -> bool:
    """Whether the heading is a link to the site's front page."""
    links = (*heading.iterancestors("a"), *islice(heading.iter("a"), 2))
    return any(_is_front_page(page, link) for link in links)


def _is_front_page(page: Page, link: Element) -> bool:
    url = absolute_url(page.base, (link.get("href") or "").strip())
    path = urlsplit(url).path if url is not None else None
    return path is not None and _FRONT.fullmatch(path) is not None and not urlsplit(url or "").query


def has_menu_between(body: Element, heading: Element, text: Element) -> bool:
    seen = 0
    for each in dropwhile(lambda each: each is not heading, body.iter()):
        if each is text:
            return seen >= _MENU_LINKS
        seen += each.tag == "a"
    return False


def find_heading_above(
    page: Page, headings: Sequence[tuple[Element, str]], furniture: Furniture, *, is_low: bool = False
) -> tuple[Element, str] | None:
    """The most likely headline among `headings`, which are in document order; None if no text follows any of
    them.

    `is_low`: they are of lower rank than a headline usually is.
    """
    first = find_start_of_text(furniture)
    if first is None:
        return None
    places = _find_places(headings, page.blocks[:first])
    best: tuple[float, int] | None = None
    least = _LEAST_WORTH_OF_LOW if is_low else _LEAST_WORTH
    for number in places:
        element, text = headings[number]
        rank = _rank(element, text)
        if rank < least or heads_card(element, page) or is_section(page, text):
            continue
        if best is None or (rank, number) > best:
            best = rank, number
    return headings[best[1]] if best else None


def is_section(page: Page, text: str, most: int = 3) -> bool:
    """Whether a heading of at most so few words is also the text of a link: a section's name."""
    own = fold(text)
    if len(own.split()) > most:
        return False
    links = islice(page.root.iter("a"), _MOST_LINKS)
    return any(fold(text_of(link)[:80]) == own and leads_to_other_page(link, page) for link in links)


def find_start_of_text(furniture: Furniture) -> int | None:
    """The position of the first paragraph of the article. A headline may be as long as one."""
    container = dense.find_container([block for _, block in furniture.prose], furniture)
    if container is None:
        return None
    members = set(container.iter())
    own = (place for place, block in furniture.prose if block.parent in members and block.parent.tag != "h1")
    return next(own, None)


def _find_places(headings: Sequence[tuple[Element, str]], above: Sequence[Block]) -> list[int]:
    """The positions of the headings that are printed above the text."""
    owners = {inner: number for number, (element, _) in enumerate(headings) for inner in element.iter()}
    # A line in a `<span>`, as DotNetNuke prints it, is the block of the box around it.
    lines = {text: number for number, (element, text) in enumerate(headings) if element.tag == "span"}
    found = (owners.get(block.parent, lines.get(block.text)) for block in above)
    return sorted({number for number in found if number is not None})


def _rank(element: Element, text: str) -> float:
    names = names_of(element)
    if NO_HEADLINE.search(names):
        return 0.0
    words = len(text.split())
    named = _NAMED if re.search(r"title|headline|tieu-?de", names, re.I) else 0.0
    length = 2.0 if words > 4 else 1.0 if words > 2 else 0.5
    return _RANKS.get(str(element.tag), 0.5) + named + length - (2.0 if len(text) > _LONG_LEAD else 0.0)
