"""Why a page gives no article: it is of another kind, a stop page, or a list."""

from dvcrawler.extract.generic.kinds.albums import name_album
from dvcrawler.extract.generic.kinds.bare_pages import is_bare_question, is_register_entry
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.kinds.other_kinds import (
    name_other_kind,
    name_stated_event,
    name_stated_product,
)
from dvcrawler.extract.generic.kinds.questions import name_question
from dvcrawler.extract.generic.layout import LAST_RESORT
from dvcrawler.extract.layout_choice import FALLBACKS
from dvcrawler.extract.loading.interstitials import find_stop_page
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import MAX_TARGET, find_page_ahead
from dvcrawler.extract.site import Layout, Reading, Site
from dvcrawler.families.learning.card_lists import is_card_list
from dvcrawler.items import PageCode
from dvcrawler.normalize.article import RecordRefused
from dvcrawler.normalize.text import fold


def refuse_unread(page: Page, site: Site) -> RecordRefused:
    """Why no layout reads the page: it may be of another kind, or only lead to the article."""
    if (kind := name_other_kind(page)) is not None:
        return RecordRefused(PageCode.NOT_AN_ARTICLE, f"the page is {kind}, not an article")
    more = name_album(page)
    if more is None and (ahead := find_page_ahead(page, site.hosts)) is not None:
        more = f"the page leads on to {ahead[:MAX_TARGET]}"
    return RecordRefused(PageCode.NO_LAYOUT, "no layout reads this page" + (f": {more}" if more else ""))


def find_refusal(page: Page, site: Site, layout: Layout, reading: Reading) -> RecordRefused | None:
    """Refuses a page that only looks like an article."""
    if layout in FALLBACKS and find_stop_page(page.data) is not None:
        reason = "a challenge, error or maintenance page instead of the article"
        return RecordRefused(PageCode.ERROR_PAGE, reason)
    if layout in FALLBACKS and (kind := _name_kind(page, layout, reading)) is not None:
        return RecordRefused(PageCode.NOT_AN_ARTICLE, f"the page is {kind}, not an article")
    if not site.layouts and is_card_list(page, reading):
        return RecordRefused(PageCode.NOT_AN_ARTICLE, "the page is a list, not an article")
    if _is_site_name(reading.title, site):
        return RecordRefused(PageCode.NO_TITLE, "the page has no title but the site's own name")
    return None


def _name_kind(page: Page, layout: Layout, reading: Reading) -> str | None:
    """What the page is instead of an article, in words."""
    if layout in (LAST_RESORT, NOTICE) and (kind := name_stated_event(page)) is not None:
        return kind
    if (kind := name_stated_product(page)) is not None:
        return kind
    is_bare = not (reading.documents or reading.images)
    if is_bare and is_register_entry(reading.body):
        return "an entry of a register of documents, without its text or file"
    if is_bare and is_bare_question(reading.body):
        return "a question without an answer"
    return name_question(page, reading.title or "", reading.section)


def _is_site_name(title: str, site: Site) -> bool:
    """Whether the title is the paper's name, as the first heading of a page without a title often is."""
    return fold(title).removesuffix(" online").removesuffix(" dien tu") == fold(site.title)
