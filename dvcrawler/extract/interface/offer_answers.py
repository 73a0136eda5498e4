"""Lines that only those near them show to be of the interface: answers to a question, networks, counters."""

import re
from collections.abc import Callable, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.interface.button_labels import is_button_label, is_network
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.interface.site_offers import is_offer
from dvcrawler.patterns import lazy_regex

#: Lines of one such row, and characters of an answer.
_MOST_OF_ROW, _LONGEST = 6, 40
_CONSENT = lazy_regex(
    r"(?:tôi )?(?:đã )?(?:đồng ý|chấp nhận|hiểu|từ chối|đóng)(?: tất cả)?"
    r"|(?:i )?(?:accept|agree|decline|reject)(?: all)?(?: cookies)?|got it|ok|close"
    r"|(?:cài đặt|tùy chỉnh)(?: cookies?)?|settings",
    re.I,
)
_VERDICT = lazy_regex(r"có|không|(?:rất |chưa |không )?(?:tốt|hài lòng|hữu ích)|bình thường|tệ", re.I)
_PERIOD = lazy_regex(
    r"(?:hôm (?:nay|qua)|(?:trong )?(?:ngày|tuần|tháng|năm)(?: (?:này|trước|nay))?|tổng(?: (?:cộng|số))?"
    r"|tất cả)\s?:?\s?[\d.,]{1,15}",
    re.I,
)


def is_answer(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is a button below a notice on cookies or a question about the page, a network in a row
    that a label of buttons opens, or the visits of a day beside those of all.
    """
    text = blocks[place].text
    if len(text) > _LONGEST:
        return False
    if is_network(text):
        return _is_below(blocks, place, is_network, is_button_label)
    if _CONSENT.fullmatch(text):
        return _is_below(blocks, place, _CONSENT.fullmatch, _speaks_of_cookies)
    if _VERDICT.fullmatch(text):
        return _is_below(blocks, place, _VERDICT.fullmatch, _asks_about_page)
    return _PERIOD.fullmatch(text) is not None and _is_beside_counter(blocks, place)


def _is_below(
    blocks: Sequence[Block], place: int, is_alike: Callable[[str], object], opens: Callable[[str], bool]
) -> bool:
    """Whether a line that opens the row is above, with only lines alike between."""
    for above in reversed(blocks[max(0, place - _MOST_OF_ROW) : place]):
        if above.kind != TEXT or not is_alike(above.text):
            return above.kind == TEXT and opens(above.text)
    return False


def _speaks_of_cookies(text: str) -> bool:
    return "cookie" in text.lower() and is_offer(text)


def _asks_about_page(text: str) -> bool:
    return text.endswith("?") and is_offer(text)


def _is_beside_counter(blocks: Sequence[Block], place: int) -> bool:
    near = (*reversed(blocks[max(0, place - _MOST_OF_ROW) : place]), *blocks[place + 1 : place + 2])
    for each in near:
        if each.kind == TEXT and is_counter(each.text):
            return True
        if each.kind != TEXT or _PERIOD.fullmatch(each.text) is None:
            return False
    return False
