"""Empty boxes and frames of an article that are filled with a text which is not on the page.

An infographic or a long read whose text a script asks for shows pictures alone: nothing else says that there
is a text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.elements import Element, holds_any, names_of, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Characters of a text that may be no more than the lead of such an article.
LONGEST_LEAD = 300
_BOXES = ("div", "section", "article", "main", "canvas")
#: What a script fills besides texts.
_OTHER = lazy_regex(
    r"comment|binh-?luan|relat|lien-?quan|ads?(?![a-z])|advert|quang-?cao|banner|share|social|rat(?:e|ing)|vote|fb-|zalo"
    r"|captcha|map|weather|thoi-?tiet|gallery|album|lightbox|modal|popup|slide|swiper|owl|player|video|audio|toast"
    r"|loader|overlay|search|login|menu|header|footer|sidebar|widget|tin-?khac|more|view|count|print|qr|chat|toc",
    re.I,
)
_WAITING = lazy_regex(r"(?:dang tai|loading|vui long cho|xin cho|please wait)[^.!?]{0,40}\W*")
_ADDRESS = ("data-url", "data-api", "data-load", "data-src", "data-href", "v-html", "ng-bind-html")
#: Behind the quoted name of a box, and before it.
_FILLED = lazy_regex(
    r"[\"'`][^;]{0,80}?(?:\.innerHTML\s*=|\.html\(|\.load\(|\.append\(|\.prepend\(|\.text\(|insertAdjacentHTML\("
    r"|\.replaceWith\(|render|mount)",
    re.I,
)
_RENDERED = lazy_regex(r"(?:render|mount|createRoot|new [\w.]{1,30}|el)\s?[(:][^;]{0,120}[\"'`][#.]?\Z", re.I)
_AROUND, _MOST_PLACES = 140, 10
#: Frames of graphics that other services draw, and the height in pixels of a frame that holds a whole page.
_GRAPHICS = lazy_regex(
    r"(?:flourish|datawrapper|infogram|canva|genial|tableau|visme|piktochart|shorthand|readymag|tiki-?toki)",
    re.I,
)
_LEAST_HEIGHT = 800
_LONGEST_SCRIPT, _MOST_BOXES, _MOST_NAMES = 200_000, 200, 3
_LONGEST_WAITING, _LONGEST_ASKED = 60, 300


def name_unfilled(page: Page) -> tuple[Problem, ...]:
    """The doubt about a text of few characters or none, if a box or a frame of the page shows more."""
    furniture = Furniture(page)
    if not (_is_box_filled(page, furniture) or _has_frame(page, furniture)):
        return ()
    reason = "left out: a script or a frame of the page fills its article, perhaps with a text"
    return (Problem("body", ProblemCode.HIDDEN_TEXT, reason),)


def _is_box_filled(page: Page, furniture: Furniture) -> bool:
    scripts = [text[:_LONGEST_SCRIPT] for each in page.tagged["script"] if (text := each.text)]
    boxes = [box for box in _find_empty(page) if not furniture.is_outside(box)]
    return any(_is_filled(box, scripts) for box in boxes) or (bool(boxes) and _asks_for_scripts(page))


def _has_frame(page: Page, furniture: Furniture) -> bool:
    """Whether a frame in the column holds a page of its own, which is higher than a clip, or a graphic."""
    frames = (each for each in page.tagged["iframe"] if not furniture.is_outside(each))
    return any(_is_high(each) or _GRAPHICS.search(each.get("src") or "") for each in frames)


def _is_high(frame: Element) -> bool:
    height = (frame.get("height") or "").strip().removesuffix("px")
    return height.isdecimal() and int(height) >= _LEAST_HEIGHT


def _asks_for_scripts(page: Page) -> bool:
    asked = (fold(text_of(each)[:_LONGEST_ASKED]) for each in page.body.iter("noscript"))
    return any("javascript" in text and ("noi dung" in text or "bai viet" in text) for text in asked)


def _find_empty(page: Page) -> Iterator[Element]:
    """The boxes without a text, or with one that says that it is being loaded."""
    empty = (box for box in page.body.iter(*_BOXES) if len(box) <= 1 and _is_empty(box))
    return (box for box in islice(empty, _MOST_BOXES) if not _OTHER.search(names_of(box)))


def _is_empty(box: Element) -> bool:
    text = fold(text_of(box)[: 2 * _LONGEST_WAITING])
    return (not text or _WAITING.fullmatch(text) is not None) and not holds_any(box, "img", "iframe", "input")


def _is_filled(box: Element, scripts: Sequence[str]) -> bool:
    """Whether its attributes or its words say so, or a script that names it."""
    names = names_of(box).split()[-_MOST_NAMES:]
    if any(box.get(name) for name in _ADDRESS) or (names and text_of(box).strip()):
        return True
    return any(name in script and _fills(script, name) for script in scripts for name in names)


def _fills(script: str, name: str) -> bool:
    """Whether a statement of the script puts something into what has this name."""
    parts = script.split(name, _MOST_PLACES)
    before = (_RENDERED.search(part[-_AROUND:]) for part in parts[:-1])
    behind = (_FILLED.match(name.join(parts[n:])[:_AROUND]) for n in range(1, len(parts)))
    return any(before) or any(behind)
