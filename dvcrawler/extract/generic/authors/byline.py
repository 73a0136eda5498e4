"""The author of a page without rules: boxes that name a person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dvcrawler.extract.bylines.author_names import is_about_author, join_names, rank_names, signature_of
from dvcrawler.extract.bylines.byline_form import is_office_of
from dvcrawler.extract.bylines.names_of_others import is_of_picture, is_of_player
from dvcrawler.extract.elements import Element, ancestors_or_self, has_at_least, text_of
from dvcrawler.extract.generic.authors.cards_in_text import (
    LONGEST_BOX,
    find_name_in_card,
    is_label,
    strip_office,
)
from dvcrawler.extract.generic.authors.columns import find_box_beside, is_column, is_short
from dvcrawler.extract.generic.authors.credits import LONGEST_BYLINE
from dvcrawler.extract.generic.authors.person_check import names_person
from dvcrawler.extract.generic.boilerplate.box_names import is_caption_name
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.teasers.other_cards import is_of_card
from dvcrawler.extract.lines.pull_quotes import is_quotation
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.glued_lines import MARK, separate_pieces
from dvcrawler.normalize.bylines.contact_lines import is_contact_line
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: A word with "@" inside (tried at the start of a word only), empty brackets, an address, a telephone number.
_CONTACT = lazy_regex(
    r"(?<!\S)\S[^\s@]*@\S+|\(\s+\)(?:\S[^\s@]*@\S+)?|\(\)|https?://\S+"
    r"|\b(?:s?đt|điện thoại|tel|zalo)\s?[:.]?\s?0\d[\d .]{7,11}",
    re.I,
)
#: The heading of a box of the site's authors.
_OTHER_AUTHORS = lazy_regex(
    r"\s*(?:(?:các |những )?(?:tác giả|cây bút|gương mặt|chuyên gia|nhà báo|phóng viên|cộng tác viên)"
    r"(?: \w+){0,2} (?:nổi bật|tiêu biểu|khác|mới|hàng đầu|nhiều bài|(?:trong|của) (?:tuần|tháng|năm)"
    r"|(?:được )?(?:yêu thích|quan tâm))"
    r"|(?:các tác giả(?!\s?:)|đội ngũ|ban biên tập|our (?:team|authors)|(?:top|featured|popular) authors))",
    re.I,
)
_LEVELS_OF_LIST, _MOST_OPENING = 2, 4
#: Between a headline and the name of the site.
_TITLE_MARK = lazy_regex(r"[-|–—»:•]\s{0,3}\Z")
_LEVELS = 3
#: Characters of a caption beside a name; the office of an author below a portrait is shorter.
_LEAST_CAPTION = 20
_LARGEST_BOX = 30
#: No article has this many authors; then the boxes belong to a list of other articles.
MOST_BOXES = 50


@dataclass(frozen=True, slots=True)
class _Box:
    """A box that names a person. `kind`: the words of its class names that are about authors."""

    rank: int
    kind: frozenset[str]
    text: str


def find_author_box(stated: Structured, furniture: Furniture) -> str | None:
    """Returns the text of the boxes that most surely hold the byline and name a person; each name once."""
    return ", ".join(list_author_boxes(stated, furniture)) or None


def list_author_boxes(stated: Structured, furniture: Furniture) -> Sequence[str]:
    """Returns the texts of these boxes. A box of another kind beside them is that of the account, whose names
    are not authors.
    """
    boxes = list(islice(_find_author_boxes(furniture), MOST_BOXES))
    found = [
        _Box(rank_names(names), signature_of(names), text)
        for element, names in boxes
        if _may_be_name(text := _read_box(element), stated) and not _is_of_other(element, text, furniture)
    ]
    if not found:
        return _list_names_of_cards(boxes, stated, furniture)
    return drop_duplicates(_select_one_kind(found))


def _list_names_of_cards(
    boxes: Sequence[tuple[Element, str]], stated: Structured, furniture: Furniture
) -> list[str]:
    """The only name above a biography; several are the writers of the site."""
    cards = ((element, find_name_in_card(element)) for element, _ in boxes)
    names = {
        name
        for element, name in cards
        if _may_be_name(name, stated) and not _is_of_other(element, name, furniture)
    }
    return list(names) if len(names) == 1 else []


def _may_be_name(text: str, stated: Structured) -> bool:
    return 2 <= len(text) <= LONGEST_BYLINE and names_person(text, stated)


def _is_of_other(element: Element, text: str, furniture: Furniture) -> bool:
    if any(map(_heads_authors, ancestors_or_self(element, _LEVELS_OF_LIST))):
        return True
    if is_beside(element, furniture) or _is_site(text, furniture.page) or _names_other(element, text):
        return True
    return _find_other_column(element) is not None or is_of_card(element, furniture.page)


def find_author_beside(stated: Structured, furniture: Furniture) -> str | None:
    """The name in the box of an author in a short column beside the article, which may be about another."""
    for element, _ in islice(_find_author_boxes(furniture), MOST_BOXES):
        column = _find_other_column(element)
        if column is None or not is_short(column) or is_of_card(element, furniture.page):
            continue
        if _may_be_name(name := _read_box(element), stated):
            return name
    return None


def _find_other_column(element: Element) -> Element | None:
    """The column beside the article that holds the box. One that no name shows to be a column must say more
    than the name: the author of the article may be below it, outside its box.
    """
    beside = find_box_beside(element)
    if beside is None or is_column(beside):
        return beside
    if is_about_author(element):
        return None
    said = clean_text(text_of(beside)).replace(_read_box(element), "", 1)
    return None if is_label(said) else beside


def is_only_beside(name: str, furniture: Furniture) -> bool:
    """Whether the box of an author that has this name is one beside the box of headline and text."""
    boxes = (each for each, _ in islice(_find_author_boxes(furniture), MOST_BOXES) if name in text_of(each))
    beside = [find_box_beside(each) is not None for each in boxes]
    return bool(beside) and all(beside)


def _heads_authors(box: Element) -> bool:
    """Whether the box begins with the heading of one of the site's authors."""
    opening = "".join(map(str, islice(box.itertext(), _MOST_OPENING)))
    return _OTHER_AUTHORS.match(opening[:LONGEST_BOX]) is not None


def _read_box(element: Element) -> str:
    """The text of the box without contacts and the office; empty where it is too long."""
    printed = text_of(element)
    if len(printed) > LONGEST_BOX:
        return ""
    printed = strip_office(element) or _list_names(separate_pieces(element))
    return clean_text(_CONTACT.sub(" ", printed)).strip(" -|,;:•·")


def _list_names(text: str) -> str:
    """The text without contacts; its pieces listed if they are names, or a name and its office."""
    pieces = [piece for piece in text.split(MARK) if not is_contact_line(piece)]
    if len(pieces) < 2 or not is_sure_name(pieces[0]):
        return MARK.join(pieces)
    is_list = all(map(is_sure_name, pieces)) or (len(pieces) == 2 and is_office_of(pieces[1], pieces[0]))
    return (", " if is_list else MARK).join(pieces)


def _names_other(element: Element, name: str) -> bool:
    if _is_quoted(element) or is_of_picture(element) or _is_captioned(element, name):
        return True
    around = element.getparent()
    return around is not None and is_of_player(around)


def _is_quoted(element: Element) -> bool:
    """Whether the box names who said what is quoted beside it."""
    boxes = ancestors_or_self(element, _LEVELS)
    return any(map(is_quotation, boxes))


def _is_captioned(element: Element, name: str) -> bool:
    """Whether the box is in the caption of a picture, which says more: it names the photographer."""
    for box in islice(element.iterancestors(), _LEVELS):
        if box.tag in ("figure", "figcaption") or is_caption_name(box.get("class") or ""):
            return len(text_of(box)) > len(name) + _LEAST_CAPTION
    return False


def _is_site(text: str, page: Page) -> bool:
    """Whether it is the name of the site, after the headline in `<title>`: a shop's blog signs with it."""
    before = page.title.removesuffix(text)
    return before != page.title and _TITLE_MARK.search(before) is not None


def _select_one_kind(boxes: Sequence[_Box]) -> list[str]:
    best = max(boxes, key=lambda box: box.rank)
    return [box.text for box in boxes if box.rank == best.rank and _is_alike(box, best)]


def _is_alike(box: _Box, best: _Box) -> bool:
    return box.kind == best.kind or fold(box.text) in fold(best.text) or fold(best.text) in fold(box.text)


def drop_duplicates(texts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if not any(fold(text) in fold(known) for known in found):
            found = [known for known in found if fold(known) not in fold(text)]
            found.append(text)
    return found


def _find_author_boxes(furniture: Furniture) -> Iterator[tuple[Element, str]]:
    for element in furniture.authors:
        names = join_names(element)
        if not names or not rank_names(names):
            continue
        if not has_at_least(element.iter(), _LARGEST_BOX):
            yield element, names
