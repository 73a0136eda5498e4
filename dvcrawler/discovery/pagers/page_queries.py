"""Pages of a listing that differ in one number of the query, under any parameter name."""

import re
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.normalize.numbers import read_whole

#: Parameters that choose another list, a day, an order or a language, not a page.
_OTHER = re.compile(
    r"id$|^(?:cat|category|c|m|l|loai|nhom|muc|menu|chuyenmuc|danhmuc|linhvuc|tag|type|tab|mod|module)$|cate?$"
    r"|nam$|thang|ngay|year|month|day|date|lang|ngonngu|sort|order|sapxep|size|limit|view|mode|vote|rat(?:e|ing)"
    r"|star|diem|font|width|ver(?:sion)?$|^v$",
    re.I,
)
_LARGEST_NUMBER = 999_999


def turns_by_number(listing: str, url: str) -> bool:
    """Whether the address is that of the listing with one number in its query raised or added."""
    one, other = urlsplit(listing), urlsplit(url)
    if (one.netloc, one.path) != (other.netloc, other.path):
        return False
    before, after = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if len(changed) != 1 or _OTHER.search(key := changed.pop()):
        return False
    old, new = (read_whole(pairs.get(key, "0"), most=_LARGEST_NUMBER) for pairs in (before, after))
    return old is not None and new is not None and new > old
