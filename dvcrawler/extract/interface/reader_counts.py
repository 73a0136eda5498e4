"""Lines that count readers, or say how long reading takes."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import Block
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_LONGEST_COUNTER, _LONGEST_LABEL = 120, 40
_DIGIT = lazy_regex(r"\d")
_NUMBER = lazy_regex(r"\d+(?:k|m|n)?")
#: A counter is made of these words and a number, in folded form, and names something that is counted.
_COUNTED = frozenset(
    "xem doc nghe truy view views viewed hit hits read reads thich chia binh like likes share shares comment "
    "dislike dislikes comments luot online click clicks download downloads xuong".split()
)
_COUNTER_WORDS = _COUNTED | frozenset(
    "so tong nguoi lan da duoc co la cap nhap tai ve se luan bai viet nay trang tin hom nghin trieu luong "
    "khong count chon danh gia diem phieu bau sao vote votes rating "
    "dang ngay luc gio nhat thu hai ba tu nam sau bay chu page in gui email".split()
)
_MOST_COUNTER_WORDS = 24
#: "Số lần tải về: 45", where the word for loading alone is also that for a place.
_DOWNLOADS = lazy_regex(
    r"(?:(?:tong )?so )?(?:luot |lan )?tai (?:ve|xuong|file|tep)(?: file| tai lieu| van ban)?"
    r" \d[\d ]*(?:lan|luot)?"
)
_COUNTER_LABEL = lazy_regex(
    r"(?:(?:so|tong so) )?(?:luot|lan|nguoi) (?:xem|doc|truy cap|tai)|da xem|views?|view count|hits"
)
_TRAILING_COUNTER = lazy_regex(
    r"[\s|(\[–-]{0,5}\b(?:số )?l(?:ượt|ần) (?:xem|đọc|truy cập|người xem|tải)\s?:\s?[\d.,]{1,15}"
    r"(?: l(?:ượt|ần))?[)\].]{0,3}$",
    re.I,
)
#: A number beside an eye, a heart or a balloon.
_ICON_COUNTER = lazy_regex(r"[👁👀💬👍❤♥♡😀-🙏🤣\ufe0f\ufe0e\d.,\skKmM]{3,40}")
#: NukeViet: "Tổng số điểm của bài viết là: 0 trong 0 đánh giá", "Xếp hạng: 5 - 1 phiếu bầu";
#: others: "Đánh giá bài viết 0/5".
_RATING = lazy_regex(
    r"tong so diem cua bai viet la \d+ trong \d+ danh gia|danh gia bai viet \d(?: \d)?\W?5(?: sao| diem)?"
    r"|xep hang \d(?: \d)? \d{1,6} phieu bau"
)
#: "3 phút đọc", "Thời gian đọc: khoảng 3 phút", "5 min read".
_READING_TIME = lazy_regex(
    r"(?:(?:thoi gian|doc trong|uoc tinh|khoang|mat) ){0,3}(?:doc )?(?:uoc tinh )?(?:khoang )?"
    r"\d{1,3} (?:phut|giay|p)(?: de)?(?: doc)?"
    r"|(?:reading time |read time )?\d{1,3} ?(?:min|mins|minutes?)(?: read)?"
)


def is_reading_time(text: str) -> bool:
    """Whether the line only says how long the article takes to read: "3 phút đọc"."""
    if len(text) > _LONGEST_LABEL or not _DIGIT.search(text):
        return False
    folded = fold(text)
    return ("doc" in folded or "read" in folded) and _READING_TIME.fullmatch(folded) is not None


def is_counter(text: str) -> bool:
    """Whether the line counts readers: it changes with every visit and says nothing about the article."""
    if len(text) > _LONGEST_COUNTER or not _DIGIT.search(text):
        return False
    if text.startswith(("Tổng số điểm", "Đánh giá bài viết", "Xếp hạng")) and _RATING.fullmatch(fold(text)):
        return True
    if not text[0].isalnum() and _ICON_COUNTER.fullmatch(text):
        return True
    folded = fold(text)
    if "tai " in folded and _DOWNLOADS.fullmatch(folded):
        return True
    return _are_counting(folded.replace("phan hoi", "comment").split())


def _are_counting(words: Sequence[str]) -> bool:
    if len(words) > _MOST_COUNTER_WORDS or _COUNTED.isdisjoint(words):
        return False
    return all(word in _COUNTER_WORDS or _NUMBER.fullmatch(word) for word in words)


def is_counter_label(text: str) -> bool:
    """Whether the line says what the number beside it counts: "Lượt xem"."""
    return len(text) <= _LONGEST_LABEL and bool(_COUNTER_LABEL.fullmatch(fold(text)))


def strip_counter(block: Block) -> Block:
    """The paragraph without a counter after its last word."""
    tail = block.text[-60:]
    found = _TRAILING_COUNTER.search(tail) if "ượt" in tail or "ần" in tail else None
    if found is None:
        return block
    return block._replace(text=block.text[: len(block.text) - len(found.group())])
