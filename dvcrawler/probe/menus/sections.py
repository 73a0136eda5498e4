"""The sections that the front page leads to: their articles, and the way to their second page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvcrawler.discovery.links import article_links
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.script_lists.link_templates import find_link_template
from dvcrawler.discovery.script_lists.list_data import as_markup
from dvcrawler.discovery.script_lists.listservice import read_service
from dvcrawler.discovery.script_lists.loaded_lists import LOADED, loads_list
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer, Fetch, fill_page, shorten
from dvcrawler.probe.findings import Section
from dvcrawler.probe.menus.section_names import name_section
from dvcrawler.probe.menus.section_pagers import ARCHIVE, Pager, find_pager

#: Articles of the shortest listing whose second page is looked for.
_FEWEST = 2
#: The fault of a section that may not be asked for.
FORBIDDEN = "robots.txt forbids it"


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


async def read_section(fetch: Fetch, url: str, name: str | None, shared: SharedParts | None) -> ReadSection:
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
        replace(section, title=shorten(page.title, 80) or None),
        page,
        is_loaded=is_loaded,
        loaded=answer.loaded,
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
    fault = None if new or listed.section.pager == ARCHIVE else _find_fault(listed, links)
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
