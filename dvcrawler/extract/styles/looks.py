"""How browsers lay out an element, by its tag and its own style: as a box or in a line, bold, aligned."""

import re
from collections.abc import Mapping

from dvcrawler.extract.elements import ALL_HEADINGS, SUBHEADINGS, Element
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.styles.answers import heads_answer
from dvcrawler.patterns import lazy_regex

BLOCK = frozenset(
    "p div section article main header footer aside table tbody thead tfoot tr td th ul ol li dl dt "
    "dd h1 h2 h3 h4 h5 h6 blockquote pre center figure figcaption form fieldset address hr "
    "body html details summary caption".split()
)
LISTS = frozenset(("ul", "ol"))
#: Those that are boxes with any contents.
BOXES = BLOCK - LISTS - {"table"}
#: Everything that is more than a piece of text within a line.
STRUCTURE = BLOCK | PICTURE_TAGS | {"br"}
#: Pieces of text within a line. Any other tag is one that browsers do not know, such as `<news-p>`, the label
#: that editors leave around a paragraph, or `<time>`, which templates style as a line.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em embed font i ins kbd link mark meta "
    "nobr q rb rp rt ruby s samp small span strike strong sub sup tt u var wbr".split()
)
_PARAGRAPHS = frozenset((*ALL_HEADINGS, "p", "caption", "figcaption", "summary"))
_LEAST_CHARACTERS = 60
_BOLD_STYLE = lazy_regex(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
#: Those of Tailwind and Bootstrap.
BOLD_CLASSES = frozenset(
    "font-bold font-semibold fw-bold fw-bolder fw-semibold font-weight-bold font-weight-bolder".split()
)
_MAKES_BLOCK = lazy_regex(r"(?<![\w-])display\s*:\s*block(?![\w-])", re.I)
_KEEPS_LINES = lazy_regex(r"(?<![\w-])white-space\s*:\s*pre", re.I)
_PANEL = lazy_regex(r"accordion|collapse|card-header|panel-(?:heading|title)|faq|question|cau-?hoi", re.I)
#: Attributes of what a click unfolds something by.
TOGGLES = frozenset(("data-toggle", "data-bs-toggle", "aria-expanded"))
#: The class of such a button in pages without a framework.
_FOLDS = lazy_regex(r"accordion|collapsible|toggle|faq", re.I)
_LEAST_WORDS = 3
_ALIGN = lazy_regex(r"text-align\s*:\s*(right|center|end)", re.I)


def heads_panel(button: Element) -> bool:
    """Whether the button heads a part of the text that a click unfolds: a question above its answer."""
    if heads_answer(button):
        return True
    if not TOGGLES.intersection(button.keys()) and not _FOLDS.search(button.get("class") or ""):
        return False
    return _is_in_panel(button) and len("".join(map(str, button.itertext("*"))).split()) >= _LEAST_WORDS


def _is_in_panel(button: Element) -> bool:
    around = button.getparent()
    if around is not None and around.tag in SUBHEADINGS:
        return True
    return any(_PANEL.search(each.get("class") or "") for each in (button, around) if each is not None)


def tag_of_style(element: Element, tag: str, style: str) -> str | None:
    """The tag that a style gives the element: a box for a piece of text, `pre` for a box; else None."""
    if tag in BOXES:
        return "pre" if _KEEPS_LINES.search(style) and is_plain(element) else None
    return tag if tag not in STRUCTURE and _MAKES_BLOCK.search(style) else None


def is_line(element: Element) -> bool:
    """Whether an element that browsers do not know is a line by itself: no text is beside it, as there is
    beside a word that a template marks. Those with a prefix are the marks of an office program.
    """
    holder, above, below = element.getparent(), element.getprevious(), element.getnext()
    if element.tag == "time":
        return not is_in_sentence(element)
    if holder is None or holder.tag in INLINE or holder.tag in _PARAGRAPHS or ":" in element.tag:
        return False
    if _has_words(holder.text if above is None else above.tail) or _has_words(element.tail):
        return False
    if any(map(_is_within_line, (element, above, below))):
        return len("".join(map(str, element.itertext("*")))) >= _LEAST_CHARACTERS
    return True


def _has_words(text: str | None) -> bool:
    return bool(text and not text.isspace())


def _is_within_line(element: Element | None) -> bool:
    return element is not None and (element.tag in INLINE or element.tag == "label")


def is_in_sentence(time: Element) -> bool:
    """Whether a sentence goes on behind the `<time>`: "Sáng <time>12/3</time>, đoàn về xã"."""
    holder, rest = time.getparent(), (time.tail or "").lstrip(" \t\r\n,;:)")[:1]
    return holder is not None and holder.tag in ("p", "li") and (rest.islower() or rest in (".", "…"))


def is_plain(element: Element) -> bool:
    """Whether there is only text in it, some of which may be bold or linked."""
    return len(element) == 0 or next(element.iterdescendants(*STRUCTURE), None) is None


def is_bold(attributes: Mapping[str, str]) -> bool:
    style, names = attributes.get("style"), attributes.get("class")
    if names and not BOLD_CLASSES.isdisjoint(names.split()):
        return True
    return style is not None and "font-weight" in style and _BOLD_STYLE.search(style) is not None


def align_of(tag: str, attributes: Mapping[str, str]) -> str:
    """How the element aligns its lines: "right", "center", else "left"; empty if it does not say.

    `align` places a table, not its text.
    """
    align = attributes.get("align", "").strip().lower() if tag != "table" else ""
    if align in ("right", "center"):
        return align
    if align in ("left", "justify"):
        return "left"
    if tag == "center":
        return "center"
    style = attributes.get("style")
    if not style or "text-align" not in style.lower():
        return ""
    found = _ALIGN.search(style)
    if found:
        return "right" if found.group(1).lower() in ("right", "end") else "center"
    return "left"
