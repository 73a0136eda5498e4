"""Makes a captured page harmless: removes everything that may run, load or lead away.

The sandbox and the Content-Security-Policy around it are what protects the reader; this module keeps the page
from even trying, inserts pictures from the archive, and points its links at captured copies.
"""

import re
from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError

from dvcrawler.normalize.debris import settable
from dvcrawler.normalize.encodings.charsets import declared_codec

#: Elements that are dropped with their contents.
_DROPPED = frozenset(
    "script template iframe frameset noframes object applet audio video svg math title textarea select "
    "option datalist noembed canvas".split()
)
#: Elements that are dropped without their contents: browsers treat most as empty, but the parser may find the
#: whole page in them.
_EMPTY = frozenset(
    "embed source track param link meta base input keygen frame bgsound command portal fencedframe".split()
)
#: Elements that become others: a form must not be sent, a button does nothing.
_RENAMED = {
    "form": "div",
    "button": "span",
    "xmp": "pre",
    "plaintext": "pre",
    "listing": "pre",
    "noscript": "div",
    "marquee": "div",
    "picture": "span",
}
_KEPT = frozenset(
    "alt title class id style width height colspan rowspan align valign bgcolor color border cellpadding "
    "cellspacing lang dir face size start type abbr scope headers hspace vspace nowrap".split()
)
_LAZY = ("src", "data-src", "data-original", "data-lazy-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PART = re.compile(r",\s|(?<=[0-9][wx]),")
_LONGEST_SET = 20_000
_LONGEST_ADDRESS = 4000
_MOST_ADDRESSES = 5000
#: No page nests so deep; serialising deeper trees overflows.
_DEEPEST = 400
_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
#: Constructs by which a style sheet loads files; inline pictures stay.
_LOADS = re.compile(
    r"""url\(\s*(?!["']?\s*data:image/(?!svg))|(?:-webkit-)?(?:image-set|image|src)\(|@import|@charset""",
    re.I,
)

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\([g-zG-Z@(])")
#: Maps addresses to the paths of their copies on this server.
Find = Callable[[Iterable[str]], dict[str, str]]


def make_harmless(body: bytes, content_type: str, url: str, find: Find) -> str | None:
    """The page as HTML without scripts; None if nothing can be read as a page.

    `find` gives the captured copy of each address that has one.
    """
    text = decode_page(body, content_type)
    root = _parse(text)
    if root is None:
        return None
    base = _find_base(root, url)
    elements = list(root.iter())
    # Before anything is dropped: the addresses of a picture are partly in the elements around it.
    named = {element: list(_find_addresses(element, base)) for element in elements}
    addresses = dict.fromkeys(address for found in named.values() for address in found)
    held = find(list(addresses)[:_MOST_ADDRESSES])
    for element in elements:
        _settle(element, named[element], held)
    shown: str = html.tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{shown}"


def decode_page(body: bytes, content_type: str) -> str:
    """The text in the charset that header or page declare."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode(declared_codec(body, content_type), "replace")


def _parse(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return None if _is_too_deep(root) else root


def _is_too_deep(root: Any) -> bool:
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        level = [child for element in level for child in element]
        depth += 1
    return bool(level)


def _find_base(root: Any, url: str) -> str:
    given = root.xpath("string(//base/@href)")
    return _join(url, given) or url if given else url


def _find_addresses(element: Any, base: str) -> Iterable[str]:
    if element.tag == "img":
        texts = [*map(element.get, _LAZY), *_parse_candidates(element)]
    else:
        texts = [element.get("href")] if element.tag in ("a", "area") else []
    return filter(None, (_join(base, text) for text in texts))


def _parse_candidates(image: Any) -> list[str]:
    """The addresses in the `srcset` of a picture and of the `<picture>` around it."""
    boxes = [box for box in islice(image.iterancestors(), 3) if box.tag == "picture"]
    sources = [source for box in boxes for source in islice(box.iter("source"), 20)]
    sets = [each.get(name) or "" for each in (image, *sources) for name in _SETS]
    return list(chain.from_iterable(map(_parse_set, sets)))


def _parse_set(text: str) -> list[str]:
    parts = map(str.split, _PART.split(text[:_LONGEST_SET]))
    return [words[0].rstrip(",") for words in parts if words]


def _join(base: str, address: str | None) -> str | None:
    """An absolute http address; None for any other, and for an invalid one."""
    if not address or len(address) > _LONGEST_ADDRESS:
        return None
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined.partition("#")[0] if parts.scheme in ("http", "https") and parts.netloc else None


def _settle(element: Any, addresses: list[str], held: dict[str, str]) -> None:
    """Drops, renames or strips one element. `addresses`: those it links to or shows."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        if element.getparent() is not None:
            element.drop_tree()
        return
    if tag in _EMPTY:
        element.drop_tag()
        return
    _strip_attributes(element)
    _fill(element, [(held.get(address), address) for address in addresses])
    # Word writes elements such as <o:p> around text.
    element.tag = _RENAMED.get(tag, tag) if _NAME.fullmatch(tag) else "span"


def _strip_attributes(element: Any) -> None:
    for name in list(element.attrib):
        if name not in _KEPT:
            del element.attrib[name]
    if element.get("style"):
        element.set("style", settable(clean_css(element.get("style"))))


def _fill(element: Any, copies: list[tuple[str | None, str]]) -> None:
    """Leads a link or picture to its copy. `copies`: paths of copies by address, None if none is held."""
    tag = element.tag
    if tag == "style":
        element.attrib.clear()
        element.text = settable(clean_css(element.text or ""))
    elif tag in ("a", "area"):
        _redirect_link(element, copies)
    elif tag == "img":
        copy = next((path for path, _ in copies if path), None)
        if copy:
            element.set("src", f"{copy}/bytes")


def _redirect_link(element: Any, copies: list[tuple[str | None, str]]) -> None:
    """A link to a captured copy works, outside the frame; any other only says where it led."""
    for path, address in copies[:1]:
        if path:
            element.set("href", path)
            element.set("target", "_top")
        elif not element.get("title"):
            element.set("title", settable(address))


def clean_css(text: str) -> str:
    """The style without anything that loads files; such declarations become invalid."""
    return _LOADS.sub("none(", _CSS_ESCAPE.sub(_unescape, text))


def _unescape(found: re.Match[str]) -> str:
    """Letters that are hidden by an escape are shown; other escapes are glyphs of an icon font."""
    letter = found[2] or chr(min(int(found[1], 16), 0x10FFFF))
    return letter if letter.isascii() and (letter.isalpha() or letter in "@(:/-") else found[0]
