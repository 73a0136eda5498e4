"""Pages of the government portals: no markup is known, only the text that they print."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.headlines.heading_above import names_site
from dvcrawler.extract.generic.headlines.printed_headline import find_stated, word_headline
from dvcrawler.extract.generic.headlines.section_headings import is_in_address
from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reader, Reading
from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.text import fold, is_blank_mark

#: "Lượt xem: 980", below the headline on the portal, above it on its forerunner.
_VIEWS = re.compile(r"^Lượt xem\s*:\s*[\d.,]+$", re.I)
#: In whatever encoding and form the letters with marks are.
_VIEWS_BYTES = b"xem"
#: The counter of visits comes before the headline; its last line is "Tất cả: 32900".
_COUNTER = re.compile(r"^\W*(?:Tất cả|Trong tuần|Hôm nay|Đang online)\s*:\s*[\d.,]+$", re.I)
_PORTAL_BYTES = ("Đang online".encode(), b"anh tin bai", b"image banner", b"image advertisement")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 300
#: Lines on each side of the counter among which the headline is.
_NEARBY = 6
_BOX_TITLES = frozenset(
    "tin tuc|chi tiet|noi dung|trang chu|tin moi|moi hop|thong bao|thong ke truy cap".split("|")
)


def _read_portal(page: Page) -> Reading | None:
    """The VNPT portal: headline, then perhaps "Lượt xem: N", then the text; no date is printed."""
    views, visits = _find_first(page.blocks, _VIEWS), _find_last(page.blocks, _COUNTER)
    if views is not None:
        return _read(page, page.blocks[:views][::-1], page.blocks[views + 1 :])
    return _read(page, () if visits is None else page.blocks[visits + 1 :])


def _read_tenant(page: Page) -> Reading | None:
    """Its forerunner of many tenants: "Lượt xem: N", then the headline, then the text; no date is printed."""
    views = _find_first(page.blocks, _VIEWS)
    return None if views is None else _read(page, page.blocks[views + 1 :], page.blocks[:views][::-1])


def _read(page: Page, near: Sequence[Block], others: Sequence[Block] = ()) -> Reading | None:
    """`near`: the lines on the side of the counter where the headline is, from there; `others`: those on the
    other side, where it is if the page says so.
    """
    title = _find_named(page, (*near[:_NEARBY], *others[:_NEARBY]))
    title = title or _find_headline(page, near) or _find_headline(page, others)
    return read_landmarks(page, title=title, dated=False, bare_captions=True)


def _find_named(page: Page, lines: Sequence[Block]) -> Title | None:
    """The line that the page states, or the `<h1>`."""
    lines = [each for each in lines if each.kind == TEXT and _may_be_title(each.text)]
    best = find_stated(page, lines) or next((each for each in lines if each.parent.tag == "h1"), None)
    return best and Title(word_headline(page, best), best.parent)


def _may_be_title(text: str) -> bool:
    is_length = _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE
    return is_length and fold(text) not in _BOX_TITLES and not names_site(text, frozenset())


def _find_headline(page: Page, blocks: Sequence[Block]) -> Title | None:
    """The line nearest to the counter; unconfirmed where the page's address says something else."""
    for block in blocks[:4]:
        text = block.text
        if block.kind != TEXT or is_blank_mark(text) or fold(text) in _BOX_TITLES:
            continue
        if not _COUNTER.match(text) and read_date(text).day is None:
            text = word_headline(page, block)
            title = Title(text, block.parent, is_confirmed=is_in_address(page.url, text, 0.5) is not False)
            return title if _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE else None
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
