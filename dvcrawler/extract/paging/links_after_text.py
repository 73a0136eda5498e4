"""The links below the text of an article, as far as they may lead to its further pages."""

import re
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.elements import names_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Boxes whose pagers turn the pages of something else.
_OTHER_BOX = lazy_regex(
    r"comment|binh-?luan|relat|lien-?quan|other|khac|cung-?chuyen|same|sidebar|footer|gallery", re.I
)
_PROSE = 120
_COMMENTS = ("binh luan", "y kien ban doc", "phan hoi", "gui binh luan")
_LINK_TAGS = ("a", "option")


def links_after_text(page: Page) -> frozenset[Element]:
    """The links after the headings of other articles or comments that follow the text."""
    seen_prose, end = False, None
    for block in page.blocks:
        seen_prose = seen_prose or len(block.text) >= _PROSE
        if seen_prose and (heads_other_articles(block.text) or fold(block.text).startswith(_COMMENTS)):
            end = block.parent
            break
    if end is None:
        return frozenset()
    elements = page.root.iter()
    any(each is end for each in elements)  # continues to the heading
    return frozenset(each for each in elements if each.tag in _LINK_TAGS)


def is_in_other_box(link: Element) -> bool:
    boxes = islice(link.iterancestors(), 8)
    return any(_OTHER_BOX.search(names_of(box)) for box in boxes if box.tag not in ("body", "html"))
