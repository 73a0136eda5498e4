"""The body: the element that holds the densest run of paragraphs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, find_holder, is_within
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.text.bare_text import find_page_of
from dvcrawler.extract.generic.text.lead import is_named_lead
from dvcrawler.extract.generic.text.parts import has_part_beside
from dvcrawler.extract.lines.line_kinds import has_linked_text
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.looks import LISTS
from dvcrawler.normalize.text import fold

_PARAGRAPH_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote td dd font center".split())
_BOXES = frozenset(("div", "td", "article", "section", "span"))
#: How much of a paragraph counts for the elements around it, from the nearest outwards.
_WEIGHTS = (1.0, 0.75, 0.5, 0.3)
#: An element with this share of all prose is the page's main part, regardless of its name.
_LARGE = 0.5
#: Of a headline in `<title>`, and characters of the text in its box.
_LEAST_WORDS, _LEAST_TEXT = 4, 200
#: Boxes around the text in which another part of it is sought.
_MOST_BOXES = 9


def large_elements(prose: Sequence[Block], page: Page) -> frozenset[Element]:
    """Every element that holds half of the page's prose, or some of it and the page's headline."""
    weights = _sum_weights(prose)
    least = sum(len(block.text) for block in prose) * _LARGE
    large = frozenset(element for element, weight in weights.items() if weight >= least)
    return large.union(_boxes_of_headline(weights, page))


def _boxes_of_headline(weights: Mapping[Element, int], page: Page) -> Iterator[Element]:
    """The boxes with running text around the `<h1>` that the page states as its title, and those with half of
    the innermost one's: another text, such as the readers' comments or a list of news, may be longer than the
    article.
    """
    found = _find_stated_heading(page)
    if found is None:
        return
    around = [box for box in found.parent.iterancestors() if weights.get(box, 0) >= _LEAST_TEXT]
    yield from around
    for nearest in around[:1]:
        least = max(_LEAST_TEXT, weights[nearest] * _LARGE)
        large = (box for box, weight in weights.items() if weight >= least)
        yield from (box for box in large if is_within(box, nearest))


def _find_stated_heading(page: Page) -> Block | None:
    title = fold(page.title)
    headings = (block for block in page.blocks if block.parent.tag == "h1")
    return next((block for block in headings if _is_stated(block.text, title)), None)


def _is_stated(heading: str, title: str) -> bool:
    text = fold(heading)
    return len(text.split()) >= _LEAST_WORDS and title.startswith(text)


def repeated_boxes(prose: Sequence[Block]) -> frozenset[Element]:
    """Boxes next to one another that hold half of the page's prose together, and no link: its paragraphs."""
    weights: dict[Element, int] = defaultdict(int)
    outermost: dict[Element, Element | None] = {}
    for block in prose:
        box = _find_outermost_box(block.parent, outermost)
        if box is not None:
            weights[box] += len(block.text)
    least = _LARGE * sum(len(block.text) for block in prose)
    several = (boxes for boxes in _group_alike(weights) if len(boxes) > 1)
    large = (boxes for boxes in several if sum(map(weights.__getitem__, boxes)) >= least)
    return frozenset(chain.from_iterable(large))


def _group_alike(boxes: Iterable[Element]) -> Iterable[list[Element]]:
    """The boxes without links, by tag and the box around them."""
    groups: dict[tuple[Element | None, str], list[Element]] = defaultdict(list)
    for box in boxes:
        if not has_linked_text(box):
            groups[find_holder(box), str(box.tag)].append(box)
    return groups.values()


def _find_outermost_box(element: Element, known: dict[Element, Element | None]) -> Element | None:
    """The outermost of the element and those around it with a name of furniture; judged once each."""
    path: list[Element] = []
    around: Element | None = element
    while around is not None and around not in known:
        path.append(around)
        around = around.getparent()
    found = known[around] if around is not None else None
    for each in reversed(path):
        if found is None and names_furniture(each):
            found = each
        known[each] = found
    return found


def find_container(prose: Sequence[Block], furniture: Furniture) -> Element | None:
    """The element whose children are the paragraphs, or else the captions; None if there is no prose."""
    own = [block for block in prose if not furniture.is_outside(block.parent)]
    if (page := find_page_of(own)) is not None:
        return page
    scores = _score(block for block in own if not furniture.is_caption(block.parent)) or _score(own)
    if not scores:
        return next((block.parent for block in prose), None)
    weights = _sum_weights(own)
    return _with_lines_around(_widen(_find_best(scores, weights, own), weights), own)


def _find_best(
    scores: Mapping[Element, float], weights: Mapping[Element, int], prose: Sequence[Block]
) -> Element:
    """The element with the highest score; the best of the others if it is only the field of the lead."""
    best = max(scores, key=lambda element: scores[element])
    lead = next(
        (block for block in prose if len(block.text) == weights[best] and _is_field_of(block, best)), None
    )
    rest = _score(block for block in prose if block is not lead) if lead is not None else {}
    return max(rest, key=lambda element: rest[element], default=best)


def _is_field_of(block: Block, box: Element) -> bool:
    """Whether the box is the field of the lead, which may be longer than each part of the text alone."""
    return (block.parent is box or block.parent.getparent() is box) and is_named_lead(block)


def _with_lines_around(container: Element, prose: Sequence[Block]) -> Element:
    """The box whose own lines continue in the container: a table among lines that `<br>` parts, or one that
    was never closed.
    """
    lines: dict[Element, int] = defaultdict(int)
    for block in prose:
        lines[block.parent] += len(block.text)
    around = list(islice(container.iterancestors(), len(_WEIGHTS)))
    return next((e for e in around if e.tag in _BOXES and lines.get(e, 0) >= _LEAST_TEXT), container)


def _score(paragraphs: Iterable[Block]) -> Mapping[Element, float]:
    scores: dict[Element, float] = defaultdict(float)
    for block in paragraphs:
        element: Element | None = block.parent
        if element is not None and element.tag in _PARAGRAPH_TAGS:
            element = element.getparent()
        if element is not None and element.tag in LISTS:
            element = element.getparent()
        for weight in _WEIGHTS:
            if element is None or element.tag in ("body", "html"):
                break
            scores[element] += weight * len(block.text)
            element = element.getparent()
    return scores


def _widen(container: Element, weights: Mapping[Element, int]) -> Element:
    """Moves outwards while another part of the article is beside it: sections in boxes, rows, columns."""
    inside = weights.get(container, 0)
    branch = container
    for _ in range(_MOST_BOXES):
        parent = branch.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        weight = weights.get(parent, 0)
        if weight > inside and has_part_beside(container, branch, parent, weights):
            container, inside = parent, weight
        branch = parent
    return container


def _sum_weights(prose: Iterable[Block]) -> dict[Element, int]:
    weights: dict[Element, int] = defaultdict(int)
    added: dict[Element, int] = defaultdict(int)
    for block in prose:
        added[block.parent] += len(block.text)
    while added:  # paragraphs share what is around them, so each step outwards has fewer elements
        outer: dict[Element, int] = defaultdict(int)
        for element, weight in added.items():
            weights[element] += weight
            parent = element.getparent()
            if parent is not None:
                outer[parent] += weight
        added = outer
    return weights


def inside(container: Element, blocks: Sequence[Block]) -> tuple[int, int]:
    """(first place, place after the last) of the container's blocks; equal where it has none."""
    members = set(container.iter())
    places = [n for n, block in enumerate(blocks) if block.parent in members]
    return (places[0], places[-1] + 1) if places else (0, 0)
