"""Who had an article made: "Tổ chức thực hiện: Lan Anh - Minh Hà". They may be its authors where nobody else
is named, which the line alone does not say.
"""

import re

from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.patterns import lazy_regex

_LABEL = lazy_regex(
    r"(?:^|[\d|•·–—)/-]\s{0,3})"
    r"(?P<line>(?:(?:tổ chức|chỉ đạo)(?: sản xuất| thực hiện)?|chủ biên|đạo diễn)\s?:"
    r"\s?(?P<names>[^:]{2,80})$)",
    re.IGNORECASE,
)
_BETWEEN = lazy_regex(r"\s?[,;&]\s?|\s[-–—]\s|\svà\s")


def find_organisers(text: str) -> str | None:
    """The label and its names, of the line or at the end of a row of facts; None if it names no persons."""
    found = _LABEL.search(text) if ":" in text else None
    if found is None or not all(map(is_sure_name, _BETWEEN.split(found["names"]))):
        return None
    return found["line"]
