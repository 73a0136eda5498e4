"""The section of a page without rules: a breadcrumb above the headline, or a labelled link."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.breadcrumb import MOST_STEPS, list_steps
from dvcrawler.extract.elements import Element, direct_text, has_at_least, names_of, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.stated_tags import HOMES
from dvcrawler.extract.generic.teasers.other_cards import is_of_other
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.lines.link_texts import list_first_links
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_LONGEST_HOME = 40
_NAMES = lazy_regex(r"bread|crumb|path|duong-?dan|(?:^|[\s_-])cat(?:e|egory)?(?:$|[\s_-])", re.I)
#: "detail-cate", "cate-name", "entry-category", "chuyen-muc"; not a list of them.
_MARKS = lazy_regex(
    r"(?:^|[\s_-])(?:cate?|category)(?:[_-]?(?:name|title|link|news))?(?:$|\s)|(?:^|[\s_-])chuyen-?muc(?:$|\s)",
    re.I,
)
#: In the link and beside the date.
_LEAST_TIMES = 2
_MENU, _AROUND_LINK = lazy_regex(r"menu|(?:^|[\s_-])nav", re.I), 5
_HEADER = lazy_regex(r"(?:^|[\s_-])header(?![a-z])", re.I)
_OF_PERSON = lazy_regex(r"tac-?gia|author|phong-?vien|profile|user|butdanh|but-danh|@", re.I)
_ARROWS = lazy_regex(r"[»›>/→]")
_MOST_BOXES = 10
#: "Chuyên mục: Thời sự", "Posted in Tin tức"; CMSs and themes print it above or below the text.
_LABEL = lazy_regex(
    r"(?:(?:thuộc |trong )?(?:chuyên ?mục|danh ?mục|thể ?loại)|category|categories|posted in|filed under"
    r"|(?:(?:được |đã )?(?:xuất bản|phân loại|đăng))? ?trong(?: chuyên mục| danh mục)?)(?: ?: ?| )",
    re.I,
)
_PLAIN = lazy_regex(r"(?:chuyên ?mục|danh ?mục|thể ?loại|categor(?:y|ies))\s?:\s?\S[^.!?]{1,90}", re.I)
_LONGEST_LINE, _LONGEST_SECTION, _LONGEST_FACT = 150, 60, 100


def find_path(page: Page, title: str) -> str | None:
    """The last step of the path from the home page, or of a box named as one; None if all is a menu."""
    return _find_path_from_home(page) or _find_named_path(page, title)


def _find_named_path(page: Page, title: str) -> str | None:
    """The section of a path without a home page, or with its icon; its last step may be the article."""
    for box in islice(page.named_boxes.paths, _MOST_BOXES):
        links = list(islice(box.iter("a"), MOST_STEPS + 1))
        steps = [text for link in links if (text := _step(link))]
        own = [text for text in steps if fold(text) not in HOMES and fold(text) != fold(title)]
        if own and len(links) <= MOST_STEPS and len(own[-1]) <= _LONGEST_SECTION:
            page.hits["section/path"] += 1
            return own[-1]
    return None


def _step(link: Element) -> str:
    """Its text; "" for a button and for the front page."""
    address = link.get("href") or ""
    return clean_text(text_of(link)) if address != "/" and names_page(address) else ""


def _find_path_from_home(page: Page) -> str | None:
    for home in page.body.iter("a"):
        text = text_of(home) if len(home) else home.text
        if text and _may_be_home(text) and fold(text) in HOMES:
            steps = list_steps(home, _is_path)
            if steps:
                page.hits["section/path"] += 1
                return steps[-1]
    return None


def _may_be_home(text: str) -> bool:
    lowered = text.lower()
    return ("trang" in lowered or "home" in lowered) and len(text.strip()) <= _LONGEST_HOME


def find_labelled(blocks: Iterable[Block], furniture: Furniture, page: Page) -> str | None:
    """The section that a line names with a label and a link, or with a link that themes mark as one; or
    with the label on the line above. Cards of other articles name theirs.
    """
    is_below_label = False
    for block in blocks:
        if block.kind != TEXT or len(block.text) > _LONGEST_LINE or is_beside(block.parent, furniture):
            continue
        section = section_of_line(block) or (_section_below(block) if is_below_label else None)
        if section and not is_of_other(block.parent, page):
            return section
        is_below_label = _is_only_label(block)
    return None


def _is_only_label(block: Block) -> bool:
    """Whether the line is a label alone, as the term of a list may be without a colon."""
    is_marked = block.text[-1:] == ":" or block.parent.tag in ("dt", "th")
    return is_marked and _LABEL.fullmatch(f"{block.text.rstrip(' :')}:") is not None


def _section_below(block: Block) -> str | None:
    """The link that is the whole line."""
    texts = (clean_text(text_of(link)) for link in block.parent.iter("a"))
    return block.text if len(block.text) <= _LONGEST_SECTION and block.text in texts else None


def is_section_line(block: Block) -> bool:
    """Whether the line is "Danh mục: Giáo dục", and perhaps a counter, or only the link to the section."""
    if block.kind != TEXT or len(block.text) > _LONGEST_FACT or (section := section_of_line(block)) is None:
        return False
    label = _LABEL.match(block.text)
    if label is None:
        return block.text == section
    rest = block.text[label.end() :].removeprefix(section).strip(" |·•-–")
    return not rest or is_counter(rest)


def names_section_of(page: Page, name: str, section: str | None) -> bool:
    """Whether the page calls a section by what may be a person's name: a street, a ward, a school. `section`:
    the article's own.
    """
    own = fold(name)
    if section is not None and fold(section) == own:
        return True
    slug = f"-{own.replace(' ', '-')}"
    if any(step.endswith(slug) for step in urlsplit(page.url).path.split("/")[:-1]):
        return True
    if page.data.count(name.encode()) < _LEAST_TIMES:
        return False
    links = (link for link in page.body.iter("a") if (link.text or "").strip() == name)
    return any(map(_is_in_menu, links))


def without_sections(page: Page, keywords: Sequence[str], section: str | None) -> tuple[str, ...]:
    """The keywords without those that are sections of the site: the article's own, and links of its menu."""
    listed = _find_listed(page, keywords)
    own = fold(section or "")
    return tuple(each for each in keywords if each not in listed and fold(each) != own)


def _find_listed(page: Page, names: Sequence[str]) -> set[str]:
    """Those of the names that are links of the page's menu or header."""
    links = (link for link in page.anchors.elements if (link.text or "").strip() in names)
    return {(link.text or "").strip() for link in links if _is_in_menu(link) or _is_in_header(link)}


def _is_in_menu(link: Element) -> bool:
    if _OF_PERSON.search(link.get("href") or ""):
        return False
    around = islice(link.iterancestors(), _AROUND_LINK)
    return any(box.tag == "nav" or _MENU.search(names_of(box)) for box in around)


def _is_in_header(link: Element) -> bool:
    around = islice(link.iterancestors(), _AROUND_LINK)
    return any(box.tag == "header" or _HEADER.search(names_of(box)) for box in around)


def is_plain_section_line(block: Block) -> bool:
    """Whether a line about the headline names a section without a link: "Thể loại: Tin tức"."""
    return block.kind == TEXT and _PLAIN.fullmatch(block.text) is not None


def section_of_line(block: Block) -> str | None:
    """The link behind the line's label, or a marked one in the line."""
    label = _LABEL.match(block.text)
    # A box of hundreds of links, each its own line, is asked for each of them.
    for link in list_first_links(block.parent) if label is None else block.parent.iter("a"):
        is_marked = _is_marked(link)
        if label is None and not is_marked:
            continue
        text = clean_text(text_of(link))
        is_labelled = label is not None and block.text.startswith(text, label.end())
        if 0 < len(text) <= _LONGEST_SECTION and (is_labelled or (is_marked and text in block.text)):
            return text
    return None


def _is_marked(link: Element) -> bool:
    """WordPress marks the links to an article's categories by `rel`, others by a role or their box's name."""
    if "category" in (link.get("rel") or "").lower().split() or _is_called_section(link):
        return True
    around = link.getparent()
    return around is not None and _is_called_section(around) and not _has_other_link(around)


def _is_called_section(box: Element) -> bool:
    return _MARKS.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") is not None


def _has_other_link(box: Element) -> bool:
    return len(box) > MOST_STEPS or has_at_least(box.iter("a"), 2)


def _is_path(container: Element) -> bool:
    """Whether the box is a path: by its name, or by the separators between its links."""
    if _has_name_of_path(container):
        return True
    icons = (direct_text(child) for child in container if child.tag in ("span", "i", "em", "svg"))
    between = (*(child.tail or "" for child in container), *icons)
    return any(_ARROWS.search(text) for text in between)


def _has_name_of_path(container: Element) -> bool:
    around = container.getparent()
    named = (container, around) if around is not None and around.tag == "nav" else (container,)
    names = [each.get(name) or "" for each in named for name in ("class", "id", "aria-label")]
    names.append(str(container.tag))  # `<app-breadcrumb>`
    return _NAMES.search(" ".join(names)) is not None
