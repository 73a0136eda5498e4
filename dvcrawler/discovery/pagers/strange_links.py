"""Links of a pager that lead to an address nobody takes for the next page: named, not passed over."""

from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.number_rows import is_in_pager
from dvcrawler.discovery.pagers.page_forms import is_on_host
from dvcrawler.discovery.pagers.pagination import page_number
from dvcrawler.extract.page import Page
from dvcrawler.normalize.urls import canonical_url

#: Characters of the address in the message.
_MOST_SHOWN = 200


def find_strange(page: Page, number: int) -> str | None:
    """Why the pager cannot be followed, on the first page of a listing: on later ones, such links often lead
    to the same page or to the first one.
    """
    if number > 1:
        return None
    own = canonical_url(page.url).rstrip("/")
    for url, anchor in page.links:
        if not is_next_word(anchor) or not is_on_host(page, url) or page_number(url) in (0, 1):
            continue
        is_pager = is_in_pager(anchor)
        if is_pager and canonical_url(url).rstrip("/") != own:
            return f"its pager leads to {url[:_MOST_SHOWN]}, which does not look like its next page"
    return None
