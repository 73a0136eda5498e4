"""Prices, weather and dates that a site prints on every page: figures of which the text does not speak."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.patterns import lazy_regex

_LONGEST = 70
_N = r"[+-]?\d{1,3}(?:[.,]\d{1,3}){0,4}"
_INDEX = r"(?:VN-?Index|VN-?30|HNX-?(?:Index|30)?|UPCOM-?(?:Index)?|Dow Jones|Nasdaq|S&P 500)"
_MONEY = r"(?:USD|EUR|JPY|GBP|CNY|AUD|CAD|CHF|SGD|THB|KRW|HKD)(?:\s?/\s?VND)?"
_DEGREES = r"-?\d{1,2} ?(?:°|º|độ) ?C"
_INDEXES = lazy_regex(rf"{_INDEX}\s?:?(?:\s{_N})(?:\s[(]?{_N}%?[)]?){{0,3}}", re.I)
_OF_INDEXES = lazy_regex(r"index|chứng khoán|cổ phiếu|hnx|upcom", re.I)
_RATES = lazy_regex(rf"{_MONEY}\s?:?(?:\s{_N}){{2,3}}", re.I)
_OF_RATES = lazy_regex(r"tỷ giá|tỉ giá|ngoại tệ|\b(?:usd|eur|jpy|gbp|cny)\b", re.I)
_GOLD = lazy_regex(rf"mua(?: vào)?\s?:?\s{_N}\W{{1,3}}bán(?: ra)?\s?:?\s{_N}", re.I)
_OF_GOLD = lazy_regex(r"\bvàng\b|ngoại tệ|tỷ giá|tỉ giá", re.I)
_WEATHER = lazy_regex(
    rf"(?:\w{{1,12}} ){{1,4}}{_DEGREES}|độ ẩm\s?:?\s\d{{1,3}} ?%|hôm nay\s?:\s{_DEGREES}\s?[-–]\s?{_DEGREES}",
    re.I,
)
_OF_WEATHER = lazy_regex(r"thời tiết|nhiệt độ|độ ẩm|°|độ C\b", re.I)
_LUNAR = lazy_regex(r"âm lịch\s?:\s?\d{1,2}/\d{1,2}(?:/[\w ]{1,12})?", re.I)
_OF_LUNAR = lazy_regex(r"âm lịch|rằm|mùng", re.I)
#: What each kind of line is, and the words of a text that speaks of it.
_KINDS = (
    (_INDEXES, _OF_INDEXES),
    (_RATES, _OF_RATES),
    (_GOLD, _OF_GOLD),
    (_WEATHER, _OF_WEATHER),
    (_LUNAR, _OF_LUNAR),
)
#: The line above such figures.
_HEADING = lazy_regex(
    r"(?:giá )?vàng (?:sjc|nhẫn|9999|doji|pnj)|tỷ giá|chứng khoán|thời tiết|dự báo thời tiết", re.I
)
_DAY = r"(?:thứ (?:\w{2,4}|\d)|chủ nhật)\W{1,3}(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_TODAY = lazy_regex(_DAY, re.I)
_SECONDS = r"\d{1,2}:\d\d:\d\d(?: ?(?:sa|ch|am|pm)(?!\w))?(?: ?\(?gmt ?\+7\)?)?"
#: A clock that goes on while the page is read, which has seconds.
_CLOCK = lazy_regex(rf"(?:bây giờ là\W{{1,3}})?(?:{_DAY}\W{{1,4}}{_SECONDS}|{_SECONDS}\W{{1,4}}{_DAY})", re.I)


def find_tickers(blocks: Sequence[Block], title: str) -> set[int]:
    """The places of two or more such lines below one another; one may be their heading or the date. And
    those of clocks.
    """
    found = {place: topic for place, topic in _find_lines(blocks) if topic is not None}
    places = _list_foreign(found, blocks, title) if found else set()
    places.update(_find_headings(tuple(places), blocks))
    rows = {place for place in places if not places.isdisjoint((place - 1, place + 1))}
    return rows.union(place for place, block in enumerate(blocks) if _is_clock(block))


def _find_headings(places: Iterable[int], blocks: Sequence[Block]) -> Iterator[int]:
    """The places right above those, of headings and dates."""
    return (place - 1 for place in places if place and _is_heading(blocks[place - 1]))


def _list_foreign(found: Mapping[int, re.Pattern[str]], blocks: Sequence[Block], title: str) -> set[int]:
    """The places of those on which neither the headline nor the text has a word."""
    prose = [title, *(block.text for block in blocks if len(block.text) >= PROSE)]
    own = {topic for topic in set(found.values()) if any(map(topic.search, prose))}
    return {place for place, topic in found.items() if topic not in own}


def _find_lines(blocks: Sequence[Block]) -> Iterator[tuple[int, re.Pattern[str] | None]]:
    for place, block in enumerate(blocks):
        if block.kind == TEXT and len(block.text) <= _LONGEST:
            yield place, _find_topic(block.text)


def _find_topic(text: str) -> re.Pattern[str] | None:
    if not any(map(str.isdigit, text)):
        return None
    return next((topic for line, topic in _KINDS if line.fullmatch(text)), None)


def _is_clock(block: Block) -> bool:
    is_short = block.kind == TEXT and len(block.text) <= _LONGEST
    return is_short and block.text.count(":") > 1 and _CLOCK.fullmatch(block.text) is not None


def _is_heading(block: Block) -> bool:
    return _HEADING.fullmatch(block.text) is not None or _TODAY.fullmatch(block.text) is not None
