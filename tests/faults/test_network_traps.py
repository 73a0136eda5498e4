"""Listings, sitemaps and feeds without end, or full of what must not be asked for or read."""

import gzip
import re

import pytest

from tests.faults.network import MOST_MEMORY, heal, hold, listening, problems, raw, watch
from tests.faults.network import head as lines
from tests.portal import records
from tests.site import HOST, article, asked, home, last_run, path_of, served, site
from tests.webserver import Answer

SECTION = "/kinh-te/"
XML = "Content-Type: application/xml"


def url(path):
    return f"https://{HOST}{path}"


def sitemap(*urls):
    return "<urlset>" + "".join(f"<url><loc>{each}</loc></url>" for each in urls) + "</urlset>"


def index(*urls, changed=""):
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    entries = "".join(f"<sitemap><loc>{each}</loc>{lastmod}</sitemap>" for each in urls)
    return f"<sitemapindex>{entries}</sitemapindex>"


def robots(*urls):
    return "User-agent: *\nDisallow:\n" + "".join(f"Sitemap: {each}\n" for each in urls)


class Endless(dict):
    """Pages by (host, path), and for every other path what `make` gives for it (None: 404)."""

    def __init__(self, pages, make):
        super().__init__(pages)
        self._make = make

    def get(self, key, default=None):
        if key in self:
            return self[key]
        made = self._make(key[1]) if key[0] == HOST else None
        return default if made is None else made


def page_of(path):
    found = re.search(r"[?]paged=(\d+)", path)
    return int(found[1]) if found else 1


# --- calendars --------------------------------------------------------------------------------------


def linked(number, links):
    following = f'<a rel="next" href="{SECTION}?paged={number + 1}">»</a>'
    return f"<html><body>{links}{following}</body></html>"


def same_articles(number):
    return "".join(f'<a href="{path_of(n)}">bài</a>' for n in range(1, 8))


def new_sections_each_time(number):
    return same_articles(number) + "".join(f'<a href="/muc-{number}-{n}/">mục</a>' for n in range(20))


def two_faces(number):
    """The first half of the articles on one page, the others on the next, and so on for ever."""
    first = 1 if number % 2 else 4
    return "".join(f'<a href="{path_of(n)}">bài</a>' for n in range(first, first + 3))


def dead_links_each_time(number):
    return "".join(f'<a href="{path_of(number * 100 + n)}">bài</a>' for n in range(1, 4))


@pytest.mark.parametrize(
    ("calendar", "most_pages"),
    [
        pytest.param(same_articles, 2, id="the same articles"),
        pytest.param(new_sections_each_time, 2, id="new sections each time", marks=pytest.mark.slow),
        pytest.param(two_faces, 5, id="two faces", marks=pytest.mark.slow),
        pytest.param(dead_links_each_time, 30, id="dead links each time", marks=pytest.mark.slow),
    ],
)
def test_a_listing_without_a_last_page_ends(tmp_path, calendar, most_pages):
    def make(path):
        return linked(page_of(path), calendar(page_of(path))) if path.startswith(f"{SECTION}?") else None

    more = {SECTION: linked(1, calendar(1)), "home": f'<a href="{SECTION}">mục</a>' + home(*range(1, 8))}
    with served(Endless(site(*range(1, 8), **more), make)) as web:
        ended = watch(tmp_path, "-s", f"DVCRAWLER_MAX_PAGES={most_pages}", lead=web.connect_to)
        assert len([path for _, path in web.asked if path.startswith(SECTION + "?")]) < most_pages
        hold(ended, tmp_path, 0, numbers=range(1, 8))
        before = len(web.asked)
        hold(
            watch(tmp_path, "-s", f"DVCRAWLER_MAX_PAGES={most_pages}", lead=web.connect_to),
            tmp_path,
            0,
            numbers=range(1, 8),
        )
        assert len(web.asked) <= 2 * before
    is_cut = calendar is dead_links_each_time  # else a page shows what an earlier one did
    assert ("continues after 30 pages; the rest is skipped" in ended.err) == is_cut


@pytest.mark.slow
def test_a_site_that_answers_every_address_with_the_same_page_ends(tmp_path):
    """A soft 404: status 200, a text that says otherwise, links to sections that are not there either."""
    text = "<html><body><h1>Không tìm thấy trang</h1>" + "".join(f'<a href="/m{n}/">m</a>' for n in range(9))
    with served(Endless({(HOST, "/"): home(*range(1, 9)) + text}, lambda path: text)) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        hold(ended, tmp_path, 13, numbers=[])
        assert len(web.asked) < 60
        assert {outcome for outcome, _ in problems(tmp_path).values()} <= {"unread", "refused"}
        heal(web, *range(1, 9))
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=range(1, 9))


# --- pages full of links ----------------------------------------------------------------------------


def many(kind, number):
    if kind == "articles":
        return "".join(f'<a href="/k/202402/bai-{n:07x}/">b</a>' for n in range(number))
    return "".join(f'<a href="/muc-{n}/">m</a>' for n in range(number))


@pytest.mark.slow
@pytest.mark.parametrize("kinds", [("articles",), ("sections",), ("articles", "sections")], ids="+".join)
def test_a_hundred_thousand_links_on_a_page(tmp_path, kinds):
    """The run is stopped by its limit of requests; the rest waits in the ledger."""
    links = "".join(many(kind, 100_000) for kind in kinds)
    with served(site(1, 2, home=home(1, 2) + links)) as web:
        # A busy machine takes twice the processor time for the same page.
        limits = ("-a", "requests=900", "-s", "DVCRAWLER_READ_SECONDS=60")
        ended = watch(tmp_path, *limits, lead=web.connect_to)
        hold(ended, tmp_path, 17 if "articles" in kinds else 0)
    assert ("leads to 100000 sections; the first 500 are read" in ended.err) == ("sections" in kinds)


@pytest.mark.slow
def test_a_page_that_names_ten_thousand_feeds(tmp_path):
    feeds = "".join(f'<link rel="alternate" type="application/rss+xml" href="/f{n}">' for n in range(10_000))
    pages = site(1, 2, home=f"<html><head>{feeds}</head>{home(1, 2)}")
    with served(pages) as web:
        hold(
            watch(tmp_path, "-s", "DVCRAWLER_MAX_SECTIONS=20", lead=web.connect_to),
            tmp_path,
            0,
            numbers=[1, 2],
        )
        assert len(web.asked) == 4 + 20


# --- sitemaps ---------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_sitemap_of_fifty_thousand_addresses(tmp_path):
    listed = sitemap(*(url(path_of(n)) for n in range(3, 50_003)))
    pages = site(1, 2, 3, robots=robots(url("/s.xml")), **{"/s.xml": listed})
    with served(pages) as web:
        ended = watch(tmp_path, "-a", "requests=500", lead=web.connect_to)
        hold(ended, tmp_path, 17)
    assert len(records(tmp_path)) <= 3


def test_an_index_that_names_itself_ever_newer_and_others_without_end(tmp_path):
    count = iter(range(10**9))

    def make(path):
        if not path.startswith("/s"):
            return None
        n = next(count)
        return index(url("/s0.xml"), url(path), url(f"/s{n + 1}.xml"), changed=f"2024-01-01T00:00:{n}Z")

    with served(Endless(site(1, 2, robots=robots(url("/s0.xml"))), make)) as web:
        ended = watch(tmp_path, "-s", "DVCRAWLER_MAX_SITEMAPS=25", lead=web.connect_to)
        hold(ended, tmp_path, 0, numbers=[1, 2])
        assert len([path for _, path in web.asked if path.startswith("/s")]) == 25
        assert len(asked(web, "/s0.xml")) == 1
    assert ended.err.count("more than 25 sitemaps are named; the others are skipped") == 1


@pytest.mark.slow
def test_an_index_of_ten_thousand_sitemaps(tmp_path):
    pages = site(1, 2, robots=robots(url("/i.xml")))
    pages[HOST, "/i.xml"] = index(*(url(f"/s{n}.xml") for n in range(10_000)))
    with served(Endless(pages, lambda path: sitemap() if path.startswith("/s") else None)) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        hold(ended, tmp_path, 0, numbers=[1, 2])
        assert len(web.asked) < 1010
    assert last_run(tmp_path)["stats"]["dvcrawler/sitemaps_left"] == 9001


# --- XML that is a weapon ---------------------------------------------------------------------------

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)
SECRET = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY h SYSTEM 'http://127.0.0.1:{}/x'>]>"
REMOTE = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:{}/x.dtd'>"
STYLE = "<?xml-stylesheet href='http://127.0.0.1:{}/x.xsl'?>"


def armed(head, tail=""):
    entity = "&a11;" if "a11" in head else "&f;&h;" if "ENTITY" in head else ""
    urls = f"<url><loc>{url(path_of(2))}</loc></url><url><loc>{url('/x')}{entity}</loc></url>"
    items = f"<item><title>{entity}</title><link>{url(path_of(2))}</link></item><item><link>{entity}</link></item>"
    return (f"{head}<urlset>{urls}</urlset>", f"{head}<rss><channel>{items}</channel></rss>")


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS,
        pytest.param(SECRET, marks=pytest.mark.slow),
        pytest.param(REMOTE, marks=pytest.mark.slow),
        pytest.param(STYLE, marks=pytest.mark.slow),
    ],
    ids=["a billion laughs", "a file", "a remote DTD", "a style sheet"],
)
def test_entities_are_neither_unfolded_nor_fetched(tmp_path, head):
    with listening() as (port, touched):
        listed, feed = armed(head.format(port) if "{}" in head else head)
        pages = site(1, 2, home='<link rel="alternate" type="application/rss+xml" href="/f">' + home(1))
        pages |= site(robots=robots(url("/s.xml")), home=pages[HOST, "/"], **{"/s.xml": listed, "/f": feed})
        with served(pages) as web:
            ended = watch(tmp_path, lead=web.connect_to)
            hold(ended, tmp_path, 0)
            assert not any("root:" in path or "ha" * 50 in path for _, path in web.asked)
        assert touched == []
    assert "root:" not in ended.out + ended.err
    assert ended.peak < MOST_MEMORY / 2
    assert not any(b"root:x:" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def packed_bomb():
    return gzip.compress(b"<urlset>" + b" " * 300_000_000 + b"</urlset>", 9)


@pytest.mark.slow
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_bomb_in_a_sitemap_gz(tmp_path, wrapped):
    body = gzip.compress(packed_bomb()) if wrapped else packed_bomb()
    files = {"/s.xml.gz": Answer(body, 200, {"Content-Type": "application/x-gzip"})}
    with served(site(1, 2, robots=robots(url("/s.xml.gz")), **files)) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])


@pytest.mark.slow
def test_a_sitemap_in_gzip_twice_is_read(tmp_path):
    body = gzip.compress(gzip.compress(sitemap(url(path_of(2))).encode()))
    files = {"/s.xml.gz": Answer(body, 200, {"Content-Encoding": "gzip", "Content-Type": "text/xml"})}
    with served(site(1, robots=robots(url("/s.xml.gz")), **files, **{path_of(2): article(2)})) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])


@pytest.mark.slow
def test_a_sitemap_and_a_feed_that_are_broken_cost_only_themselves(tmp_path):
    half = raw(lines("Content-Length: 9999", XML), b"<urlset><url><loc>", reset=True)
    feed = '<link rel="alternate" type="application/rss+xml" href="/f">'
    with served(
        site(1, 2, home=feed + home(1, 2), robots=robots(url("/s.xml")), **{"/s.xml": half, "/f": half})
    ) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])
