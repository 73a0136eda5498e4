"""Cards set into the text: a picture, headline and excerpt that lead to another article."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, find_any_link, holds_any, is_within_any, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.teasers.excerpt_runs import find_runs, find_sure
from dvcrawler.extract.generic.teasers.linked_articles import find_dated
from dvcrawler.extract.generic.teasers.linked_cards import find_link_lists, find_linked_cards
from dvcrawler.extract.generic.teasers.other_pages import is_like_own, leads_to_section, opens_panel
from dvcrawler.extract.generic.text.inset_boxes import is_row_of_text
from dvcrawler.extract.generic.text.text_boxes import is_prose
from dvcrawler.extract.lines.link_lists import introduces, is_sentence, names_document
from dvcrawler.extract.lines.link_texts import read_links
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import clean_text

#: Elements that may hold a card or an item of a list.
FRAMES = frozenset("a div section article li table tr td figure blockquote dl".split())
_LEVELS = 5
_LONGEST_CARD = 600
_LONGEST_EXCERPT = 350
#: Characters of an article that is set in as a whole, with its date below its headline.
_LONGEST_ARTICLE = 5_000
_LEAST_WORDS = 4
_LONGEST_HEADLINE = 250
_LONGEST_DATE = 60
#: A frame with a larger share of the run is not a card but the text's container.
_LARGEST_SHARE, _LARGEST_SHARE_OF_ARTICLE = 0.4, 0.5


def find_cards(blocks: Sequence[Block], furniture: Furniture) -> frozenset[int]:
    """The identities of the blocks that belong to a card."""
    frames = set(_find_frames(blocks, furniture))
    linked = frozenset((*find_linked_cards(blocks, furniture), *find_link_lists(blocks, furniture)))
    if not frames:
        return linked
    return linked.union(id(block) for block in blocks if is_within_any(block.parent, frames))


def _find_frames(blocks: Sequence[Block], furniture: Furniture) -> Iterator[Element]:
    """The boxes around headlines of other articles, but not of one that the line above introduces."""
    whole = sum(len(block.text) for block in blocks if block.kind != IMAGE)
    first_prose = _find_prose(blocks)
    above, known = "", dict[Element, bool]()
    for place, block in enumerate(blocks):
        is_below = place > first_prose
        if block.kind == TEXT and _is_headline(block, furniture, known) and not introduces(above):
            frame = _find_frame(block, _find_longest(blocks, place, whole, is_below_prose=is_below))
            if frame is not None and not _gives_own_facts(block, frame, furniture, above_text=not is_below):
                yield frame
        above = block.text


def _find_prose(blocks: Sequence[Block]) -> int:
    """The place of the first paragraph, behind all blocks if there is none."""
    return next((place for place, block in enumerate(blocks) if is_prose(block)), len(blocks))


def _find_longest(blocks: Sequence[Block], place: int, whole: int, *, is_below_prose: bool) -> float:
    """The characters of a card with this headline: more, if the whole article is below it with its date."""
    if is_below_prose and find_dated(blocks, place) is not None:
        return min(_LONGEST_ARTICLE, whole * _LARGEST_SHARE_OF_ARTICLE)
    return min(_LONGEST_CARD, len(blocks[place].text) + _LONGEST_EXCERPT, whole * _LARGEST_SHARE)


def without_cards(blocks: Sequence[Block], furniture: Furniture) -> list[Block]:
    """The blocks that belong to no card, and to no excerpts in a row."""
    cards = find_cards(blocks, furniture) | find_sure(find_runs(blocks, furniture))
    return [block for block in blocks if id(block) not in cards]


def _is_headline(block: Block, furniture: Furniture, known: dict[Element, bool]) -> bool:
    """Whether the line is a link as long as a headline, and not to a document of the article. `known`:
    whether the links of each box lead to pages alone.
    """
    if not _has_length_of_headline(block.text):
        return False
    if not is_link(block.parent, furniture) and not _is_linked_line(block):
        return False
    if furniture.is_caption(block.parent):
        return False
    if block.parent not in known:
        known[block.parent] = _lead_to_pages(_list_links(block.parent))
    if not known[block.parent] or _is_row(block.text, _list_links(block.parent)):
        return False
    if is_sentence(block.text) and not _is_set_with_picture(block):
        return False
    return not _says_who_or_when(block.text)


def _has_length_of_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and text.count(" ") >= _LEAST_WORDS - 1


def _is_set_with_picture(block: Block) -> bool:
    return any(_is_picture_with(block.text, link) for link in _list_links(block.parent))


def _list_links(element: Element) -> Iterator[Element]:
    """The links in the element and around it."""
    return chain(element.iter("a"), element.iterancestors("a"))


def _lead_to_pages(links: Iterator[Element]) -> bool:
    """Whether a link leads to a page, and none to a document."""
    found = list(links)
    addresses = (link.get("href") or "" for link in found)
    leads = any(names_page(each) and not is_picture_file(each) for each in addresses)
    return leads and not any(map(names_document, found))


def _is_row(text: str, links: Iterator[Element]) -> bool:
    """Whether the line is a row of buttons or sections: several links, none of them most of it."""
    addresses = set[str | None]()
    for link in links:
        if 3 * len(clean_text(text_of(link))) >= 2 * len(text):
            return False
        addresses.add(link.get("href"))
    return len(addresses) > 1


def _says_who_or_when(text: str) -> bool:
    """Whether the line is the linked author or day of the article: "bởi Lan Anh", "06 tháng 01, 2023"."""
    return bool(split_facts(text)) or is_byline(text) or is_date_line(text)


def _is_linked_line(block: Block) -> bool:
    """Whether the line is a link in a frame that has other text too; lists have other rules."""
    if block.parent.tag not in FRAMES or block.parent.tag == "li":
        return False
    links = read_links(block.parent, block.text)
    own = (link for link, text in links if _is_of_link(block.text, text))
    shown = (each for each in own if each.get("href") and not opens_panel(each))
    return any(each.getparent() is block.parent for each in shown)


def _is_of_link(line: str, linked: str) -> bool:
    """Whether the line begins with the link, and has only it and the date of the article it leads to.

    The name of an author may be a link beside the article's own date.
    """
    if line == linked:
        return True
    if not line.startswith(linked):
        return False
    is_long = len(linked.split()) >= _LEAST_WORDS and not _says_who_or_when(linked)
    return is_long and is_date_line(line[len(linked) :])


def _is_picture_with(text: str, link: Element) -> bool:
    """Whether the link is a picture together with the text."""
    return holds_any(link, "img") and clean_text(text_of(link)) == text


def _find_frame(block: Block, longest: float) -> Element | None:
    """The outermost box around the headline that begins with it or its picture and holds little else."""
    found = None
    own = (block.parent,) if _is_linked_line(block) else ()
    for element in islice((*own, *block.parent.iterancestors()), _LEVELS):
        if element.tag not in FRAMES:
            continue
        if element.tag == "dl" and len(element.findall("dt")) > 1:  # terms with what they mean
            break
        texts = _collect_texts(element, longest)
        if texts is None or not _begins(texts, block.text) or sum(map(is_date_line, texts)) > 1:
            break
        if is_row_of_text(element):
            break
        found = element
    return found


def _gives_own_facts(block: Block, frame: Element, furniture: Furniture, *, above_text: bool) -> bool:
    """Whether the frame has the day of the article and a link beside it, and nothing else: to its section, or
    above the text to any page that is unlike its own, such as a channel of the site.
    """
    link = find_any_link(block.parent)
    name = block.text if link is None else clean_text(text_of(link))
    rest = clean_text(text_of(frame)).removeprefix(name).removesuffix(name)
    if link is None or not rest or len(rest) > _LONGEST_DATE:
        return False
    if is_date_line(rest) and leads_to_section(link, name, furniture.page):
        return True
    return above_text and find_date(rest) is not None and not is_like_own(link, furniture.page)


def _collect_texts(element: Element, longest: float) -> list[str] | None:
    """The pieces of text in the element; None if they are longer together."""
    texts = []
    for each in element.itertext("*"):
        text = clean_text(str(each))
        longest -= len(text)
        if longest < 0:
            return None
        if text:
            texts.append(text)
    return texts


def _begins(texts: Sequence[str], headline: str) -> bool:
    """Whether the headline comes first, or right below the day of its article."""
    first = texts[0]
    if first in headline:
        return True
    return len(texts) > 1 and texts[1] in headline and len(first) <= _LONGEST_DATE and is_date_line(first)
