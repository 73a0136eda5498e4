"""Pictures of the record: a picture's address, with its caption and its credit."""

import re
from collections.abc import Iterator, Sequence

from w3lib.url import safe_url_string

from dvcrawler.extract.block import Block
from dvcrawler.extract.pictures.picture_addresses import is_interface
from dvcrawler.items import Image
from dvcrawler.normalize.bylines import split_credit
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import is_blank_mark, same_text
from dvcrawler.patterns import lazy_regex

#: Lines of a caption that are kept.
_MOST_CAPTIONS = 30
_FILE_NAME = lazy_regex(r"^\S+\.(?:jpe?g|png|gif|webp|bmp)$", re.I)
#: The alt text of every picture on the VNPT portal (units under namdinh.gov.vn, 2024).
_NO_CAPTION = lazy_regex(r"^(?:anh tin bai|image (?:banner|advertisement)|no image|ảnh minh họa)$", re.I)
_BUTTON = (
    r"(?:Phóng to(?: ảnh)?|Thu nhỏ|Xem (?:ảnh|hình) (?:lớn|gốc)|(?:Xem t|T)oàn màn hình|Tải ảnh(?: về)?"
    r"|(?:Nhấn|Bấm|Click|Kích)(?: chuột)?(?: vào)?(?: ảnh| hình)? để (?:phóng to|xem ảnh lớn|xem rõ))"
)
_NUMBER = r"\d{1,3} ?/ ?\d{1,3}"
#: The number of the picture and the buttons of its viewer, around the caption in one element.
_OF_VIEWER = lazy_regex(
    rf"^(?:(?:(?:Ảnh|Hình) {_NUMBER}[ :.–-]{{1,3}}|{_NUMBER} |{_BUTTON} ?)(?=[A-ZÀ-ỸĐ])"
    rf"|[^\w\n]*{_NUMBER}[^\w\n]*$)"
    rf"|(?:(?<=[^\W\dA-ZĐ]){_NUMBER}|(?: ?{_NUMBER})? ?\(?{_BUTTON}\)?){{1,3}}$",
    re.M,
)
#: An address that needs no escaping, as is usual; the test takes a tenth of the time of escaping.
_SAFE = lazy_regex(r"https?://[a-z0-9.:-]+/[\w./~-]*(?:\?[\w.=&-]*)?", re.ASCII)


def build_image(block: Block, captions: Sequence[str], base_url: str, title: str) -> Image | None:
    """A printed caption replaces the alt text, which a quotation mark cuts (baonamdinh.vn, 2010 to 2024)."""
    url = absolute_url(base_url, block.source)
    if url is None or is_interface(url):
        return None
    printed = [text for text in captions if not is_blank_mark(text)]
    alt = "" if _NO_CAPTION.match(block.text) else block.text
    if not printed and len(alt.split()) > 2 and not same_text(alt, title):
        printed = [block.text]
    caption, credit = _join_captions(printed)
    return Image(url if _SAFE.fullmatch(url) else safe_url_string(url), caption, credit)


def _join_captions(printed: Sequence[str]) -> tuple[str | None, str | None]:
    kept: list[str] = []
    credit: str | None = None
    for text in printed[:_MOST_CAPTIONS]:
        if _FILE_NAME.match(text):
            continue
        words, found = split_credit(_OF_VIEWER.sub("", text))
        credit = credit or found
        if words and not any(same_text(words, known) for known in kept):
            kept.append(words)
    return " ".join(kept) or None, credit


def distinct(images: Sequence[Image]) -> Iterator[Image]:
    """The pictures without one that is shown again and says no more, as in a gallery's row of thumbnails."""
    seen: set[str] = set()
    for image in dict.fromkeys(images):
        if image.url not in seen or image.caption or image.credit:
            yield image
        seen.add(image.url)


def captions_of(images: Sequence[Image]) -> Iterator[str]:
    """All captions, to keep them out of the body if a site prints them twice."""
    return (image.caption for image in images if image.caption)
