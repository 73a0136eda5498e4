"""What a layout read becomes a draft, with the problems and the id of its article."""

from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler.extract.generic.dates.address_days import find_address_day
from dvcrawler.extract.language import is_english
from dvcrawler.extract.page import Page
from dvcrawler.extract.paging.further_pages import find_further_pages
from dvcrawler.extract.reading_problems import list_problems
from dvcrawler.extract.site import Layout, Reading, Site
from dvcrawler.families.canonical import settle_address
from dvcrawler.items import BODILESS_KINDS, Draft, Problem, ProblemCode, Provenance, find_problem
from dvcrawler.normalize.urls import Address


def with_section(draft: Draft, section: str | None) -> Draft:
    """The draft with the section whose listing led to it, if the page prints no section."""
    if draft.section or not section:
        return draft
    reason = "the page prints none; its listing led to the page"
    problem = Problem("section", ProblemCode.SECTION_FROM_LISTING, reason)
    return replace(draft, section=section, problems=(*draft.problems, problem))


def make_draft(
    page: Page, site: Site, layout: Layout, reading: Reading, address: Address, provenance: Provenance
) -> Draft:
    pages = find_further_pages(page)
    address = settle_address(page, site, address, reading.title)
    problems = (*list_problems(page, reading, pages), *report_shared_id(address))
    return Draft(
        site=site.name,
        language="en" if is_english(reading.body) else site.language,
        provenance=provenance,
        native_id=address.native_id,
        url=address.url,
        url_month=address.month,
        url_stamp=_find_stamp(page, reading, address),
        layout=layout.name,
        kind=_choose_kind(address, reading),
        title=reading.title,
        kicker=reading.kicker,
        summary=reading.summary,
        body=reading.body,
        date_raw=reading.date_raw,
        month_first=reading.month_first,
        modified_raw=reading.modified_raw,
        time_is_false=layout.shows_migrated_times and _is_migrated(site, address),
        byline_raw=reading.byline_raw,
        source_raw=reading.source_raw,
        images=reading.images,
        documents=reading.documents,
        section=reading.section,
        tags=reading.tags,
        problems=problems,
        pages=pages,
    )


def report_shared_id(address: Address) -> tuple[Problem, ...]:
    """The problem of an article whose number another one has; none for any other address."""
    if address.shared is None:
        return ()
    reason = f"another article has the number {address.shared} too"
    return (Problem("id", ProblemCode.SHARED_ID, reason),)


def with_id_of(read: Draft, address: Address) -> Draft:
    """The draft under the id of the address, with the problem of a shared number unless it has one."""
    shared = report_shared_id(address) if find_problem(read.problems, "id") is None else ()
    return replace(read, native_id=address.native_id, problems=(*read.problems, *shared))


def _find_stamp(page: Page, reading: Reading, address: Address) -> str | None:
    """The moment in the address; its day, for a page that prints none."""
    day = find_address_day(page.url) if reading.date_raw is None and address.stamp is None else None
    return day.isoformat() if day is not None else address.stamp


def _is_migrated(site: Site, address: Address) -> bool:
    return site.migrated is not None and site.migrated.search(urlsplit(address.url).path) is not None


def _choose_kind(address: Address, reading: Reading) -> str:
    """The kind by the address, or by the page itself if the address leaves it open."""
    if address.kind in BODILESS_KINDS:
        return address.kind
    return reading.kind or address.kind
