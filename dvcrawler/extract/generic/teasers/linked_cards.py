"""Cards of any form: a picture and the headline beside it that lead to the same other page; and tables of
headlines, as old portals print them below an article.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice, repeat

from dvcrawler.extract.block import IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.elements import Element, find_link, text_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.other_pages import leads_to_other_page
from dvcrawler.extract.lines.link_lists import introduces, is_sentence, names_document
from dvcrawler.extract.lines.link_texts import list_first_links
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS, is_picture_file
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_LEAST_WORDS, _LONGEST_HEADLINE = 4, 250
#: Blocks below a picture among which its headline may be.
_NEAR = 2
#: Characters of a box that holds only a card.
_LONGEST_CARD = 600
_MOST_PICTURES = _MOST_LINKS = 30
#: Rows of a table, fewest that are a list with its heading, and rows of heading, columns and pager.
_MOST_ROWS, _FEWEST, _OTHER_ROWS = 60, 2, 3
_BESIDE = lazy_regex(r"[\W\d_]*(?:(?:lượt (?:xem|đọc)|views?)[\W\d_]*)?", re.I)


def find_linked_cards(blocks: Sequence[Block], furniture: Furniture) -> Iterator[int]:
    """The identities of the blocks of such cards: picture, headline, and excerpt in the headline's box."""
    group = cache(partial(_group_by_box, blocks))  # few pages have such cards
    for place, block in enumerate(blocks):
        address = find_address(block, furniture) if block.kind == IMAGE else ""
        if not address:
            continue
        for line in blocks[max(0, place - 1) : place + 1 + _NEAR]:
            if line.kind != IMAGE and _is_headline(line, address):
                yield id(block)
                is_long = len(text_of(line.parent)) > _LONGEST_CARD
                yield from map(id, [line] if is_long else group()[line.parent])


def _group_by_box(blocks: Sequence[Block]) -> Mapping[Element, Sequence[Block]]:
    inside: defaultdict[Element, list[Block]] = defaultdict(list)
    for block in blocks:
        inside[block.parent].append(block)
    return inside


def find_link_lists(blocks: Sequence[Block], furniture: Furniture) -> Iterator[int]:
    """The identities of lines and tables of other articles, below their heading or dated, that nothing
    introduces.
    """
    run: list[Block] = []
    is_own = False
    for place, block in enumerate(blocks):
        above = blocks[place - 1].text if place else ""
        if block.kind == TABLE and not introduces(above) and _lists_articles(block.parent, above, furniture):
            yield id(block)
        run = [*run[-1:], block] if _is_dated_entry(block, furniture.page) else []
        is_own = introduces(above) if len(run) == 1 else is_own
        yield from map(id, run if len(run) > 1 and not is_own else ())


def _is_dated_entry(block: Block, page: Page) -> bool:
    if block.kind != TEXT or len(block.text) > _LONGEST_HEADLINE or not any(map(str.isdigit, block.text)):
        return False
    rest = _read_entry(block.parent, block.text, page)
    return rest is not None and find_date(rest) is not None


def _lists_articles(table: Element, above: str, furniture: Furniture) -> bool:
    """Whether each row of the table but its heading and a pager is a headline."""
    rows = [
        row for row in islice(table.iter("tr"), _MOST_ROWS) if next(row.iterdescendants("tr"), None) is None
    ]
    texts = [clean_text(text_of(row)) for row in rows]
    found = [rest for rest in map(_read_entry, rows, texts, repeat(furniture.page)) if rest is not None]
    is_headed = any(map(heads_other_articles, (above, *texts[:1])))
    is_list = len(found) + is_headed >= _FEWEST and sum(map(bool, texts)) - len(found) <= _OTHER_ROWS
    return is_list and (is_headed or all(map(find_date, found)))


def _read_entry(box: Element, text: str, page: Page) -> str | None:
    """What is beside the headline of another article in the line: marks, its day and its readers at most."""
    links = {clean_text(text_of(link)): link for link in list_first_links(box)}
    headline = _find_only_headline(links, text)
    if headline is None:
        return None
    rest = text.replace(headline, " | ", 1).strip(" |•-–»+()")
    is_little = _BESIDE.fullmatch(rest) is not None or is_date_line(rest)
    return rest if is_little and leads_to_other_page(links[headline], page) else None


def _find_only_headline(links: Mapping[str, Element], text: str) -> str | None:
    """The only link of some words in the line, unless it is a sentence or leads to a document."""
    found = [each for each in links if each in text and len(each.split()) >= _LEAST_WORDS]
    if len(found) != 1 or is_sentence(found[0]) or names_document(links[found[0]]):
        return None
    return found[0]


def find_address(picture: Block, furniture: Furniture) -> str:
    """The address of the other page to which the picture leads; empty without one."""
    for image in islice(picture.parent.iter(*PICTURE_TAGS), _MOST_PICTURES):
        link = next(image.iterancestors("a"), None)
        if link is None or all(picture.source != str(value).strip() for value in image.values()):
            continue
        address = (link.get("href") or "").strip()
        is_page = names_page(address) and not (is_picture_file(address) or names_document(link))
        return address if is_page and furniture.leads_elsewhere(image) else ""
    return ""


def _is_headline(line: Block, address: str) -> bool:
    if len(line.text) > _LONGEST_CARD:
        return False
    links = islice(_list_links(line.parent), _MOST_LINKS)
    return any(_reads(link, line.text) for link in links if (link.get("href") or "").strip() == address)


def _list_links(element: Element) -> Iterator[Element]:
    """The link around the line, else those in it; the caption of a picture in a table is in another cell."""
    around = find_link(element)
    table = next(element.iterancestors("table"), None) if element.tag in PICTURE_TAGS else None
    if table is not None:
        return table.iter("a")
    return element.iter("a") if around is None else iter((around,))


def _reads(link: Element, line: str) -> bool:
    text = clean_text(text_of(link))
    if line != text and line in text and len(line.split()) >= _LEAST_WORDS:
        text = line  # one of several in the link
    if len(text.split()) < _LEAST_WORDS or len(text) > _LONGEST_HEADLINE or is_sentence(text):
        return False
    return line.startswith(text) or line in text
