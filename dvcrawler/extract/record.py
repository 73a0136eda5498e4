"""Turns a page into its record, for a crawl, `reparse`, `extract` and library users alike.

`read_record` does it all. A crawl stops at `read_draft`, because its pipelines finish the draft.
"""

from dataclasses import replace

from dvcrawler import __version__
from dvcrawler.extract.drafts import make_draft
from dvcrawler.extract.files.document_subjects import with_subject
from dvcrawler.extract.files.documents import add_documents
from dvcrawler.extract.generic.composition import LEAST_PROSE
from dvcrawler.extract.generic.kinds.albums import PHOTO, is_photo_essay
from dvcrawler.extract.layout_choice import FALLBACKS, choose_layout
from dvcrawler.extract.loading.legacy_pages import convert_page, has_legacy_text, name_converted
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.paging.joining import FindPage, follow_pages
from dvcrawler.extract.refusals import find_refusal, refuse_unread
from dvcrawler.extract.site import Layout, Reading, Site
from dvcrawler.items import Article, Draft, PageCode, Provenance
from dvcrawler.normalize.article import RecordRefused, finish_draft
from dvcrawler.normalize.bylines import names_author
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.urls import Address

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
        return refuse_unread(page, site)
    layout, reading = _read_in_unicode(page, site, found)
    reading = _with_kind(_without_credits(with_subject(add_documents(page, reading))))
    return find_refusal(page, site, layout, reading) or make_draft(
        page, site, layout, reading, address, provenance
    )


def read_part(page: Page, site: Site, address: Address, provenance: Provenance) -> Draft | None:
    """Reads a further page of the article as a draft; None if it cannot be read."""
    try:
        draft = read_draft(page, site, address, provenance)
    except NotAPageError:
        return None
    return draft if isinstance(draft, Draft) else None


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


def _read_in_unicode(page: Page, site: Site, found: tuple[Layout, Reading]) -> tuple[Layout, Reading]:
    """Reads the page once more if its text predates Unicode."""
    converted = convert_page(page.data) if has_legacy_text(found[1]) else None
    again = choose_layout(Page(converted.data, page.url), site.layouts + FALLBACKS) if converted else None
    if converted is None or again is None:
        return found
    layout, reading = again
    return layout, replace(reading, problems=(*name_converted(reading, converted), *reading.problems))
