"""Addresses, headers, feeds, index answers, archive records and arguments made up at random out of the worst
numbers, dates, charsets and host names: nothing but named errors. 50,000 inputs by `make faults`, some
thousand in the default suite.
"""

import contextlib
import gzip
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import quote

import pytest
from scrapy.http import Request
from scrapy.settings import Settings

from dvcrawler.discovery.archives.cdx import Row, read_collections, split_raw
from dvcrawler.discovery.archives.index_answers import read_index
from dvcrawler.discovery.archives.warc_pages import read_kept
from dvcrawler.discovery.argument_parser import NAMES, parse_arguments
from dvcrawler.discovery.feed_files.feed_reader import read_feed, read_sitemap, sitemaps_of
from dvcrawler.discovery.pagers.page_addresses import guess_page, page_number
from dvcrawler.discovery.script_lists.listservice import next_service_page, read_service
from dvcrawler.errors import ConfigError, DvcrawlerError, UsageError
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_draft
from dvcrawler.failures import RequestRefused
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.frontier.article_filter import is_later
from dvcrawler.items import Provenance, utc_text
from dvcrawler.middlewares.offsite import OffsiteMiddleware
from dvcrawler.network.connect_to import parse_connect_to
from dvcrawler.normalize.article import fingerprint, normalize_draft
from dvcrawler.normalize.dates.machine import read_machine_date, read_served
from dvcrawler.normalize.hosts import is_text
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import canonical_url, is_own_host, read_address
from dvcrawler.politeness.pace import read_retry_after
from dvcrawler.setting_checks import KINDS, check_settings
from dvcrawler.storage.backlog import Backlog, PendingCapture
from dvcrawler.storage.warc.message import unpack
from dvcrawler.storage.warc.reader import read_opened

NOW = datetime(2026, 11, 26, tzinfo=UTC)
HOME = "https://baolamdong.vn/"
NUMBERS = (
    "0",
    "7",
    "-1",
    "+1",
    "1_000",
    "٣",
    "१२",
    "３",
    "²",
    "½",
    "Ⅷ",
    "0x1F",
    "1e3",
    "1e400",
    "nan",
    "-inf",
    "Infinity",
    "1.5",
    "1,5",
    "9" * 20,
    "9" * 5000,
    "-" + "9" * 5000,
    "10" * 2200,
    "",
    " 8 ",
    "8\0",
    "200\ud800",
    str(2**63),
    str(2**64),
    "f" * 300,
)
DATES = (
    "0001-01-01T00:00:00+07:00",
    "0000-00-00",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "10000-01-01",
    "-0001-01-01",
    "2024-01-01T24:00:00Z",
    "2016-12-31T23:59:60Z",
    "2024-01-01T00:00:00+99:99",
    "2024-02-30",
    "٢٠٢٤-٠١-٠١T00:00:00Z",
    "2024-01-01T00:00:00Z\0",
    "2024-W01-1",
    "20240101",
    "00010101000000",
    "99991231235959",
    "20180101000061",
    "20180102030405",
    "٢٠١٨٠١٠٢٠٣٠٤٠٥",
    "Mon, 01 Jan 0001 00:00:00 +0700",
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "Mon, 01 Jan 2024 00:00:00 +9999",
    "2024-01-01T08:15:00+07:00",
    "1 giờ trước",
    "9999999 tuần trước",
    "99/99/9999",
    "12/31/9999 23:59",
    "",
)
HOSTS = (
    "baolamdong.vn",
    "a..b",
    ".vn",
    "..",
    "",
    "a" * 64 + ".vn",
    "a." * 127 + "vn",
    "ă" * 64 + ".vn",
    "ă" * 5000,
    "_x.vn",
    "-a.vn",
    "xn--a.vn",
    "xn--" + "9" * 60,
    "\ud800.vn",
    "a\0.vn",
    "a b.vn",
    "a%20.vn",
    "[::1]",
    "[::1",
    "[bad]",
    "[v1.x]",
    "fe80::1%eth0",
    "127.1",
    "0x7f.1",
    "256.1.1.1",
    "u:p@baolamdong.vn",
    "baolamdong.vn:0",
    "baolamdong.vn:99999",
    "baolamdong.vn:²",
    "a。b",
    "²",
    "baolamdong.vn:" + "9" * 5000,
)
CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-7",
    "utf-32",
    "windows-1258",
    "x-user-defined",
    "latin-1",
    "tcvn",
    "big5",
    "hz",
    "iso-2022-jp",
    "rot13",
    "zlib",
    "hex",
    "unicode_escape",
    "mbcs",
    "\0",
    "9" * 5000,
    "ă",
    "",
)
TEXTS = (
    *NUMBERS,
    *DATES,
    *HOSTS,
    *CHARSETS,
    "\ud800",
    "\0",
    "{",
    "[[",
    "]",
    '"',
    "<",
    "&#xD800;",
    "\u202e",
    "\x1b[2J",
)


def paths(chance):
    """A path as a link, a list service or an archive has it."""
    number, stamp = chance.choice(NUMBERS), chance.choice(DATES)
    return chance.choice(
        (
            "/",
            f"/kinh-te/202402/bai-viet-{number}-aaa0001/",
            f"/kinh-te/?page={number}",
            f"/kinh-te/page/{number}/",
            f"/service/api/article/list?first={number}&pageSize={chance.choice(NUMBERS)}",
            f"/web/{stamp}id_/{HOME}x",
            f"/channel/5083/{number}/bai-2540012/",
            f"/{stamp}/bai.aspx",
            f"/x?y={quote(number, errors='replace')}#z",
        )
    )


def address(chance):
    return f"{chance.choice(('http', 'https', 'ftp', ''))}://{chance.choice(HOSTS)}{paths(chance)}"


def of_addresses(chance):
    url = address(chance)
    found = absolute_url(HOME, url) or HOME
    assert is_text(found)
    is_own_host(url, {"baolamdong.vn": "baolamdong.vn"})
    read_address(url, (), {"baolamdong.vn": "baolamdong.vn"})
    any_address(url)
    page_number(found)
    guess_page(found, "page", 2)
    next_service_page(found)
    split_raw(url)
    with contextlib.suppress(ValueError):
        canonical_url(url)
    ask(found)


def ask(url):
    """As the first of the middlewares sees it."""

    class Crawler:
        spider = None
        stats = None

    try:
        OffsiteMiddleware(Crawler()).process_request(Request(url))
    except RequestRefused as refusal:
        assert "\n" not in str(refusal)


def of_headers(chance):
    value = chance.choice((chance.choice(NUMBERS), chance.choice(DATES))) + chance.choice(
        ("", "", " GMT", ";", "\r\n")
    )
    moment = read_retry_after(value.encode("utf-8", "replace"), NOW)
    if moment is not None:
        utc_text(min(moment, NOW))
        assert moment - NOW < NOW - datetime(1900, 1, 1, tzinfo=UTC)
    read_served(value)
    reference = chance.choice((None, NOW, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)))
    read_machine_date(value, reference=reference)
    is_later(value, utc_text(NOW))


def of_feeds(chance):
    entries = "".join(
        f"<url><loc>{address(chance)}</loc><lastmod>{chance.choice(DATES)}</lastmod></url>"
        for _ in range(chance.randrange(4))
    )
    good = f"<url><loc>{HOME}good</loc><lastmod>2024-01-01</lastmod></url>"
    text = f"<urlset>{good}{entries.replace('&', '&amp;')}</urlset>"
    data = text.encode("utf-8", "replace")
    sitemap = read_sitemap(gzip.compress(data) if chance.random() < 0.2 else data)
    for entry in sitemap.entries if sitemap else ():
        is_later(entry.changed, utc_text(NOW))
    read_feed(f"<rss><link>{address(chance)}</link></rss>".encode("utf-8", "replace"))
    sitemaps_of(f"Sitemap: {address(chance)}\nCrawl-delay: {chance.choice(NUMBERS)}")


GOOD = {
    "timestamp": "20180102030405",
    "url": "http://baolamdong.vn/kinh-te/201801/bai-aaa0001/",
    "mime": "text/html",
    "status": "200",
}


def rows(chance):
    """Rows of an index, the first of them good."""
    yield GOOD
    for _ in range(chance.randrange(5)):
        names = ("timestamp", "url", "mime", "status", "filename", "offset", "length")
        changed = {
            chance.choice(names): chance.choice((chance.choice(TEXTS), address(chance), None, 5, 1e300, []))
        }
        yield {**GOOD, "filename": "a.warc.gz", "offset": "5", "length": "7", **changed}


def of_indexes(chance):
    written = [json.dumps(row) for row in rows(chance)]
    written += chance.choices(TEXTS, k=chance.randrange(3))
    found = read_index("\n".join(written).encode("utf-8", "surrogatepass"))
    assert found.rows[0] == Row(GOOD["timestamp"], GOOD["url"])
    names = ["timestamp", "original", "statuscode"]
    table = ",\n".join(json.dumps([row["timestamp"], row["url"], row["status"]]) for row in rows(chance))
    bad = chance.choice(("", f",\n{chance.choice(TEXTS)}", ',\n["' + "9" * 5000 + '"]', ",\n" + "9" * 5000))
    read = read_index(f"[{json.dumps(names)},\n{table}{bad}]".encode("utf-8", "surrogatepass"))
    assert read.rows and read.rows[0].original == GOOD["url"]
    for row in (*found.rows, *read.rows):
        assert utc_text(row.at)
        assert is_text(row.original + row.file)
        assert row.offset < 2**63 and row.length < 2**63
    read_collections(json.dumps([{"cdx-api": address(chance)}, {"cdx-api": HOME}]).encode())
    service = '[{"pageUrl": "/x-aaa0001/", "n": ' + chance.choice(NUMBERS) + "}]"
    read_service(service.encode("utf-8", "surrogatepass"), HOME)


def record(chance, *, good=False):
    """A WARC record; of a bad one any number, date, address and length may be false."""

    def pick(usual, others):
        return usual if good or chance.random() < 0.6 else chance.choice(others)

    body = b"<html><h1>x</h1></html>"
    coding = pick("", ("gzip", "br", "zstd", "x-none", "deflate, gzip"))
    http = (
        (
            f"{pick('HTTP/1.1', TEXTS)} {pick('200', NUMBERS)} OK\r\nContent-Type: text/html; charset={pick('utf-8', CHARSETS)}\r\n"
            f"Content-Encoding: {coding}\r\nTransfer-Encoding: {pick('', ('chunked',))}\r\nDate: {pick('', DATES)}\r\n\r\n"
        ).encode("utf-8", "replace")
        + (b"" if good else pick("", NUMBERS).encode("utf-8", "replace"))
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {pick(HOME, [address(chance)])}\r\nWARC-Date: {pick('2020-01-01T00:00:00Z', DATES)}\r\n"
        f"Content-Length: {pick(str(len(http)), (*NUMBERS, str(len(http) // 2)))}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + http + b"\r\n\r\n"


def of_archives(chance, folder):
    records = [record(chance, good=True), *(record(chance) for _ in range(chance.randrange(4)))]
    path = folder / "fuzz.warc"
    path.write_bytes(b"".join(records))
    kept = list(read_kept(path))
    assert kept[0].url == HOME, "one bad record never hides those before it"
    for each in kept:
        if hasattr(each, "answer"):
            assert utc_text(each.at)
            assert is_text(each.url)
            with contextlib.suppress(ValueError):
                unpack(each.answer)
    list(read_opened(BytesIO(gzip.compress(records[-1])), "range"))


def of_arguments(chance):
    value = chance.choice((chance.choice(TEXTS), address(chance)))
    name = chance.choice([name for name in NAMES if name != "source"])
    source = {"source": "wayback"} if name == "archive" else {}
    try:
        arguments = parse_arguments({name: value, **source})
        arguments.revisit_from(NOW.date())
        arguments.covers(NOW.date())
    except UsageError as error:
        assert len(str(error)) < 400
    with contextlib.suppress(ConfigError):
        parse_connect_to(f"{chance.choice(HOSTS)}={chance.choice(HOSTS)}:{chance.choice(NUMBERS)}")
    setting = chance.choice(list(KINDS))
    with contextlib.suppress(DvcrawlerError):
        check_settings(Settings({setting: chance.choice(TEXTS)}), [setting])


def of_pages(chance):
    """JSON-LD and printed dates, charsets that a header or the page names."""
    date, number, charset = chance.choice(DATES), chance.choice(NUMBERS), chance.choice(CHARSETS)
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": "Bài viết\ud800", "datePublished": date}
    ).replace("}", f', "n": {number}}}')
    text = (
        f'<html><head><meta charset="{chance.choice(CHARSETS)}"><script type="application/ld+json">{linked}</script></head>'
        f"<body><h1>Bài viết {number}</h1><time>{date}</time>{'<p>Một đoạn văn đủ dài để được coi là thân bài.</p>' * 4}</body></html>"
    )
    url = "https://baolamdong.vn/kinh-te/202402/bai-viet-so-1-aaa0001/"
    header = chance.choice((None, f"text/html; charset={charset}"))
    try:
        page = Page(text.encode("utf-8", "replace"), url, header)
        draft = read_draft(page, unknown_site(url), any_address(url), Provenance("live", url, NOW))
    except NotAPageError:
        return
    if hasattr(draft, "native_id"):
        assert is_text(fingerprint(normalize_draft(draft, "fuzz")).title)


MAKERS: tuple[Callable, ...] = (of_addresses, of_headers, of_feeds, of_indexes, of_arguments)


def fuzz(number, seed, folder):
    """`number` inputs; of ten one is a page and one an archive, which cost the most."""
    chance = random.Random(seed)
    for turn in range(number):
        kind = turn % 10
        state = chance.getstate()
        try:
            if kind == 0:
                of_pages(chance)
            elif kind == 1:
                of_archives(chance, folder)
            else:
                chance.choice(MAKERS)(chance)
        except Exception as error:
            raise AssertionError(
                f"seed {seed}, input {turn} (kind {kind}), {hash(str(state[1])):x}"
            ) from error


def test_foreign_numbers_dates_and_hosts_raise_nothing_but_named_errors(tmp_path):
    fuzz(500, 1, tmp_path)


def test_whatever_an_index_says_can_be_kept(tmp_path):
    chance, backlog = random.Random(2), Backlog(tmp_path, "thu")
    try:
        for turn in range(60):
            found = read_index("\n".join(json.dumps(row) for row in rows(chance)).encode())
            captures = [
                PendingCapture("aaa0001", "x", r.stamp, r.original, r.file, r.offset, r.length)
                for r in found.rows
            ]
            backlog.add(f"question {turn}", captures, found.resume)
        assert next(backlog.articles("x"))
    finally:
        backlog.close()


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10, 20))
def test_fifty_thousand_foreign_inputs(tmp_path, seed):
    fuzz(5000, seed, tmp_path)
