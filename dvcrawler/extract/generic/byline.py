"""The byline of a page without rules: an author's box, a line under the title, a statement."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.names import is_reporters, is_sure_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.text import clean_text, fold

_NAMES = re.compile(r"author|tac-?gia|byline|nguoi-?viet|pen-?name|but-?danh|reporter|journalist", re.I)
_NO_NAMES = re.compile(r"related|other|box-more|list|avatar|comment", re.I)
_ACCOUNT = re.compile(r"@|\d|https?:|www\.|admin|editor|^bbt$|^ban biên tập$|_", re.I)
#: A word with "@" inside (tried at the start of a word only), empty brackets, an address.
_CONTACT = re.compile(r"(?<!\S)\S[^\s@]*@\S+|\(\s+\)(?:\S[^\s@]*@\S+)?|\(\)|https?://\S+")
_LONGEST = 120
#: With an e-mail address and links beside the name; a longer box is no author's, and no pattern sees it.
_LONGEST_BOX = 2000
_LARGEST_BOX = 30
#: No article has that many authors: such boxes belong to a list of other articles.
_MOST_BOXES = 50
_TAGS = ("div", "p", "span", "a", "strong", "b", "h3", "h4", "h5", "h6", "li", "address", "em", "i", "td")


def find_author_box(page: Page, stated: Structured, furniture: Furniture) -> str | None:
    """The text of boxes that are called after the author and hold a person's name; each name once."""
    found: list[str] = []
    for element in islice(_author_boxes(page), _MOST_BOXES):
        printed = text_of(element)
        if len(printed) > _LONGEST_BOX:
            continue
        text = clean_text(_CONTACT.sub(" ", printed)).strip(" -|,;:•·")
        if not 2 <= len(text) <= _LONGEST or furniture.is_outside(element):
            continue
        if names_person(text, stated) and not any(fold(text) in fold(known) for known in found):
            found = [known for known in found if fold(known) not in fold(text)]
            found.append(text)
    return ", ".join(found[:4]) or None


def find_stated_author(stated: Structured) -> str | None:
    """Only a person: the paper, its vendor and an account's name are no authors."""
    for text in stated.authors:
        if names_person(text, stated):
            return text
    return None


def find_line(blocks: Sequence[Block]) -> int | None:
    """The place of the first line that is a byline, among the lines about the headline."""
    for place, block in enumerate(blocks):
        if block.kind == TEXT and len(block.text) <= _LONGEST and is_byline(block.text):
            return place
    return None


def names_person(text: str, stated: Structured) -> bool:
    """Whether the text, where an author stands, names somebody at all."""
    if _ACCOUNT.search(text) or is_reporters(text) or is_outlet(text) or is_body(text):
        return False
    folded = fold(text)
    if any(folded == fold(name) or folded == fold(name).replace(" ", "") for name in stated.organisations):
        return False
    byline = read_byline(text)
    if byline is None or not byline.authors:
        return False
    return all(is_sure_name(author.name) or len(author.name.split()) > 1 for author in byline.authors)


def _author_boxes(page: Page) -> Iterator[Element]:
    for element in page.body.iter(*_TAGS):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-role') or ''}"
        if (
            element.get("itemprop") == "author"
            or element.get("rel") == "author"
            or (
                names != "  "
                and _NAMES.search(names)
                and not _NO_NAMES.search(names)
                and len(list(islice(element.iter(), _LARGEST_BOX))) < _LARGEST_BOX
            )
        ):
            yield element
