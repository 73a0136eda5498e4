"""Texts about a picture in attributes: the alternative text, and captions that a script shows.

Lightboxes take them from the picture, the link around it or the item of a gallery: Fancybox and PhotoSwipe
from `data-caption`, lightGallery from `data-sub-html`, Lightbox2 from `data-title`, GLightbox from
`data-description`, older ones from the link's `title`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import cast
from unicodedata import category

from dvcrawler.extract.elements import Element
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_EMOJI = lazy_regex(r"(?<!\S)(?:wp-smiley|emoji|emoticon|smiley)(?!\S)")
_EMOJI_FILE = lazy_regex(r"/(?:emojis?|emoticons?|smileys?|smilies)(?:/|\.php/)", re.I)
#: Characters of an emoji, with those that join its parts.
_LONGEST_EMOJI = 8
_CAPTIONING = lazy_regex(
    r"data-(?:(?:(?:lightbox|fancybox|lg|image|img|photo|picture|pswp|gallery|slb)[-_])?"
    r"(?:caption(?:[-_]html)?|desc(?:ription)?|title)|sub-?html|glightbox)",
    re.I,
)
#: Boxes carry the title of the article for counters and buttons.
_OF_BOX = lazy_regex(r".*(?:caption|html)", re.I)
_TAG = lazy_regex(r"<[^<>]{0,500}>")
#: GLightbox has several settings in one attribute: "title: …; description: …".
_SETTING = lazy_regex(r"^(?:title|description)\s?:\s?", re.I)
#: The selector of an element with the caption, an address, or data for a script.
_NO_TEXT = lazy_regex(r"[#.{\[]|https?:|/")
_FILE_NAME = lazy_regex(r"\S+")
_LONGEST_CAPTION = 2_000
_LEAST_WORDS = 5
#: The link around a picture, and the item around the link.
_MOST_AROUND = 2


def read_emoji(given: Mapping[str, str]) -> str | None:
    """The sign that a picture in the text is printed for; empty if it states none, None for other pictures.

    Scripts of WordPress and Facebook, and the editors of forums, put pictures in place of emoji.
    """
    sign = given.get("alt", "").strip()
    is_sign = 0 < len(sign) <= _LONGEST_EMOJI and not sign.isascii() and category(sign[0]) == "So"
    if is_sign:
        return sign
    return "" if _is_named_emoji(given.get("class", ""), given.get("src", "")) else None


def _is_named_emoji(names: str, address: str) -> bool:
    both = f"{names} {address}".lower()
    if "emo" not in both and "smil" not in both:
        return False
    return _EMOJI.search(names) is not None or _EMOJI_FILE.search(address) is not None


def text_of_picture(image: Element) -> str:
    """The caption that a script shows, else the alternative text, else the title; empty without any."""
    for text in _find_script_captions(image):
        if text:
            return text
    alt = clean_text(image.get("alt", ""))
    if alt and not _FILE_NAME.fullmatch(alt):
        return alt
    return next(filter(None, map(clean_text, _list_titles(image))), alt)


def _find_script_captions(image: Element) -> Iterator[str]:
    yield from _read_captions(image)
    for around in islice(image.iterancestors(), _MOST_AROUND):
        if around.tag == "a":
            yield from _read_captions(around)
        elif (captions := _read_captions(around, is_box=True)) and _is_of_one_picture(around):
            yield from captions


def _is_of_one_picture(box: Element) -> bool:
    return len(list(islice(box.iter("img"), 2))) == 1


def _read_captions(element: Element, *, is_box: bool = False) -> Sequence[str]:
    names = _find_captioning(cast("tuple[str, ...]", tuple(element.keys())))
    if not names:
        return ()
    named = [name for name in names if _OF_BOX.match(name)] if is_box else names
    return [_clean_attribute(str(element.get(name))) for name in named]


@lru_cache(maxsize=1024)  # the pages of a site have pictures with the same attributes
def _find_captioning(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if _CAPTIONING.fullmatch(name))


def _clean_attribute(value: str) -> str:
    """The text of the attribute, which may be HTML; empty if it is not a text."""
    text = clean_text(_TAG.sub(" ", value[:_LONGEST_CAPTION]))
    text = _SETTING.sub("", text.partition("; description")[0])
    return "" if _NO_TEXT.match(text) or " " not in text else text


def _list_titles(image: Element) -> Iterator[str]:
    """The titles of the picture, unless they are short as tooltips are, and of the link to its file."""
    for title in (image.get("title") or "", image.get("aria-label") or ""):
        yield title if title.count(" ") >= _LEAST_WORDS - 1 else ""
    link = next(islice(image.iterancestors("a"), 1), None)
    if link is not None and is_picture_file(link.get("href") or ""):
        yield link.get("title") or ""
