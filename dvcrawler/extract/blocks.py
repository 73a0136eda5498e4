"""A document as the list of blocks a reader sees: paragraphs, tables, images, in reading order."""

from collections.abc import Mapping, Set

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, attributes_of, is_amid_words
from dvcrawler.extract.interface.button_labels import drop_glued_label
from dvcrawler.extract.lines.link_lists import is_content_list, is_menu
from dvcrawler.extract.lines.verse import split_preformatted
from dvcrawler.extract.pictures.backgrounds import BACKGROUNDS, background_of, embedded_picture
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.pictures.noscript_pictures import pictures_of_noscript
from dvcrawler.extract.pictures.picture_addresses import find_source, is_late, is_pixel
from dvcrawler.extract.pictures.picture_texts import read_emoji, text_of_picture
from dvcrawler.extract.styles.looks import (
    BLOCK,
    BOXES,
    INLINE,
    LISTS,
    STRUCTURE,
    align_of,
    heads_panel,
    is_bold,
    is_line,
    is_plain,
    tag_of_style,
)
from dvcrawler.extract.styles.unshown import HIDDEN
from dvcrawler.extract.table_parts import read_table
from dvcrawler.normalize.text import clean_text

# The parser takes what follows an `<embed>` for its content, so it is read.
_SKIP = frozenset(
    "script style noscript template iframe object svg button select textarea input head "
    "canvas map nav audio video dialog title noembed noframes plaintext".split()
)
_EMBEDDING = ("object", "svg")
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_ITALIC = frozenset(("i", "em"))
_MARKED = _BOLD | _ITALIC
_MARKED_BLOCKS = _MARKED | {"pre"}
#: Deeper than any real page: what lies below is read as one run of text.
_DEEPEST = 150
#: Attributes that describe how an element looks; its others are only read if it has one of these.
STYLING = BACKGROUNDS | {"align", "hidden"}
#: `<center>` places a table; what is in its cells is not centred in the mode of browsers for old pages.
_ALIGNING = frozenset(("center", "table"))
#: Of an element without such attributes.
_NONE: Mapping[str, str] = {}


def read_blocks(
    root: Element, drop: frozenset[str] = frozenset(), styled: Set[Element] | None = None
) -> list[Block]:
    """Blocks of everything below `root`; elements with a class in `drop` are passed over. `styled`: at least
    those below `root` with an attribute in `STYLING`, where they are known; else they are looked for.
    """
    if styled is None:
        names = STYLING | {"class"} if drop else STYLING
        styled = {each for each in root.iter() if not names.isdisjoint(each.keys())}
    walker = _Walker(root, drop, styled)
    walker.walk(root, 0)
    walker.flush()
    return walker.blocks


class _Walker:
    """Gathers the text of one block at a time; `<br>` ends a line, and a line is a block."""

    def __init__(self, root: Element, drop: frozenset[str], styled: Set[Element]) -> None:
        self.blocks: list[Block] = []
        self._drop, self._styled = drop, styled
        self._owner = root
        self._parts: list[str] = []
        self._length = self._bold_length = self._italic_length = 0
        self._bold = self._italic = 0
        self._align = ""
        self._gap = False

    def walk(self, element: Element, depth: int) -> None:
        self._walk(element, element.tag, depth, attributes_of(element))

    # The tag is passed on: lxml builds a new string on each access.

    def _walk(self, element: Element, tag: str, depth: int, attributes: Mapping[str, str]) -> None:
        if depth > _DEEPEST:
            self._add(" ".join(str(t) for t in element.itertext("*")))
        elif tag in PICTURE_TAGS:
            self._add_image(element)
        elif tag == "br":
            self._break()
        elif tag in LISTS and is_menu(element) and not self._continues_with(element):
            self.flush()
        elif tag in BLOCK:
            if tag != "table" or not self._add_table(element):
                self._walk_block(element, tag, depth, attributes)
        elif tag not in INLINE and is_line(element):
            self._walk_block(element, tag, depth, attributes)
        else:
            self._walk_inline(element, tag, depth, attributes)

    def flush(self) -> None:
        """Closes the block under way."""
        if not self._parts:
            return
        text = clean_text("".join(self._parts) if len(self._parts) > 1 else self._parts[0])
        if text:
            most = self._length * 0.9
            self.blocks.append(
                Block(
                    TEXT,
                    drop_glued_label(text),
                    self._owner,
                    self._bold_length >= most,
                    self._italic_length >= most,
                    self._align,
                    gap=self._gap,
                )
            )
            self._gap = False
        self._parts = []
        self._length = self._bold_length = self._italic_length = 0

    def _break(self) -> None:
        if self._parts:
            self.flush()
        else:
            self._gap = True

    def _continues_with(self, element: Element) -> bool:
        """Whether a list of links belongs to the text above it."""
        self.flush()
        above = [(block.text, block.parent) for block in self.blocks[-8:] if block.kind == TEXT]
        return is_content_list(element, above[-4:])

    def _walk_block(self, element: Element, tag: str, depth: int, attributes: Mapping[str, str]) -> None:
        if self._parts:
            self.flush()
        owner, align = self._owner, self._align
        self._owner = element
        if attributes or tag in _ALIGNING:
            self._align = align_of(tag, attributes) or ("" if tag == "table" else align)
        if attributes or tag in _MARKED_BLOCKS:
            self._walk_inline(element, tag, depth, attributes)
        else:
            self._walk_content(element, tag, depth + 1)
        if self._parts:
            self.flush()
        self._owner, self._align = owner, align

    def _walk_inline(self, element: Element, tag: str, depth: int, attributes: Mapping[str, str]) -> None:
        if tag == "pre" and len(element) and is_plain(element):
            self._add_lines("".join(map(str, element.itertext("*"))), element)
        elif attributes or tag in _MARKED:
            bold, italic = tag in _BOLD or is_bold(attributes), tag in _ITALIC
            self._bold += bold
            self._italic += italic
            self._walk_content(element, tag, depth + 1)
            self._bold -= bold
            self._italic -= italic
        else:
            self._walk_content(element, tag, depth + 1)

    def _walk_content(self, element: Element, tag: str, depth: int) -> None:
        """`depth` is that of the children. Calls are saved here: it is run for each element of a page."""
        text = element.text
        if text:
            if tag == "pre":
                self._add_lines(text, element)
            elif not text.isspace():
                self._add_words(text)
            elif self._parts:
                self._parts.append(" ")
        styled = self._styled
        for child in element:
            child_tag = child.tag
            if child_tag in _SKIP:
                self._read_unread(child, child_tag, depth)
            elif child in styled:
                self._walk_styled(child, child_tag, depth)
            elif child_tag in BOXES and depth <= _DEEPEST:
                self._walk_block(child, child_tag, depth, _NONE)
            elif child_tag in STRUCTURE or len(child):
                self._walk(child, child_tag, depth, _NONE)
            elif leaf := child.text:
                if child_tag in _MARKED:
                    self._add_leaf(child_tag, leaf, _NONE)
                elif child_tag in INLINE:
                    self._add(leaf)
                else:
                    self._walk(child, child_tag, depth, _NONE)
            tail = child.tail
            if tail:
                if not tail.isspace():
                    self._add_words(tail)
                elif self._parts:
                    self._parts.append(" ")

    def _read_unread(self, element: Element, tag: str, depth: int) -> None:
        """What a reader sees of an element that is not read itself."""
        if tag == "noscript":
            self._add_noscript_pictures(element)
        elif tag == "button" and heads_panel(element):
            self._walk_block(element, "div", depth, _NONE)
        elif tag in _EMBEDDING and (source := embedded_picture(element)):
            self.flush()
            self.blocks.append(Block(IMAGE, "", self._owner, source=source))

    def _walk_styled(self, element: Element, tag: str, depth: int) -> None:
        """An element with attributes that describe how it looks."""
        attributes = attributes_of(element)
        is_dropped = _is_hidden(attributes) or self._is_left_out(element, tag, attributes.get("class"))
        if is_dropped and not (tag in PICTURE_TAGS and is_late(attributes)):
            return
        style = attributes.get("style")
        is_box = tag not in PICTURE_TAGS and not BACKGROUNDS.isdisjoint(attributes)
        if is_box and (source := background_of(element, attributes)):
            self.flush()
            self.blocks.append(Block(IMAGE, "", self._owner, source=source))
        if style and depth <= _DEEPEST and (made := tag_of_style(element, tag, style)):
            self._walk_block(element, made, depth, attributes)
        elif tag in STRUCTURE or tag not in INLINE or len(element):
            self._walk(element, tag, depth, attributes)
        elif leaf := element.text:
            self._add_leaf(tag, leaf, attributes)

    def _add_leaf(self, tag: str, text: str, attributes: Mapping[str, str]) -> None:
        """A piece of text with nothing inside: half of all elements."""
        bold, italic = tag in _BOLD or is_bold(attributes), tag in _ITALIC
        self._bold += bold
        self._italic += italic
        self._add(text)
        self._bold -= bold
        self._italic -= italic

    def _add_lines(self, text: str, box: Element) -> None:
        for place, line in enumerate(split_preformatted(text, box)):
            if place:
                self._break()
            self._add(line or " ")

    def _add(self, text: str) -> None:
        if text.isspace():
            if self._parts:
                self._parts.append(" ")
        else:
            self._add_words(text)

    def _add_words(self, text: str) -> None:
        self._parts.append(text)
        length = len(text)
        self._length += length
        if self._bold:
            self._bold_length += length
        if self._italic:
            self._italic_length += length

    def _is_left_out(self, element: Element, tag: str, classes: str | None) -> bool:
        """Whether it has a class that is not read, and is not a piece of a sentence."""
        if not classes or not self._drop or self._drop.isdisjoint(classes.split()):
            return False
        return tag not in INLINE or not is_amid_words(element)

    def _add_image(self, element: Element) -> None:
        given = attributes_of(element)
        emoji = read_emoji(given)
        if emoji is not None:
            self._add(emoji or " ")
            return
        self.flush()
        source = "" if is_pixel(given) else find_source(element, given)
        if source and not self._shows(source):
            label = text_of_picture(element)
            self.blocks.append(Block(IMAGE, label, self._owner, align=self._align, source=source))
            if caption := _read_stated_caption(given):
                self.blocks.append(Block(CAPTION, caption, element))

    def _shows(self, source: str) -> bool:
        """Whether the picture is repeated right above, as with and without `<noscript>`."""
        return bool(self.blocks) and self.blocks[-1].kind == IMAGE and self.blocks[-1].source == source

    def _add_noscript_pictures(self, element: Element) -> None:
        """Pictures that the page shows where no script loads them late."""
        for image in pictures_of_noscript(element):
            self._add_image(image)

    def _add_table(self, table: Element) -> bool:
        """Whether the table was read: as pictures with their captions, as facts, or as data."""
        parts = read_table(table)
        if parts is None:
            return False
        self.flush()
        for part in parts:
            if isinstance(part, Block):
                self.blocks.append(part)
            else:
                self._add_image(part)
        return True


def _read_stated_caption(given: Mapping[str, str]) -> str:
    """The title that a script of Joomla prints below a picture of the class `caption`."""
    title = given.get("title")
    return clean_text(title) if title and "caption" in given.get("class", "").split() else ""


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    is_unshown = style and ("none" in style or "hidden" in style) and HIDDEN.search(style)
    return bool(is_unshown) or "hidden" in attributes
