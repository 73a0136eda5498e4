"""The tags that a page prints about the end of the text: "Từ khóa: lúa, thủy lợi", a row of links."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    Element,
    ancestors_or_self,
    holds_any,
    is_longer,
    names_of,
    text_length,
    text_of,
)
from dvcrawler.extract.generic.teasers.other_cards import is_of_other
from dvcrawler.extract.generic.text.linked_headings import heads_text
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_LABEL = lazy_regex(
    r"\W{0,3}(?:các )?(?:từ ?kh(?:óa|oá)|(?:hash)?tags?|thẻ|nhãn|chủ đề|key ?words?"
    r"|(?:được )?gắn thẻ|tagged(?: under| with)?)"
    r"(?: (?:bài viết|liên quan|tìm kiếm))? ?(?P<mark>[:：]|$)",
    re.I,
)
#: Above the text "Chủ đề:" may head it.
_LABEL_ABOVE = lazy_regex(r"\W{0,3}(?:từ ?kh(?:óa|oá)|(?:hash)?tags?|key ?words?) ?[:：]", re.I)
_NAMES = lazy_regex(
    r"(?:^|[\s_-])(?:hash)?(?:tags?|keywords?|tu-?khoa)(?:$|[\s_-])|(?:post|item)-?tags?|tag-?links", re.I
)
_TAG_ADDRESS = lazy_regex(
    r"/(?:tags?|tu-khoa|tukhoa|chu-de|topics?|keywords?|hashtag|search/label)[/.?]", re.I
)
_HASHTAGS = lazy_regex(r"#[^\W\d]\w{1,40}(?:\s{1,3}#\w{2,40}){0,20}")
_SEPARATORS = lazy_regex(r"[,;|#]")
_BESIDE = lazy_regex(
    r"side-?bar|aside|widget|cloud|popular|trend|hot-?tags?|tags?-?hot|(?:^|[\s_-])(?:right|side|phai)(?:$|[\s_-])",
    re.I,
)
_CLOUD = lazy_regex(r"cloud|popular|trend|(?<![a-z])hot(?![a-z])|noi-?bat|dam-?may", re.I)
#: The heading of those that a site uses most: "Từ khóa nổi bật", "Thẻ phổ biến".
_HEADS_CLOUD = lazy_regex(
    r"\W{0,3}(?:(?:các|những) )?(?:(?:từ kh(?:óa|oá)|tags?|thẻ|chủ đề|nhãn|tìm kiếm|xu hướng)(?: \w+){0,3}"
    r" (?:nổi bật|phổ biến|hot|(?:xem|tìm|dùng) nhiều|quan tâm|thịnh hành|của (?:trang|báo|cổng))"
    r"|đám mây (?:thẻ|tags?|từ)|(?:đang là )?xu hướng(?: (?:tìm kiếm|hôm nay|hiện nay))?\W{0,3}\Z|tag cloud"
    r"|(?:popular|trending|hot) (?:tags?|topics?)|tất cả (?:thẻ|tags?))",
    re.I,
)
_LONGEST_HEADING = 50
#: Lines before and after the end of the text, and below the headline.
_LAST, _BELOW = 3, 6
#: Boxes after the column, and around it, that may hold the tags.
_MOST_BOXES, _LEVELS = 6, 3
_ONLY_LINKS = 0.7
_MOST_TAGS, _LONGEST_TAG, _MOST_WORDS = 30, 60, 8


def find_printed_tags(page: Page, start: int, end: int, column: Element) -> tuple[str, ...]:
    """Empty if no line or box about the end of the text is marked as one of its tags, and no line below the
    headline is labelled so. `start`: the place below that; `end`: below the text.
    """
    about = filter(_is_text, page.blocks[max(0, end - _LAST) : end + _BELOW])
    above = filter(_is_labelled, page.blocks[start : min(end, start + _BELOW)])
    named = ((box, _read_linked(box)) for box in _find_named_boxes(column))
    found = chain(map(_read_block, about), named, map(_read_block, above))
    return next((tags for box, tags in found if tags and not is_of_other(box, page, tags)), ())


def _read_block(block: Block) -> tuple[Element, tuple[str, ...]]:
    return block.parent, _read_line_tags(block)


def _is_text(block: Block) -> bool:
    return block.kind == TEXT


def _is_labelled(block: Block) -> bool:
    return block.kind == TEXT and _LABEL_ABOVE.match(block.text) is not None


def without_tags(body: Sequence[str], tags: Sequence[str]) -> tuple[str, ...]:
    """The text without the line that names the tags, if it is one of the last."""
    place = max(0, len(body) - _LAST)
    return tuple(text for n, text in enumerate(body) if n < place or not _names_tags(text, tags))


def _names_tags(text: str, tags: Sequence[str]) -> bool:
    label = _LABEL.match(text)
    if label is None:
        return False
    is_bare = bool(tags) and label.end() == len(text)
    return is_bare or (bool(label["mark"]) and all(tag in text for tag in tags))


def _read_line_tags(block: Block) -> tuple[str, ...]:
    label = _LABEL.match(block.text)
    if label is None:
        return _read_unlabelled(block)
    rest = block.text[label.end() :]
    is_around = bool(rest) or holds_any(block.parent, "a")
    around = block.parent if is_around else block.parent.getparent()
    if around is None or is_cloud(around) or not (rest or _holds_only_links(around, block.text)):
        return ()
    linked = _read_linked(around)
    return linked or _split_listed(rest)


def _read_unlabelled(block: Block) -> tuple[str, ...]:
    """The tags of a line of hashtags, or of a row of links to the pages of tags."""
    if _HASHTAGS.fullmatch(block.text):
        return _split_listed(block.text)
    return _read_linked(block.parent, all_marked=True) if _is_row(block.parent) else ()


def _is_row(box: Element) -> bool:
    """Whether the line consists of links, is not beside the text and heads no paragraph of it."""
    is_row = _holds_only_links(box, "") or _are_stated(box)
    return is_row and not (_is_beside(box) or is_cloud(box) or heads_text(box))


def _are_stated(box: Element) -> bool:
    """Whether the markup calls all links tags, as in WordPress: "Chuyên mục … được gắn thẻ …". Their
    addresses prove nothing: some sites link words of their texts to the pages of tags.
    """
    links = list(islice(box.iter("a"), _MOST_TAGS))
    return bool(links) and all(_is_stated(link) for link in links)


def _holds_only_links(box: Element, label: str) -> bool:
    """Whether the box has only the label and links: it may be the column with the whole page in it."""
    linked = sum(map(text_length, islice(box.iter("a"), _MOST_TAGS)))
    return linked >= _ONLY_LINKS * (text_length(box) - len(label))


def _split_listed(text: str) -> tuple[str, ...]:
    """The tags of a line without links; a sentence has none."""
    tags = _SEPARATORS.split(text.removesuffix("."))
    return () if any(len(tag.split()) > _MOST_WORDS for tag in tags) else _clean(tags)


def _read_linked(box: Element, *, all_marked: bool = False) -> tuple[str, ...]:
    """The texts of the links in the box. `all_marked`: none unless every link is marked as that of a tag."""
    links = list(islice(box.iter("a"), _MOST_TAGS + 1))
    if len(links) > _MOST_TAGS or (all_marked and not all(map(_is_tag, links))):
        return ()
    return _clean(text_of(link) for link in links if "category" not in (link.get("rel") or ""))


def _is_tag(link: Element) -> bool:
    if _is_stated(link):
        return True
    return _TAG_ADDRESS.search(f"{link.get('href') or ''}/") is not None


def _is_stated(link: Element) -> bool:
    return "tag" in (link.get("rel") or "").split()


def _clean(texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    tags = (clean_text(text).strip(" #,;.") for text in texts)
    return tuple(dict.fromkeys(tag for tag in tags if 1 < len(tag) <= _LONGEST_TAG))


def _find_named_boxes(column: Element) -> Iterator[Element]:
    """The boxes in the column and after it with the name of one for tags."""
    yield from filter(_is_named, islice(column.iterchildren(reversed=True), _MOST_BOXES))
    around: Element | None = column
    for _ in range(_LEVELS):
        if around is None or around.tag == "body":
            return
        for box in islice(around.itersiblings(), _MOST_BOXES):
            yield from filter(_is_named, (box, *islice(box.iterchildren(), _MOST_BOXES)))
        around = around.getparent()


def is_cloud(box: Element) -> bool:
    """Whether the box is named after the tags that the whole site uses most, or is below their heading."""
    if _CLOUD.search(names_of(box)):
        return True
    near = ((each.getprevious(), next(each.iterchildren(), None)) for each in ancestors_or_self(box, 2))
    headings = (each for each in chain.from_iterable(near) if each is not None)
    return any(_heads_cloud(each) for each in headings)


def _heads_cloud(heading: Element) -> bool:
    return not is_longer(heading, _LONGEST_HEADING) and bool(_HEADS_CLOUD.match(clean_text(text_of(heading))))


def _is_beside(element: Element) -> bool:
    """Whether a cloud of all tags of the site is meant, in a column beside the article's."""
    near = ancestors_or_self(element, _LEVELS)
    return any(_names_column(names_of(each)) for each in near)


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _names_column(names: str) -> bool:
    return _BESIDE.search(names) is not None


def _is_named(box: Element) -> bool:
    return _NAMES.search(names_of(box)) is not None and not is_cloud(box)
