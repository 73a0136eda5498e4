"""Pictures above the box of the text, with their captions: below the headline, or above it in the article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, find_common_box, is_within, names_of
from dvcrawler.extract.files.file_addresses import path_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.other_pages import leads_to_other_page
from dvcrawler.extract.generic.text.opening_text import is_set_as_lead
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.backgrounds import find_background
from dvcrawler.extract.pictures.captions_above import may_share_figure
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS, is_picture_file
from dvcrawler.extract.pictures.picture_addresses import find_source
from dvcrawler.normalize.links import absolute_url, names_page
from dvcrawler.normalize.text import same_text
from dvcrawler.patterns import lazy_regex

#: Pictures beside a headline that are not the article's: buttons, portraits, advertisements, logos.
_NOT_OF_ARTICLE = lazy_regex(
    r"icon|logo|(?<!article__)(?<!article-)(?<!detail-)(?<!detail__)(?<!post-)(?<!news-)avatar|author|tac-?gia|user|profile|facebook|zalo|twitter|google|share|print|btn|button|email"
    r"|banner|quang-?cao|sprite|loading|arrow|bullet|star|rating|calendar|clock|line\.(?:gif|png)|(?:^|/)bg",
    re.I,
)
#: CSS pixels of the shorter side; buttons and portraits have fewer.
_LEAST_SIDE = 90
#: Characters of a caption, and words of a name below a portrait.
_LONGEST_CAPTION, _LONGEST_NAME = 400, 5
#: Characters of a caption in a box beside that of its picture, and the boxes around it that may hold both.
_LONGEST_LABEL, _LEVELS_OF_CAPTION = 90, 4
#: The day and month that Flatsome prints over a picture: "09" and "Th11".
_DAY_BADGE = lazy_regex(r"(?:\d{1,2} ?)?(?:(?:th\.?|tháng) ?\d{1,2})?", re.I)
#: A larger number of pictures between headline and text is page furniture.
_MOST_PICTURES, _MOST_CAPTIONS = 40, 2
#: Blocks above the headline: a picture, its caption, the section, the date.
_MOST_BLOCKS = 6
#: Characters of a section, a date or a path between picture and headline.
_LONGEST_LINE = 60
#: Boxes around the headline, the innermost of which holds the text as well.
_LEVELS = 8
#: Folders of a theme's own pictures: a line under the section, an ornament.
_OF_THEME = lazy_regex(r"(?:^|/)(?:themes?|templates?|skins?|layouts?|styles?)/", re.IGNORECASE)
#: They hold the whole page, with its banner.
_WHOLE_PAGE = frozenset({"html", "body", "main", "form"})


def find_opening_pictures(above: Sequence[Block], run: Sequence[Block], furniture: Furniture) -> list[Block]:
    """The pictures among the blocks `above` the text that its `run` does not show, with their captions."""
    pictures = _find_picture_places(above)[:_MOST_PICTURES]
    shown = {run[place].source for place in _find_picture_places(run)} if pictures else set()
    found: list[Block] = []
    for place in pictures:
        block = above[place]
        if block.source not in shown and is_of_article(block, furniture):
            below = (each for each in above[place + 1 :] if not furniture.is_outside(each.parent))
            found += [block, *_select_captions(block, islice(below, _MOST_CAPTIONS), furniture)]
            shown.add(block.source)
    return found


def _find_picture_places(blocks: Sequence[Block]) -> list[int]:
    return [place for place, block in enumerate(blocks) if block.kind == IMAGE]


def is_of_article(block: Block, furniture: Furniture) -> bool:
    """Whether the picture beside the text belongs to it, not to a button, a portrait or a card."""
    if furniture.is_outside(block.parent):
        return False
    image = _find_image(block)
    if image is None or _is_small(image) or _leads_away(image, furniture.page) or _is_in_headline(image):
        return False
    return not _is_called_other(block, image)


def _find_image(block: Block) -> Element | None:
    images = islice(block.parent.iter(*PICTURE_TAGS), 50)
    image = next((each for each in images if find_source(each) == block.source), None)
    return image if image is not None else find_background(block.parent, block.source)


def _is_called_other(block: Block, image: Element) -> bool:
    """Whether its address or its boxes are named as those of another picture; a box with more than a name in
    it is not a portrait, and may be called "avatar".
    """
    names = (path_of(block.source), *map(names_of, ancestors_or_self(image, 2)))
    marks = {found[0].lower() for found in map(_NOT_OF_ARTICLE.search, names) if found}
    if marks != {"avatar"}:
        return bool(marks)
    box = next((each for each in ancestors_or_self(image, 2) if "avatar" in names_of(each)), block.parent)
    return len("".join(map(str, box.itertext("*"))).split()) <= _LONGEST_NAME


def _is_small(image: Element) -> bool:
    sides = (re.match(r"\s*(\d{1,5})(?:px)?\s*$", image.get(name) or "") for name in ("width", "height"))
    return any(side is not None and int(side[1]) < _LEAST_SIDE for side in sides)


def _is_in_headline(image: Element) -> bool:
    """Whether the picture is a mark beside the words of the headline."""
    heading = next(image.iterancestors("h1"), None)
    return heading is not None and any(map(str.strip, map(str, heading.itertext())))


def _leads_away(image: Element, page: Page) -> bool:
    """Whether the picture is a link to anything but its own larger copy, or this page, as themes set it."""
    link = next((each for each in image.iterancestors("a")), None)
    href = "" if link is None else link.get("href") or ""
    if link is None or not names_page(href) or is_picture_file(href):
        return False
    return absolute_url(page.base, href) is None or leads_to_other_page(link, page)


def _select_captions(image: Block, below: Iterable[Block], furniture: Furniture) -> Iterator[Block]:
    for block in below:
        if not may_share_figure(block, image):
            break
        if block.kind == CAPTION:
            yield block
        elif block.kind == TEXT and _is_caption(block, image, furniture):
            yield block._replace(kind=CAPTION)
        else:
            break


def _is_caption(block: Block, image: Block, furniture: Furniture) -> bool:
    """Whether the line is marked as a caption, repeats the picture's text, or is alone with it in a box."""
    if len(block.text) > _LONGEST_CAPTION or _DAY_BADGE.fullmatch(block.text):
        return False
    if _is_marked_as_caption(block, image, furniture):
        return True
    if is_set_as_lead(block):
        return False
    box = _find_shared_box(block, image)
    return box is not None and _holds_nothing_else(box, block)


def _is_marked_as_caption(block: Block, image: Block, furniture: Furniture) -> bool:
    if furniture.is_caption(block.parent) or (image.text and same_text(block.text, image.text)):
        return True
    return block.italic and block.parent in ancestors_or_self(image.parent, 1)


def _find_shared_box(block: Block, image: Block) -> Element | None:
    """The picture's box if the line is in it, else that of both if the line is short."""
    box = image.parent
    if box in (block.parent, block.parent.getparent()):
        return box
    common = find_common_box(box, block.parent, _LEVELS_OF_CAPTION)
    return common if len(block.text) <= _LONGEST_LABEL else None


def _holds_nothing_else(box: Element, block: Block) -> bool:
    return box.tag != "body" and len("".join(map(str, box.itertext("*"))).split()) <= len(block.text.split())


def find_blocks_above_title(
    blocks: Sequence[Block], title: int, first: int, furniture: Furniture
) -> list[Block]:
    """The blocks right above the headline at the place `title` of the article whose text begins at `first`,
    where a picture is among them and nothing that is longer than a label but its caption.
    """
    near = list(_take_near(blocks, title, furniture))
    if first >= len(blocks) or not any(block.kind == IMAGE for block in near):
        return []
    box = _find_box_of_both(blocks[title].parent, blocks[first].parent)
    return [] if box is None else [each for each in reversed(near) if is_within(each.parent, box)]


def _take_near(blocks: Sequence[Block], title: int, furniture: Furniture) -> Iterator[Block]:
    """The blocks right above the headline, the nearest first."""
    for block in blocks[max(0, title - _MOST_BLOCKS) : title][::-1]:
        is_label = block.kind == TEXT and len(block.text) <= _LONGEST_LINE
        if block.kind == IMAGE and _OF_THEME.search(block.source):
            continue
        if not is_label and block.kind not in (IMAGE, CAPTION) and not furniture.is_caption(block.parent):
            return
        yield block


def _find_box_of_both(heading: Element, text: Element) -> Element | None:
    """The innermost box that holds the headline and the text, None if that is the whole page."""
    box = find_common_box(text, heading, _LEVELS)
    return None if box is None or box.tag in _WHOLE_PAGE else box
