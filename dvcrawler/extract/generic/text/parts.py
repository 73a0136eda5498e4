"""Further parts of a text, in boxes like those around it: page builders and long reports set them in rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from dvcrawler.extract.elements import Element, ancestors_or_self, find_part, select_like, text_of
from dvcrawler.extract.endings.end_lines import ends_article, heads_other_articles
from dvcrawler.extract.lines.line_kinds import PROSE, has_linked_text, link_length
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Characters of a further part: of one with the same names, with the same boxes, and of any other.
_LEAST_NAMED, _LEAST_NESTED, _LEAST = PROSE, 100, 200
#: How much longer than its links a part is.
_FEW_LINKS = 8
#: Lines of a part among which two paragraphs follow a link.
_MOST_LINES = 4
#: The widths of columns beside one another: one holds the text, the other what is beside it.
_WIDTH = lazy_regex(
    r"(?:^|[-_])(?:col(?:umn)?|span|grid|cell|large|medium|small|width|w|xs|sm|md|lg|xl)[-_]?\d", re.I
)
_LONGEST_LINE = 200
_ABOUT = lazy_regex(
    r"(?:(?:đôi nét )?về|giới thiệu) (?:tác giả|chúng tôi)\b|bình luận\b|thông báo$|liên hệ$", re.I
)
_CELLS = frozenset(("td", "th"))


def has_part_beside(
    container: Element, branch: Element, parent: Element, weights: Mapping[Element, int]
) -> bool:
    """Whether a box like the container's `branch` holds prose at the same place. `weights`: prose by box."""
    if branch.tag in _CELLS:
        return False
    boxes = list_boxes(container, branch)
    beside = (child for child in select_like(parent, branch) if child is not branch)
    return any(weights.get(child, 0) >= PROSE and _is_part(child, branch, boxes, weights) for child in beside)


def _is_part(box: Element, branch: Element, boxes: Sequence[Element], weights: Mapping[Element, int]) -> bool:
    inner = _find_inner(box, boxes, weights)
    if len(inner) < len(boxes) or not is_alike(box, branch, inner, boxes):
        return False
    text = inner[-1] if inner else box
    length = weights.get(text, 0)
    opening = _find_opening_link(text)
    links = link_length(text) - (link_length(opening) if opening is not None else 0)
    if length <= _find_least(box, branch, boxes) or links * _FEW_LINKS > length:
        return False
    return not any(map(has_linked_text, box.iter("h2", "h3", "h4"))) and not _is_of_site(box, opening)


def _find_opening_link(box: Element) -> Element | None:
    """The first line if it is little but a link, as editors set one in, and two paragraphs follow it."""
    lines = list(islice(box.iterdescendants("p"), _MOST_LINES))
    if not lines or 2 * link_length(lines[0]) < len(text_of(lines[0])):
        return None
    return lines[0] if sum(len(text_of(each)) >= PROSE > link_length(each) for each in lines) > 1 else None


def _is_of_site(box: Element, opening: Element | None) -> bool:
    """Whether the first line of the box heads other articles or a footer, or is about the author. `opening`:
    a line that only links to another article.
    """
    first = next(box.iter("h2", "h3", "h4", "h5", "p", "b", "strong"), None)
    line = clean_text(text_of(first)[:_LONGEST_LINE]) if first is not None and first is not opening else ""
    return bool(line) and (ends_article(line) or heads_other_articles(line) or heads_box_of_site(line))


def heads_box_of_site(line: str) -> bool:
    """Whether the line heads what the site says about itself, the author or the readers."""
    return _ABOUT.match(line) is not None


def is_in_other_column(element: Element, text: Element) -> bool:
    """Whether the element is in a column beside the one that holds the text, of another width."""
    box = find_part(element, frozenset(ancestors_or_self(text)))
    return box is not None and is_other_column(box, text)


def is_other_column(box: Element, text: Element) -> bool:
    """Whether the box is a column beside the one that holds the text, of another width."""
    widths = set(_list_widths(box))
    if not widths:
        return False
    around = box.getparent()
    beside = find_part(text, (around,)) if around is not None else None
    own = set(_list_widths(beside)) if beside is not None else set()
    return bool(own) and own != widths


def list_boxes(container: Element, branch: Element) -> list[Element]:
    """The boxes within `branch` down to the container, from the outermost."""
    boxes: list[Element] = []
    box: Element | None = container
    while box is not None and box is not branch:
        boxes.append(box)
        box = box.getparent()
    return boxes[::-1]


def _find_inner(box: Element, boxes: Sequence[Element], weights: Mapping[Element, int]) -> list[Element]:
    """The boxes with most prose within `box` that have the tags of `boxes`; fewer if there are no more."""
    found: list[Element] = []
    for each in boxes:
        inner = max(select_like(box, each), key=lambda child: weights.get(child, 0), default=None)
        if inner is None:
            break
        found.append(inner)
        box = inner
    return found


def is_alike(box: Element, branch: Element, inner: Sequence[Element], boxes: Sequence[Element]) -> bool:
    """Whether two boxes are named alike, or else boxes within them are: `inner` and `boxes`."""
    if set(_list_widths(box)) != set(_list_widths(branch)):
        return False
    own, other = list_names(branch), list_names(box)
    if own == other or not own.isdisjoint(other):
        return True
    is_unnamed = bool(boxes) and not (own and other)
    pairs = zip(boxes, inner, strict=False)
    return is_unnamed or any(not list_names(one).isdisjoint(list_names(two)) for one, two in pairs)


def _find_least(box: Element, branch: Element, boxes: Sequence[Element]) -> int:
    is_named = not list_names(branch).isdisjoint(list_names(box))
    return _LEAST_NAMED if is_named else _LEAST_NESTED if len(boxes) > 1 else _LEAST


def list_names(box: Element) -> frozenset[str]:
    """The classes without those that have a number, which page builders give each box: "element-4f1b"."""
    return frozenset(name for name in (box.get("class") or "").split() if not any(map(str.isdigit, name)))


def _list_widths(box: Element) -> Iterator[str]:
    return (name for name in (box.get("class") or "").split() if _WIDTH.search(name))
