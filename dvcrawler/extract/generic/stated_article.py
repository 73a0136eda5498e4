"""Whether a page states that it is one article, for pages whose text cannot be read."""

from dvcrawler.extract.generic.metadata import read_structured
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold

#: Listings also call themselves articles, or state the articles they list.
_LISTING_TYPES = ("website", "object", "profile", "blog")
_LEAST_WORDS, _OPENING = 4, 40


def states_article(page: Page) -> bool:
    """Whether JSON-LD or `og:type` names an article with a day, and its headline is the page's `<title>`."""
    if (page.meta.get("og:type") or "").lower() in _LISTING_TYPES:
        return False
    stated = read_structured(page)
    if not stated.is_article or not stated.dates or not stated.titles:
        return False
    headline = fold(stated.titles[0])
    return len(headline.split()) >= _LEAST_WORDS and headline[:_OPENING] in fold(page.title)
