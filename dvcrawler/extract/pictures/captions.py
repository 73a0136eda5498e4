"""Takes pictures and their captions out of the run of blocks."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import PLAYERS, Element, ancestors_or_self, holds_any, is_inside
from dvcrawler.extract.generic.boilerplate.box_names import is_caption_name
from dvcrawler.extract.lines.line_kinds import PROSE, is_editors_note
from dvcrawler.extract.lines.link_lists import is_document_name
from dvcrawler.extract.lines.verse import are_verses
from dvcrawler.extract.pictures.captions_above import (
    boxed_captions,
    captions_above,
    label_credit,
    may_share_figure,
)
from dvcrawler.extract.pictures.essay_captions import (
    SENTENCE_END,
    find_essay_captions,
    find_plain_captions,
    is_small_print,
)
from dvcrawler.extract.pictures.image_records import build_image, distinct
from dvcrawler.extract.pictures.set_apart import find_line_above, find_lines_set_apart
from dvcrawler.extract.pictures.styled_captions import (
    LONGEST_BARE,
    LONGEST_CREDIT,
    find_styled_captions,
    is_labelled_byline,
    is_mostly_plain,
    without_centring,
)
from dvcrawler.items import Image
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import is_blank_mark, same_text
from dvcrawler.patterns import lazy_regex

#: Lines that are read below a picture without markup for its caption.
_MOST_LINES = 3
_CREDIT = lazy_regex(
    r"(?:^|[.\s(])Ảnh\s*+(?:(?:tư liệu|minh họa)\s*+)?:|^\(?(?:Photo|Hình|Đồ h(?:ọa|oạ)|Infographics?)\s?:",
    re.I,
)
#: A sentence about the pictures of an exhibition: "Ảnh: có 120 tác phẩm của …". A credit has fewer words.
_SENTENCE_ABOUT_PICTURES = lazy_regex(r"(?:Hình )?[ẢA]nh ?: (?=[^\W\d_A-ZÀ-ỸĐ])(?:\S+ ){7,}\S+[.!?…]")
#: A line that only says what kind of picture is above it.
_KIND_OF_PICTURE = lazy_regex(
    r"\(?(?:hình )?(?:ảnh|hình) (?:chỉ )?(?:(?:có )?tính (?:chất )?)?(?:minh (?:họa|hoạ)|tư liệu)\)?\.?", re.I
)
#: Where the picture above it is from, if text follows; below the last one it may be the article's source.
_SOURCE_OF_PICTURE = lazy_regex(r"\(?(?:Nguồn|Source)\s?:[^.!?:]{2,40}\.?\)?", re.I)
_LEAST_FOLLOWING = 60
#: Characters of a sentence that may be the lead.
_PARAGRAPH = 100
_SLIDE = lazy_regex(r"\W*(?:(?:ảnh|hình)\s)?\d{1,3}\s?/\s?\d{1,3}\W*", re.I)


def take_images(
    blocks: Sequence[Block], base_url: str, title: str, *, bare_captions: bool
) -> tuple[list[Block], tuple[Image, ...]]:
    """(what is left, the images). `bare_captions`: the site prints captions as plain paragraphs."""
    blocks = without_centring([each for n, each in enumerate(blocks) if not _numbers_slide(blocks, n)])
    taking = _Taking(blocks, base_url, title, bare_captions=bare_captions)
    place = 0
    while place < len(blocks):
        if blocks[place].kind == IMAGE:
            place = taking.take_image(place)
        else:
            if blocks[place].kind != CAPTION:
                taking.rest.append(blocks[place])
            elif _is_text(blocks, place):
                taking.rest.append(blocks[place]._replace(kind=TEXT))
            place += 1
    return taking.rest, tuple(distinct(taking.images))


def _is_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line has the name of a caption, but is a paragraph with no picture or player beside it."""
    block = blocks[place]
    if len(block.text) < PROSE or not block.text.endswith(".") or _is_beside_player(block.parent):
        return False
    above = (each.kind for each in reversed(blocks[:place]) if each.kind != CAPTION)
    below = (each.kind for each in blocks[place + 1 :] if each.kind != CAPTION)
    return next(above, TEXT) == TEXT and next(below, TEXT) == TEXT


def _is_beside_player(line: Element) -> bool:
    """Whether the line is in a figure, or right below a player or above one."""
    box = next((each for each in ancestors_or_self(line) if is_caption_name(each.get("class") or "")), line)
    if is_inside(box, "figure", "figcaption"):
        return True
    beside = (each for each in (box.getprevious(), box.getnext()) if each is not None)
    return any(each.tag in PLAYERS or holds_any(each, *PLAYERS) for each in beside)


def _numbers_slide(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is the number of the picture above it: "1/12"."""
    is_below = place > 0 and blocks[place - 1].kind == IMAGE
    return is_below and _SLIDE.fullmatch(blocks[place].text) is not None


class _Taking:
    """Takes the images with their captions out of the blocks, one after the other; `rest` is what is left."""

    def __init__(self, blocks: Sequence[Block], base_url: str, title: str, *, bare_captions: bool) -> None:
        self.rest: list[Block] = []
        self.images: list[Image] = []
        self._blocks, self._base, self._title = blocks, base_url, title
        self._longest = _measure_longest(blocks) if bare_captions else None
        self._takes_styled = is_mostly_plain(blocks)
        self._of_essay = find_plain_captions(blocks) if self._takes_styled else find_essay_captions(blocks)
        self._set_apart = find_lines_set_apart(blocks)
        #: The place after the captions of the image before.
        self._free = 0

    def take_image(self, place: int) -> int:
        """Returns the place after the image at `place` and its captions."""
        blocks, below = self._blocks, place + 1
        printed = self._find_captions_below(below, blocks[place])
        end = below + len(printed)
        captions = list(map(label_credit, blocks[below:end], printed))
        captions = captions or captions_above(blocks, self._free, place) or self._take_line_above(place)
        image = build_image(blocks[place], captions, self._base, self._title)
        self._free = end
        if image is not None:
            self.images.append(image)
        else:  # a button or an unreadable address has no caption: the line below it is text
            self.rest.extend(each for each in blocks[below:end] if each.kind == TEXT)
        return end

    def _take_line_above(self, place: int) -> list[str]:
        """The caption that only its box shows to be one; it is not text any more."""
        if not self.rest or self._free == place or self.rest[-1] is not self._blocks[place - 1]:
            return []
        found = find_line_above(self._blocks, place, opens=len(self.rest) == 1)
        return [] if found is None else [self.rest.pop().text]

    def _find_captions_below(self, place: int, image: Block) -> Sequence[str]:
        """The captions of the image, each one of the blocks from `place` on."""
        found = _find_captions_of_figure(self._blocks, place, image)
        if not (self._longest and not self.rest and _open_text(self._blocks[place : place + 2])):
            found = _add_caption_lines(self._blocks, place, image, found, self._longest)
        if self._takes_styled:
            found += find_styled_captions(self._blocks, place + len(found), found)
        return found or self._find_line_below(place)

    def _find_line_below(self, place: int) -> Sequence[str]:
        """The caption at the place, by its small print, as that of an essay, by its box or its element."""
        if place in self._of_essay or _is_small_print(self._blocks, place):
            return [self._blocks[place].text]
        boxed = boxed_captions(self._blocks, place)
        return boxed or ([self._blocks[place].text] if place in self._set_apart else [])


def _is_small_print(blocks: Sequence[Block], place: int) -> bool:
    return place < len(blocks) and is_small_print(blocks[place])


def _measure_longest(blocks: Sequence[Block]) -> list[int]:
    """The length of the longest text from each place on, and from the end on."""
    lengths = [len(block.text) if block.kind == TEXT else 0 for block in reversed(blocks)]
    return list(accumulate(lengths, max, initial=0))[::-1]


def _find_captions_of_figure(blocks: Sequence[Block], place: int, image: Block) -> list[str]:
    """The captions that the markup names as such."""
    below = (blocks[here] for here in range(place, len(blocks)))
    own = takewhile(lambda each: each.kind == CAPTION and may_share_figure(each, image), below)
    return [block.text for block in own]


def _open_text(below: Sequence[Block]) -> bool:
    """Whether a long sentence or verses are below the picture that opens the article, not its caption."""
    if not below or below[0].kind != TEXT or (below[0].italic and not below[0].bold):
        return False
    is_sentence = len(below[0].text) >= _PARAGRAPH and below[0].text.endswith(".")
    return is_sentence or are_verses([each.text for each in below], least=2)


def _add_caption_lines(
    blocks: Sequence[Block], place: int, image: Block, captions: list[str], longest: Sequence[int] | None
) -> list[str]:
    """The captions with the lines below them that are captions by their words or their form. `longest`: of
    the texts from each place on; None if captions are never plain paragraphs.
    """
    found = list(captions)
    for here in range(place + len(captions), len(blocks)):
        longest_below = longest[here + 1] if longest else None
        if len(found) >= _MOST_LINES or blocks[here].kind != TEXT:
            break
        if not (_is_caption(blocks[here], image, found, longest_below) or _tells_origin(blocks, here)):
            break
        found.append(blocks[here].text)
    return found


def _tells_origin(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line right below a picture says what kind it is or where it is from: "Nguồn: Internet"."""
    text = blocks[place].text
    if len(text) > LONGEST_CREDIT:
        return False
    if _KIND_OF_PICTURE.fullmatch(text):
        return True
    below = next((block for block in blocks[place + 1 :] if block.kind == TEXT), None)
    is_within = below is not None and len(below.text) >= _LEAST_FOLLOWING
    return is_within and _SOURCE_OF_PICTURE.fullmatch(text) is not None


def _is_caption(block: Block, image: Block, captions: Sequence[str], longest_below: int | None) -> bool:
    """`longest_below`: of the texts below the block; None if captions are never plain paragraphs."""
    text = block.text
    if block.parent.tag in ("figcaption", "h6") or _repeats(text, (*captions, image.text)):
        return True
    if len(text) > LONGEST_BARE:
        return False
    if _CREDIT.search(text) and not is_byline(text):
        return not (is_labelled_byline(text) or _SENTENCE_ABOUT_PICTURES.match(text))
    if longest_below is None or captions:
        return False
    return _is_plain_line(block) and longest_below > len(text)


def _repeats(text: str, captions: Iterable[str]) -> bool:
    return any(same_text(text, known) for known in captions if known)


def _is_plain_line(block: Block) -> bool:
    """Whether the line may be a caption by its form: not a sentence, heading, byline, document or note."""
    if block.text.endswith((":", "!", "?")) or block.text.startswith("*") or is_editors_note(block.text):
        return False
    if is_blank_mark(block.text) or (block.bold and not block.italic) or is_document_name(block.text):
        return False
    return not SENTENCE_END.search(block.text) and not is_byline(block.text)
