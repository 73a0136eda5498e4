"""Pages of the government portals: no markup is known, only the text that they print."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.normalize.text import fold, is_blank_mark

#: "Lượt xem: 980", below the headline on the portal, above it on its forerunner.
_VIEWS = re.compile(r"^Lượt xem\s*:\s*[\d.,]+$", re.I)
#: In whatever encoding and form the letters with marks are.
_VIEWS_BYTES = b"xem"
#: The counter of visits comes before the headline; its last line is "Tất cả: 32900".
_COUNTER = re.compile(r"^\W*(?:Tất cả|Trong tuần|Hôm nay|Đang online)\s*:\s*[\d.,]+$", re.I)
_PORTAL_BYTES = ("Đang online".encode(), b"anh tin bai", b"image banner", b"image advertisement")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 300
_BOX_TITLES = frozenset(("tin tuc", "chi tiet", "noi dung", "trang chu", "tin moi", "moi hop", "thong bao"))


def _read_portal(page: Page) -> Reading | None:
    """The VNPT portal: headline, then perhaps "Lượt xem: N", then the text; no date is printed."""
    place = _find_last(page.blocks, _COUNTER)
    views = _find_first(page.blocks, _VIEWS)
    title = None
    if views is not None:
        title = _find_headline(page.blocks[:views][::-1])
    elif place is not None:
        title = _find_headline(page.blocks[place + 1 :])
    return read_landmarks(page, title=title, dated=False, bare_captions=True)


def _read_tenant(page: Page) -> Reading | None:
    """Its forerunner of many tenants: "Lượt xem: N", then the headline, then the text; no date is printed."""
    views = _find_first(page.blocks, _VIEWS)
    if views is None:
        return None
    title = _find_headline(page.blocks[views + 1 :])
    return read_landmarks(page, title=title, dated=False, bare_captions=True)


def _find_headline(blocks: Sequence[Block]) -> Title | None:
    for block in blocks[:4]:
        text = block.text
        if block.kind != TEXT or is_blank_mark(text) or fold(text) in _BOX_TITLES:
            continue
        return Title(text, block.parent) if _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE else None
    return None


def _find_first(blocks: Sequence[Block], form: re.Pattern[str]) -> int | None:
    return next((n for n, b in enumerate(blocks) if b.kind == TEXT and form.match(b.text)), None)


def _find_last(blocks: Sequence[Block], form: re.Pattern[str]) -> int | None:
    return next((n for n in reversed(range(len(blocks))) if form.match(blocks[n].text)), None)


def _is_portal(page: Page) -> bool:
    return any(mark in page.data for mark in _PORTAL_BYTES)


def _prints_views(page: Page) -> bool:
    return _VIEWS_BYTES in page.data


READERS = {"gov-portal": Reader(_is_portal, _read_portal), "gov-tenant": Reader(_prints_views, _read_tenant)}
