"""Login and subscription walls: lines that ask for either before the text continues."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: "Mở khóa bài" is as short as any.
_SHORTEST_LINE, _LONGEST_LINE = 10, 200
_ASKS = lazy_regex(
    r"\b(?:dang nhap|dang ky|mua goi|nang cap|tra phi|thue bao|thanh vien|hoi vien|dai han|premium|vip"
    r"|subscribe|subscribers?|log ?in|sign ?in|thanh toan|mua (?:bao|bai)|thu phi|het .{0,20}mien phi"
    r"|nap (?:them )?(?:sao|xu|tien|the|diem)|mo khoa|gia han|nhap ma"
    r"|\d{1,3} dong (?:mot |moi )?(?:thang|nam|tuan)|tai khoan (?:mien phi|doc gia)"
    r"|(?:for|to) (?:\w+ )?(?:subscribers|members)"
    r"|free (?:articles?|stories)|quet ma(?=.{0,99} (?:tiep|het|toan bo|day du|tron|con lai)\b))\b"
)
_TO_READ = lazy_regex(
    r"\b(?:(?:doc|xem) (?:tiep|het|toan bo|day du|tron|noi dung|bai|them|tin|chi tiet|phan con|duoc)|tiep tuc"
    r"|de (?:doc|xem)(?: \w+){0,3} (?:noi dung|bai|tin|tap|trang|tiep|het)|de (?:doc|xem)$"
    r"|toan bo noi dung|noi dung day du|continue|to read|full article|danh (?:rieng )?cho"
    r"|mo khoa (?:bai|noi dung|tin)|(?:for|to) (?:\w+ )?(?:subscribers|members) only"
    r"|(?:exclusive|only) (?:for|to)"
    r"|con \d\d? (?:phan tram )?noi dung"
    r"|luot (?:doc|xem)|(?:bai|tin) mien phi|chi hien thi (?:voi|cho|doi voi)|duoc (?:doc|xem)"
    r"|free (?:articles?|stories))\b"
)
_ADDRESSED = lazy_regex(
    r"(?:ban|quy|vui long|hay|xin|moi|doc gia|noi dung|bai viet|de (?:doc|xem|tiep)|dang (?:nhap|ky)|mua"
    r"|tra phi|tro thanh|(?:xem|doc) (?:tiep|day du|tron|het|toan bo)|(?:phan|noi dung) tiep theo|con \d\d?"
    r"|please|log ?in|sign ?in|subscribe|this|you|day la|phan con lai|quet ma|mo khoa"
    r"|nhap ma|nap|tiep tuc doc|exclusive"
    r"|chi (?:danh|thanh vien|hoi vien|nguoi dung))\b"
)
#: Purposes of a login or subscription on pages that are not cut.
_OTHERWISE = lazy_regex(
    rf"\b(?:binh luan|comments?|y kien|phan hoi|kenh|{NETWORK}|nhan (?:tin|ban tin)|newsletter|email)\b"
)
#: A counter of readers after the last sentence.
_COUNTER = lazy_regex(r"(?<=[.!?…|;)])\s?[\d.,]{1,12} (?:lượt|lần) (?:xem|đọc)\.?$", re.I)
_BESIDE_WALL = lazy_regex(r"\b(?:goi|quen mat khau|vnd|dong|tai khoan|mat khau|uu dai|hoac|thang|nam)\b")
_PARAGRAPH = 100


def is_wall(text: str) -> bool:
    """Whether the line asks the reader to log in or to pay before the text continues."""
    if not _SHORTEST_LINE <= len(text) <= _LONGEST_LINE:
        return False
    folded = fold(_COUNTER.sub("", text))
    if not (_ADDRESSED.match(folded) and _ASKS.search(folded) and _TO_READ.search(folded)):
        return False
    return _OTHERWISE.search(folded) is None


def ends_in_wall(blocks: Sequence[Block], text: Sequence[str]) -> bool:
    """Whether a wall is below the last paragraph of the text: as a link, or in a box beside it."""
    for block in reversed(blocks):
        if block.kind == TEXT and is_wall(block.text):
            return True
        if len(block.text) >= _PARAGRAPH and block.text in text:
            return False
    return False


def cut_at_wall(blocks: list[Block]) -> tuple[list[Block], bool]:
    """The lines above a paywall; a similar line with a paragraph below it belongs to the article."""
    end = len(blocks)
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if block.kind != TEXT:
            continue
        if is_wall(block.text):
            end = place
        elif not _is_beside_wall(block.text):
            break
    return blocks[:end], end < len(blocks)


def _is_beside_wall(text: str) -> bool:
    """Offers and forms below a wall."""
    if len(text) >= _PARAGRAPH:
        return False
    folded = fold(text)
    return len(text) < 30 or bool(_ASKS.search(folded) or _BESIDE_WALL.search(folded))
