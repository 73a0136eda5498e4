"""Turns a page into its record, for a crawl, `reparse`, `extract` and library users alike.

`read_record` does it all. A crawl stops at `read_draft`, because its pipelines finish the draft.
"""

from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler import __version__
from dvcrawler.extract.files.document_subjects import with_subject
from dvcrawler.extract.files.documents import add_documents
from dvcrawler.extract.generic.composition import LEAST_PROSE
from dvcrawler.extract.generic.dates.address_days import find_address_day
from dvcrawler.extract.generic.kinds.albums import PHOTO, is_photo_essay, name_album
from dvcrawler.extract.generic.kinds.bare_pages import is_bare_question, is_register_entry
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.kinds.other_kinds import (
    name_other_kind,
    name_stated_event,
    name_stated_product,
)
from dvcrawler.extract.generic.kinds.questions import name_question
from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.language import is_english
from dvcrawler.extract.loading.interstitials import find_stop_page
from dvcrawler.extract.loading.legacy_pages import convert_page, has_legacy_text, name_converted
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.paging.further_pages import find_further_pages
from dvcrawler.extract.paging.joining import FindPage, follow_pages
from dvcrawler.extract.reading_problems import list_problems
from dvcrawler.extract.scripts.refreshes import MAX_TARGET, find_page_ahead
from dvcrawler.extract.site import Layout, Reading, Site
from dvcrawler.families.canonical import settle_address
from dvcrawler.families.learning.card_lists import is_card_list
from dvcrawler.items import (
    BODILESS_KINDS,
    Article,
    Draft,
    PageCode,
    Problem,
    ProblemCode,
    Provenance,
    find_problem,
)
from dvcrawler.normalize.article import RecordRefused, finish_draft
from dvcrawler.normalize.bylines import names_author
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address

#: Layouts that are tried if none of the site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT, NOTICE)
#: The largest article seen has 0.5 MB; reading takes up to thirty times the memory of the bytes.
LARGEST_ARTICLE = 2 * 1024 * 1024
#: Stored with every record.
EXTRACTOR = f"dvcrawler {__version__}"


def read_record(
    page: Page, site: Site, address: Address | None, provenance: Provenance, find_page: FindPage | None = None
) -> Article | RecordRefused:
    """The article on the page, or why the page gives none. Pure: equal arguments give an equal result.

    `address` comes from `address_for_url`; None, for an address that is not an article's, is refused.
    `find_page` gives the further pages of the article; without it they are named as missing.
    """
    if address is None:
        return RecordRefused(PageCode.NOT_AN_ARTICLE, f"not an article address of {site.name}")
    draft = read_draft(page, site, address, provenance)
    if isinstance(draft, RecordRefused):
        return draft
    if find_page is not None:
        draft = follow_pages(draft, find_page, lambda part: read_part(part, site, address, provenance))
    return finish_draft(draft, site.title, EXTRACTOR)


def read_draft(page: Page, site: Site, address: Address, provenance: Provenance) -> Draft | RecordRefused:
    """The content as printed, before dates and names are interpreted, or why it is not read."""
    if len(page.data) > LARGEST_ARTICLE:
        reason = f"{len(page.data)} bytes without its images: no article is that large"
        return RecordRefused(PageCode.TOO_LARGE, reason)
    try:
        found = choose_layout(page, site.layouts + FALLBACKS)
    except NotAPageError as error:
        return RecordRefused(error.page_code, str(error))
    if found is None:
        return _refuse_unread(page, site)
    layout, reading = _read_in_unicode(page, site, found)
    reading = _with_kind(_without_credits(with_subject(add_documents(page, reading))))
    return _find_refusal(page, site, layout, reading) or _make_draft(
        page, site, layout, reading, address, provenance
    )


def read_part(page: Page, site: Site, address: Address, provenance: Provenance) -> Draft | None:
    """Reads a further page of the article as a draft; None if it cannot be read."""
    try:
        draft = read_draft(page, site, address, provenance)
    except NotAPageError:
        return None
    return draft if isinstance(draft, Draft) else None


def with_section(draft: Draft, section: str | None) -> Draft:
    """The draft with the section whose listing led to it, if the page prints no section."""
    if draft.section or not section:
        return draft
    reason = "the page prints none; its listing led to the page"
    problem = Problem("section", ProblemCode.SECTION_FROM_LISTING, reason)
    return replace(draft, section=section, problems=(*draft.problems, problem))


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout that matches the page and gives a reading."""
    for layout in layouts:
        if layout.matches(page):
            reading = layout.read(page)
            if reading is not None:
                return layout, reading
    return None


def _refuse_unread(page: Page, site: Site) -> RecordRefused:
    """Why no layout reads the page: it may be of another kind, or only lead to the article."""
    if (kind := name_other_kind(page)) is not None:
        return RecordRefused(PageCode.NOT_AN_ARTICLE, f"the page is {kind}, not an article")
    more = name_album(page)
    if more is None and (ahead := find_page_ahead(page, site.hosts)) is not None:
        more = f"the page leads on to {ahead[:MAX_TARGET]}"
    return RecordRefused(PageCode.NO_LAYOUT, "no layout reads this page" + (f": {more}" if more else ""))


def _find_refusal(page: Page, site: Site, layout: Layout, reading: Reading) -> RecordRefused | None:
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


def _make_draft(
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


def _without_credits(reading: Reading) -> Reading:
    """The reading without its last lines on who took the pictures or drew, where it names the author."""
    body = list(reading.body)
    is_signed = reading.byline_raw is not None and names_author(reading.byline_raw)
    while is_signed and len(body) > 1 and is_credit_line(body[-1]):
        body.pop()
    return replace(reading, body=tuple(body))


def _with_kind(reading: Reading) -> Reading:
    """The reading with the kind of a photo essay, of which a layout only reads pictures and a lead."""
    is_essay = sum(map(len, reading.body)) < LEAST_PROSE and is_photo_essay(reading.images)
    return replace(reading, kind=PHOTO) if is_essay and reading.kind is None else reading


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


def _is_migrated(site: Site, address: Address) -> bool:
    return site.migrated is not None and site.migrated.search(urlsplit(address.url).path) is not None


def _read_in_unicode(page: Page, site: Site, found: tuple[Layout, Reading]) -> tuple[Layout, Reading]:
    """Reads the page once more if its text predates Unicode."""
    converted = convert_page(page.data) if has_legacy_text(found[1]) else None
    again = choose_layout(Page(converted.data, page.url), site.layouts + FALLBACKS) if converted else None
    if converted is None or again is None:
        return found
    layout, reading = again
    return layout, replace(reading, problems=(*name_converted(reading, converted), *reading.problems))


def _is_site_name(title: str, site: Site) -> bool:
    """Whether the title is the paper's name, as the first heading of a page without a title often is."""
    return fold(title).removesuffix(" online").removesuffix(" dien tu") == fold(site.title)


def _choose_kind(address: Address, reading: Reading) -> str:
    """The kind by the address, or by the page itself if the address leaves it open."""
    if address.kind in BODILESS_KINDS:
        return address.kind
    return reading.kind or address.kind
