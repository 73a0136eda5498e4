"""Pages that only ask to be loaded again, with the cookie that came with them."""

import re
from urllib.parse import urldefrag, urljoin

from dvcrawler.extract.loading.interstitials import LARGEST_GATE, LONGEST_TEXT, read_words
from dvcrawler.patterns import lazy_regex

_MOST_LINKS = 3
_OWN = r"(?:window\.|document\.|self\.|top\.)?location(?:\.href)?"
#: `location.reload()`, `location = location.href`, `location.replace(location.href)`, `history.go(0)`, and a
#: header that refreshes without an address.
_AGAIN = lazy_regex(
    r"location\s{0,3}\.\s{0,3}reload\s{0,3}\(|history\.go\(\s{0,3}0?\s{0,3}\)"
    rf"|location(?:\.href)?\s{{0,3}}=\s{{0,3}}{_OWN}\b|location\.(?:replace|assign)\(\s{{0,3}}{_OWN}\s{{0,3}}\)"
    r"|http-equiv\s{0,3}=\s{0,3}[\"']?refresh[\"']?\s{1,3}content\s{0,3}=\s{0,3}[\"']?\s{0,3}[0-9]{1,3}\s{0,3};?\s{0,3}[\"'/>]",
    re.I,
)
#: The address that a script or a refresh leads to.
_TARGETS = lazy_regex(
    r"location(?:\.href)?\s{0,3}=\s{0,3}[\"']([^\"'\n]{0,300})[\"']"
    r"|location\.(?:replace|assign)\(\s{0,3}[\"']([^\"'\n]{0,300})[\"']"
    r"|content\s{0,3}=\s{0,3}[\"']?\s{0,3}[0-9]{1,3}\s{0,3};\s{0,3}url\s{0,3}=\s{0,3}['\"]?([^\"'\s>]{1,300})",
    re.I,
)
_WANTS_COOKIES = lazy_regex(
    r"(?:bật|cho phép|kích hoạt|hỗ trợ|chấp nhận|bat|cho phep|kich hoat) (?:tính năng )?cookies?\b"
    r"|(?:enable|accept|allow) (?:your |browser )?cookies"
    r"|cookies? (?:is|are|must be|should be) (?:required|enabled|disabled|not enabled)",
    re.I,
)


def asks_again(data: bytes, url: str) -> bool:
    """Whether the page at `url` is only a request to load it again, or to accept its cookies."""
    if len(data) > LARGEST_GATE or data.lower().count(b"<a ") > _MOST_LINKS:
        return False
    text = read_words(data)
    if len(text) > LONGEST_TEXT:
        return False
    markup = data.decode("utf-8", "replace")
    is_again = _AGAIN.search(markup) or any(_is_same(url, "".join(each)) for each in _TARGETS.findall(markup))
    return bool(is_again) or _WANTS_COOKIES.search(text) is not None


def _is_same(url: str, target: str) -> bool:
    try:
        return urldefrag(urljoin(url, target)).url == urldefrag(url).url
    except ValueError:
        return False
