"""The way from a section to its second page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.date_archives.archive_links import archive_links
from dvcrawler.discovery.date_archives.day_forms import find_day_form
from dvcrawler.discovery.date_archives.posted_archives import posted_months
from dvcrawler.discovery.links import article_links
from dvcrawler.discovery.pagers.next_steps import second_part
from dvcrawler.discovery.pagers.page_addresses import guess_page, is_same_listing, page_number, page_parameter
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.pagers.unshown_pages import find_unshown
from dvcrawler.discovery.pagers.usual_pages import guess_address
from dvcrawler.discovery.periods.link_days import with_days
from dvcrawler.discovery.script_lists.listservice import find_service
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic
from dvcrawler.probe.answers import shorten

_SECOND = 2
ARCHIVE = "an archive of months, days or letters"
_GUESSED = "its usual address, as only a script shows it"


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the second page. `how`: how it was found; `is_guess`: not by the page itself; `why`: what is
    printed if no page is at a guessed address.
    """

    how: str
    step: NextPage
    is_service: bool = False
    is_guess: bool = False
    why: str | None = None


def find_pager(
    page: Page, site: Site, articles: Collection[str] = (), loaded: str | None = None
) -> Pager | str | None:
    """The link to the second page; why it cannot be followed, or None if the page shows none. `articles`:
    the links to those of the page; `loaded`: where a script loads its list from.
    """
    service = find_service(page)
    if service is not None:
        return Pager("the list service behind “Xem thêm”", NextPage(service.url), is_service=True)
    following = next_page(page, 1)
    if following is not None:
        return Pager(_describe_link(following), NextPage(following))
    control = find_control(page, 1, articles)
    if isinstance(control, NextPage):
        how = "a button that posts a form" if control.form is not None else "a button with an address"
        return Pager(how, control)
    part = second_part(loaded) if loaded is not None else None
    if part is not None:
        return Pager("a list that a script loads in parts", NextPage(part))
    return _guess_pager(page, site, control, articles)


def find_last(page: Page) -> str | None:
    """The last page of the listing to which its pager links, where that is not the second."""
    numbered = {page_number(url) or 0: url for url, _ in page.links if is_same_listing(page.url, url)}
    last = max(numbered, default=0)
    return numbered[last] if last > _SECOND else None


def _describe_link(url: str) -> str:
    parameter = page_parameter(url)
    parts = urlsplit(url)
    shown = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return f"?{parameter}= in a link" if parameter else f"a link such as {shorten(shown, 60)}"


def _guess_pager(page: Page, site: Site, fault: str | None, articles: Collection[str]) -> Pager | str | None:
    if fault is None and site.page_parameter is not None:
        step = NextPage(guess_page(page.url, site.page_parameter, 2))
        return Pager(f"?{site.page_parameter}=, usual for its system", step, is_guess=True)
    why = fault or find_unshown(page, 1, articles)
    url = guess_address(page, 2, articles) if why is not None else None
    if url is not None:
        return Pager(_GUESSED, NextPage(url), is_guess=True, why=why)
    parts = _find_parts(page, site) if why is None and is_generic(site) else []
    return Pager(ARCHIVE, parts[-1]) if parts else why


def _find_parts(page: Page, site: Site) -> list[NextPage]:
    """The parts of the archive, the newest first: links, the months for which a form is posted, or the oldest
    day that the page prints, for which a form asks.
    """
    parts = [*map(NextPage, archive_links(page))] or [*posted_months(page, date.max)]
    return parts or [*map(NextPage, _find_day(page, site))]


def _find_day(page: Page, site: Site) -> list[str]:
    form = find_day_form(page)
    if form is None:
        return []
    found = article_links(page, site)
    ids = {each.link: each.address.native_id for each in found}
    days = [each.day for each in with_days(page, found, ids.get) if each.day is not None]
    asked = form.day_before(page, min(days)) if days else None
    return [asked] if asked is not None else []
