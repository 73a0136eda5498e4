"""Articles on pages that print and state no date, as on many portals of communes: their addresses are their
headlines with a number.
"""

from urllib.parse import urlsplit

from dvcrawler.extract.generic.kinds.other_kinds import name_other_kind
from dvcrawler.extract.generic.teasers.excerpts import EXCERPTS
from dvcrawler.extract.layout import Reading
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_WORDS, _NUMBER = lazy_regex(r"[a-z0-9]+"), lazy_regex(r"[0-9]{2,}")
#: Words of a headline: names of sections are shorter.
_LEAST_WORDS = 8
#: Characters of text: the page of a section may show as much of one article.
_LEAST_TEXT = 500


def is_article(page: Page, reading: Reading) -> bool:
    """Whether the page is one article by its address and its text, and not of another kind."""
    words = _WORDS.findall(fold(reading.title or ""))
    address = urlsplit(page.url).path.lower().rpartition("-".join(words[:_LEAST_WORDS]))
    if len(words) < _LEAST_WORDS or not address[1] or not _NUMBER.search(address[0] + address[2]):
        return False
    is_long = sum(map(len, (*reading.body, reading.summary or ""))) >= _LEAST_TEXT
    return is_long and EXCERPTS not in reading.problems and name_other_kind(page) is None
