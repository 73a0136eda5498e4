"""The sections that the front page leads to: their articles, and the way to their second page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.discovery.links import article_links
from dvcrawler.discovery.listings.loaded_lists import LOADED, loads_list
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.pagers.archive_links import archive_links
from dvcrawler.discovery.pagers.link_templates import find_link_template
from dvcrawler.discovery.pagers.list_data import as_markup
from dvcrawler.discovery.pagers.listservice import find_service, read_service
from dvcrawler.discovery.pagers.next_steps import second_part
from dvcrawler.discovery.pagers.page_forms import NextPage
from dvcrawler.discovery.pagers.pager_controls import find_control
from dvcrawler.discovery.pagers.pagination import (
    guess_page,
    is_same_listing,
    next_page,
    page_number,
    page_parameter,
)
from dvcrawler.discovery.pagers.posted_months import posted_months
from dvcrawler.discovery.pagers.unshown_pages import find_unshown
from dvcrawler.discovery.pagers.usual_pages import guess_address
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.learning.address_shape import INDEXES
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer, Fetch, shorten
from dvcrawler.probe.findings import Section
from dvcrawler.probe.loaded import fill_page

#: Articles of the shortest listing whose second page is looked for.
_FEWEST = 2
_SECOND = 2
_LONGEST_NAME = 60
#: The fault of a section that may not be asked for.
FORBIDDEN = "robots.txt forbids it"
_PAGE_FOLDERS = ("pages", "sitepages", "lists", "forms")
_ARCHIVE = "an archive of months, days or letters"
_GUESSED = "its usual address, as only a script shows it"


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section with the links to articles, as printed, on the pages of it that were read. `second`: the
    second of them. `is_loaded`: a script loads the list; `loaded`: from this address.
    """

    section: Section
    page: Page | None = None
    links: tuple[str, ...] = ()
    second: Page | None = None
    is_loaded: bool = False
    loaded: str | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the second page. `how`: how it was found; `is_guess`: not by the page itself; `why`: what is
    said if there is no page at a guessed address.
    """

    how: str
    step: NextPage
    is_service: bool = False
    is_guess: bool = False
    why: str | None = None


def name_section(url: str) -> str:
    """A name for `-a section=`: the last part of the path, without its ending, and what the query says."""
    parts = urlsplit(url)
    *folders, last = unquote(parts.path).rstrip("/").split("/")
    stem, dot, ending = last.rpartition(".")
    name = (stem if dot and len(ending) <= 5 else last) or "front"
    if name.lower() in INDEXES and not parts.query:  # `/tin-xa/tabid/11/Default.aspx`
        found = [*filter(None, map(_name_folder, reversed(folders), ["", *reversed(folders)]))]
        # SharePoint keeps the pages of each section in a folder of this name.
        name = next((each for each in found if each.lower() not in _PAGE_FOLDERS), next(iter(found), name))
    values = [re.sub(r"[^\w-]+", "-", value) for _, value in parse_qsl(parts.query)]
    return "-".join([name, *values])[:_LONGEST_NAME]


def name_host(front: str) -> str:
    """What a host is called whose front page is a section: `thethao` of `https://thethao.example.vn/`."""
    return (urlsplit(front).hostname or "").removeprefix("www.").partition(".")[0]


def _name_folder(folder: str, after: str) -> str:
    """The folder, if it is neither a number nor what the number after it counts: `/tabid/11/`."""
    return "" if folder.isdecimal() or after.isdecimal() else folder


async def read_section(
    fetch: Fetch, url: str, name: str | None, shared: SharedParts | None = None
) -> ReadSection:
    """The first page of a section. `shared`: what it shares with the front page, to fill it with the list
    that a script loads.
    """
    answer = await fetch.get(url)
    answer = await fill_page(fetch, answer, shared) if shared is not None else answer
    fault = FORBIDDEN if answer.outcome == "robots" else answer.fault
    section = Section(name or name_section(url), url, fault=fault)
    page = answer.page
    if page is None:
        return ReadSection(replace(section, fault=fault or "it is not a page"))
    if canonical_url(answer.url).rstrip("/") != canonical_url(url).rstrip("/"):
        section = replace(section, fault=f"it redirects to {shorten(answer.url)}")
    is_loaded = loads_list(page, shared.texts if shared is not None else ())
    return ReadSection(
        replace(section, title=_read_title(page)), page, is_loaded=is_loaded, loaded=answer.loaded
    )


def count_articles(listed: ReadSection, site: Site) -> ReadSection:
    """The section with its articles, by the address rule that `site` has by now."""
    if listed.page is None:
        return listed
    found = article_links(listed.page, site)
    is_loaded = listed.is_loaded or loads_list(listed.page)
    fault = LOADED if not found and is_loaded else listed.section.fault
    section = replace(listed.section, articles=len(found), fault=fault)
    return replace(listed, section=section, links=tuple(each.link for each in found))


def count_again(listed: ReadSection, site: Site) -> ReadSection:
    """The section with the articles of both its pages, by the final rule of the site."""
    counted = count_articles(listed, site)
    section = replace(listed.section, articles=counted.section.articles)
    if listed.second is None:
        return replace(listed, section=section)
    return _add_links(
        replace(counted, section=section), [each.link for each in article_links(listed.second, site)]
    )


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
    parts = _find_parts(page) if why is None and is_generic(site) else []
    return Pager(_ARCHIVE, parts[-1]) if parts else why


def _find_parts(page: Page) -> list[NextPage]:
    """The parts of the archive, the newest first: links, or the months for which a form is posted."""
    return [*map(NextPage, archive_links(page))] or [*posted_months(page, date.max)]


async def try_pager(fetch: Fetch, listed: ReadSection, site: Site) -> ReadSection:
    """The section with the findings of its second page."""
    section, page = listed.section, listed.page
    if page is None or section.articles < _FEWEST:
        return listed
    pager = find_pager(page, site, listed.links, listed.loaded)
    if not isinstance(pager, Pager):
        return replace(listed, section=replace(section, pager_fault=pager))
    answer = await fetch.get(pager.step.url, pager.step.form)
    template = find_link_template(page)
    links = _read_links(answer, site, template, is_service=pager.is_service)
    if pager.is_guess and not set(links or ()).difference(listed.links):
        # Without a reason, the section may have one page only.
        return replace(listed, section=replace(section, pager_fault=pager.why))
    section = replace(section, pager=pager.how)
    listed = replace(listed, second=None if pager.is_service else _read_part(answer, template))
    if links is None:
        return replace(listed, section=replace(section, pager_fault=answer.fault or "it is not a page"))
    return _add_links(replace(listed, section=section), links)


def _add_links(listed: ReadSection, links: Sequence[str]) -> ReadSection:
    """`links`: to the articles on the second page."""
    new = [link for link in links if link not in listed.links]
    fault = None if new or listed.section.pager == _ARCHIVE else _find_fault(listed, links)
    section = replace(listed.section, new_on_second=len(new), pager_fault=fault)
    return replace(listed, section=section, links=(*listed.links, *new))


def _find_fault(listed: ReadSection, links: Sequence[str]) -> str | None:
    """Why a second page without new articles is the wrong one. With a few of the first page, those of the
    boxes beside every list, it is the end: some portals link to a page after the last.
    """
    if not links:
        return "it brings no articles"
    return "it brings the same articles again" if 2 * len(links) > len(listed.links) else None


def _read_links(
    answer: Answer, site: Site, template: str | None, *, is_service: bool
) -> Sequence[str] | None:
    if is_service:
        try:
            return read_service(answer.body, answer.url) if answer.is_ok else None
        except NotAPageError:
            return None
    page = _read_part(answer, template)
    return None if page is None else [each.link for each in article_links(page, site)]


def _read_part(answer: Answer, template: str | None) -> Page | None:
    """The page, or the part of a list that a script is sent as JSON. `template`: how the page writes the
    addresses of items.
    """
    try:
        markup = as_markup(answer.body, template, answer.url) if answer.is_ok else answer.body
    except NotAPageError:
        return None
    return answer.page if markup is answer.body else Page(markup, answer.url, "text/html; charset=utf-8")


def _read_title(page: Page) -> str | None:
    return shorten(page.title, 80) or None
