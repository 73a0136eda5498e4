"""The one way from a page to a draft: the live crawl, a saved file and the archive all call it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.interstitials import find_stop_page
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.repair import with_hidden_letters
from dvcrawler.extract.site import Site
from dvcrawler.items import BODILESS_KINDS, Draft, Problem, ProblemCode, Provenance
from dvcrawler.normalize.legacy_fonts import may_be_legacy
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address

#: What is tried where none of a site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT)
#: The largest article seen has 0.5 MB; reading takes up to thirty times the memory of the bytes.
LARGEST_ARTICLE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unread:
    """No layout could read the page. `reason` is one line."""

    reason: str


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout whose marks are on the page and that gives a reading."""
    for layout in layouts:
        if layout.marks(page):
            reading = layout.read(page)
            if reading is not None:
                return layout, reading
    return None


def read_article(page: Page, site: Site, address: Address, provenance: Provenance) -> Draft | Unread:
    """Reads the page as an article of the site. Pure: equal arguments give an equal draft."""
    if len(page.data) > LARGEST_ARTICLE:
        return Unread(f"{len(page.data)} bytes without its images: no article is that large")
    try:
        found = choose_layout(page, site.layouts + FALLBACKS)
    except NotAPageError as error:
        return Unread(str(error))
    if found is None:
        return Unread("no layout reads this page")
    layout, reading = _with_hidden_letters(page, site, found)
    if layout in FALLBACKS and find_stop_page(page.data) is not None:
        return Unread("a challenge, error or maintenance page stands there")
    if _is_site_name(reading.title, site):
        return Unread("the page has no title but the site's own name")
    kind = _kind(address, reading)
    path = urlsplit(address.url).path
    return Draft(
        site=site.name,
        native_id=address.native_id,
        url=address.url,
        layout=layout.name,
        title=reading.title,
        body=reading.body,
        provenance=provenance,
        kicker=reading.kicker,
        date_raw=reading.date_raw,
        month_first=reading.month_first,
        time_is_false=bool(layout.shows_migrated_times and site.migrated and site.migrated.search(path)),
        url_month=address.month,
        url_stamp=address.stamp,
        byline_raw=reading.byline_raw,
        source_raw=reading.source_raw,
        summary=reading.summary,
        images=reading.images,
        section=reading.section,
        tags=reading.tags,
        modified_raw=reading.modified_raw,
        language=site.language,
        kind=kind,
        problems=(*_cut_problem(page), *_id_problem(address)),
    )


def _with_hidden_letters(page: Page, site: Site, found: tuple[Layout, Reading]) -> tuple[Layout, Reading]:
    """Read once more where the text is of before Unicode and one of its letters is a soft hyphen."""
    if not may_be_legacy("".join(found[1].body)):
        return found
    data = with_hidden_letters(page.data)
    if data is None or data == page.data:
        return found
    return choose_layout(Page(data, page.url), site.layouts + FALLBACKS) or found


def _cut_problem(page: Page) -> tuple[Problem, ...]:
    """A server that closes the connection early without stating a length leaves no other sign."""
    if b"</html" in page.data[-500:] or b"</html" in page.data or b"</HTML" in page.data:
        return ()
    reason = "the page ends without </html>: it may have been cut on the way"
    return (Problem("body", ProblemCode.TRUNCATED_PAGE, reason),)


def _id_problem(address: Address) -> tuple[Problem, ...]:
    if address.shared is None:
        return ()
    reason = f"another article has the number {address.shared} too"
    return (Problem("id", ProblemCode.SHARED_ID, reason),)


def _is_site_name(title: str, site: Site) -> bool:
    """The first heading of a page without a title is often the paper's name."""
    return fold(title).removesuffix(" online").removesuffix(" dien tu") == fold(site.title)


def _kind(address: Address, reading: Reading) -> str:
    """The address says what a page is; the page itself only where the address does not."""
    if address.kind in BODILESS_KINDS:
        return address.kind
    return reading.kind or address.kind
