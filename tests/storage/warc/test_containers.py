"""ARC, WACZ, zstd, xz, bzip2 and `resource` records give the same articles as WARC does, and what is broken is named."""

import bz2
import gzip
import io
import lzma
import sys
import zipfile

import pytest

from dvcrawler.discovery.archives.warc_pages import find_files, read_kept
from dvcrawler.storage.warc import containers
from dvcrawler.storage.warc.containers import read_archive
from dvcrawler.storage.warc.message import received
from dvcrawler.storage.warc.reader import Damage, Large, Record
from tests.portal import crawl, records
from tests.site import HOST, SITE, article, path_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAY = "2024-03-01T02:03:04Z"


def url_of(number):
    return f"https://{HOST}{path_of(number)}"


def answer(number):
    body = article(number).encode()
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
        + body
    )


def record(block, url, kind="response", content_type="application/http; msgtype=response"):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nWARC-Date: {DAY}\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def responses():
    return [record(answer(number), url_of(number)) for number in (1, 2, 3)]


def resources():
    return [record(article(n).encode(), url_of(n), "resource", "text/html; charset=utf-8") for n in (1, 2, 3)]


def arc_records():
    about = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    yield b"filedesc://test.arc 0.0.0.0 20240301020304 text/plain %d\n" % len(about) + about + b"\n"
    yield b"dns:%s 1.2.3.4 20240301020304 text/dns 5\nhello\n" % HOST.encode()
    for number in (1, 2, 3):
        block = answer(number)
        yield f"{url_of(number)} 1.2.3.4 20240301020304 text/html {len(block)}\n".encode() + block + b"\n"


def second_arc_records():
    """Version 2: status, checksum, place and file name stand before the length."""
    about = b"2 0 Test\nURL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length\n"
    yield (
        b"filedesc://test.arc 0.0.0.0 20240301020304 text/plain 200 - - 0 test.arc %d\n" % len(about)
        + about
        + b"\n"
    )
    for number in (1, 2, 3):
        block = answer(number)
        fields = f"1.2.3.4 20240301020304 text/html 200 AB12 - {number} test.arc {len(block)}\n"
        yield f"{url_of(number)} {fields}".encode() + block + b"\n"


def ranges():
    """Answers to a request for the bytes from the first on."""
    for number in (1, 2, 3):
        size = len(article(number).encode())
        status = f"206 Partial Content\r\nContent-Range: bytes 0-{size - 1}/{size}"
        yield record(answer(number).replace(b"200 OK", status.encode()), url_of(number))


def chunked(block):
    """An answer in three chunks, without the header that says so."""
    head, _, body = block.partition(b"\r\n\r\n")
    parts = (body[:100], body[100:110], body[110:], b"")
    return head + b"\r\n\r\n" + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return packed.getvalue()


def with_dictionary(data):
    dictionary = zstd.ZstdDict(b"WARC/1.1\r\nWARC-Type: response" * 20, is_raw=True)
    held = dictionary.dict_content
    frame = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    return frame + b"".join(zstd.compress(each, zstd_dict=dictionary) for each in data)


def members(data):
    return b"".join(map(gzip.compress, data))


HINTS = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
TUNNEL = b"HTTP/1.1 200 Connection established\r\n\r\n"
#: What crawlers keep beside pages.
BESIDE = [
    record(b"20240301020304\nx 60 IN A 1.2.3.4\n", f"dns:{HOST}", content_type="text/dns"),
    record(b"domain: x", f"whois://whois.example/{HOST}", content_type="text/plain"),
    record(b"GET / HTTP/1.1\r\n\r\n", url_of(1), "request", "application/http; msgtype=request"),
    record(b"fetchTimeMs: 12\r\n", url_of(1), "metadata", "application/warc-fields"),
    record(b"log", "urn:X-wpull:log", "resource", "text/plain"),
    record(b"picture", f"screenshot:{url_of(1)}", "resource", "image/jpeg"),
    record(b"text", f"urn:text:{url_of(1)}", "resource", "text/plain"),
]


FORMS = {
    "x.warc": b"".join(responses()),
    "x.warc.zst": b"".join(map(zstd.compress, responses())),
    "whole.warc.zst": zstd.compress(b"".join(responses())),
    "dictionary.warc.zst": with_dictionary(responses()),
    "x.arc": b"".join(arc_records()),
    "x.arc.gz": members(arc_records()),
    "x.wacz": zipped(archive__one_warc_gz=members(responses()), datapackage_json="{}"),
    "zstd.wacz": zipped(archive__one_warc_zst=zstd.compress(b"".join(responses()))),
    "two.wacz": zipped(archive__one_warc=responses()[0], archive__two_arc_gz=members(arc_records())),
    "resource.warc": b"".join(resources()),
    "resource.warc.gz": members(resources()),
    "no-scheme.warc": b"".join(each.replace(b"https://", b"", 1) for each in resources()),
    "no-scheme-either.warc": b"".join(each.replace(b": https://", b": //", 1) for each in responses()),
    "x.warc.xz": lzma.compress(b"".join(responses())),
    "x.warc.bz2": bz2.compress(b"".join(responses())),
    "twice.warc.gz": gzip.compress(members(responses())),
    "zstd-in-gzip.warc.gz": gzip.compress(zstd.compress(b"".join(responses()))),
    "members.warc.bz2": b"".join(map(bz2.compress, responses())),
    "whole.arc.gz": gzip.compress(b"".join(arc_records())),
    "x.arc.bz2": bz2.compress(b"".join(arc_records())),
    "second.arc": b"".join(second_arc_records()),
    "second.arc.gz": members(second_arc_records()),
    "ranges.warc": b"".join(ranges()),
    "small-letters.warc": b"".join(responses()).replace(b"WARC/1.1", b"warc/1.0"),
    "small-letters.warc.gz": members(each.replace(b"WARC/1.1", b"warc/1.0") for each in responses()),
    "date.warc": b"".join(responses()).replace(DAY.encode(), b"Fri, 01 Mar 2024 02:03:04 GMT"),
    "offset.warc": b"".join(responses()).replace(DAY.encode(), b"Fri, 01 Mar 2024 09:03:04 +0700"),
    "chunks.warc": b"".join(record(chunked(answer(n)), url_of(n)) for n in (1, 2, 3)),
    "answers.warc": b"".join(
        record(answer(n), url_of(n), "resource", kind)
        for n, kind in ((1, "application/http; msgtype=response"), (2, "text/html"), (3, ""))
    ),
    "mark.warc": b"\xef\xbb\xbf" + b"".join(responses()),
    "blank.warc": b"\r\n\r\n" + b"".join(responses()),
    "X.WARC.GZ": members(responses()),
    "stopped.warc.gz.open": members(responses()),
    "collection.wacz": zipped(
        datapackage_json="{}", one_wacz=zipped(archive__one_WARC_GZ=members(responses()))
    ),
    "zstd-in-zstd.warc.zst": zstd.compress(zstd.compress(b"".join(responses()))),
    "beside.warc": b"".join(BESIDE + responses()),
    "kinds.warc": b"".join(each.replace(b"WARC-Type: r", b"WARC-Type: R") for each in responses()),
    "stamps.warc": b"".join(each.replace(DAY.encode(), b"20240301020304") for each in responses()),
    "hints.warc": b"".join(record(HINTS + answer(n), url_of(n)) for n in (1, 2, 3)),
    "tunnel.warc": b"".join(record(TUNNEL + answer(n), url_of(n)) for n in (1, 2, 3)),
    "other-name.bin": zipped(archive__one_warc_gz=members(responses())),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_pages(tmp_path, name):
    (tmp_path / name).write_bytes(FORMS[name])
    (path,) = find_files(str(tmp_path if not name.endswith(".bin") else tmp_path / name))
    pages = {
        (each.url, each.at.isoformat(), received(each.answer)) for each in read_kept(path) if each is not None
    }
    assert pages == {(url_of(n), "2024-03-01T02:03:04+00:00", article(n).encode()) for n in (1, 2, 3)}


def test_a_crawl_stores_the_articles_of_a_folder_of_all_forms(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("x.arc.gz", "x.wacz", "x.warc.zst", "resource.warc"):
        (tmp_path / "in" / name).write_bytes(FORMS[name])
    ended = crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{tmp_path / 'in'}")
    assert ended.code == 0, ended.out
    held = sorted((each["id"], each["title"], each["captured_at"]) for each in records(tmp_path / "data"))
    assert held == [(f"{SITE}:aaa000{n}", f"Bài viết số {n} về mùa màng", DAY) for n in (1, 2, 3)]


def found_in(tmp_path, data, name="x"):
    (tmp_path / name).write_bytes(data)
    return [each for each in read_archive(tmp_path / name) if each is not None]


BROKEN = {
    "cut zip": FORMS["x.wacz"][:-30],
    "zip without archives": zipped(pages_jsonl="{}"),
    "cut zstd": FORMS["whole.warc.zst"][:-20],
    "zstd of nothing": b"\x28\xb5\x2f\xfdnonsense",
    "zstd four times": zstd.compress(zstd.compress(zstd.compress(zstd.compress(responses()[0])))),
    "cut xz": lzma.compress(b"".join(responses()))[:-40],
    "cut bzip2": FORMS["x.warc.bz2"][:-30],
    "bzip2 of nothing": b"BZh9nonsense",
    "huge dictionary": b"\x5d\x2a\x4d\x18\xff\xff\xff\xff",
    "cut dictionary": FORMS["dictionary.warc.zst"][:200],
    "arc with a bad length": b"filedesc://x 0.0.0.0 20240301020304 text/plain x\nno\n\nhttp://x/ y z\n",
    "gzip of nothing": b"\x1f\x8b\x08nonsense" * 10,
    "cut arc.gz": FORMS["x.arc.gz"][:-40],
    "cut twice packed gz": gzip.compress(members(responses()))[:-30],
    "xz": b"\xfd7zXZ\x00 something",
    "7z": b"7z\xbc\xaf\x27\x1c something",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_named_in_one_line(tmp_path, name):
    damages = [each for each in found_in(tmp_path, BROKEN[name]) if isinstance(each, Damage)]
    assert damages
    assert all(len(each.what.splitlines()) == 1 and len(each.what) < 200 for each in damages)
    assert {each.file for each in damages} == {"x"}
    if name.startswith(("cut zip", "zip", "cut zstd", "zstd of", "huge", "cut dict")):  # packed as a whole
        assert [each.offset for each in damages] == [0]


def test_the_records_before_the_damage_are_kept(tmp_path):
    found = found_in(tmp_path, FORMS["x.arc.gz"][:-40])
    assert [each.url for each in found if isinstance(each, Record)][:2] == [url_of(1), url_of(2)]


def test_what_unpacks_without_end_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "_ALWAYS", 1000)
    packed = zstd.compress(b"\0" * 10_000_000)
    (damage,) = found_in(tmp_path, packed)
    assert (damage.offset, damage.what) == (0, f"it unpacks to more than {100 * len(packed):,} bytes")


def test_a_record_too_large_for_a_page_is_not_held_in_memory(tmp_path):
    block = answer(1) + b" " * 12_000_000
    head = f"{url_of(1)} 1.2.3.4 20240301020304 text/html {len(block)}\n".encode()
    about = next(arc_records())
    (large,) = found_in(tmp_path, about + head + block + b"\n")
    assert isinstance(large, Large) and large.length == len(block)


def test_a_page_in_several_records_is_named(tmp_path):
    (tmp_path / "x.warc").write_bytes(record(answer(1)[300:], url_of(1), "continuation"))
    ended = crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{tmp_path / 'x.warc'}")
    assert ended.code == 10
    assert "a page in several records, which are not put together" in ended.out


def test_broken_files_make_the_run_partial_and_are_named(tmp_path):
    names = ("x.warc.zst", "x.wacz", "x.arc")
    for name in names:
        # Within a record: two thirds may end exactly behind the second of three, which is a whole file.
        (tmp_path / name).write_bytes(FORMS[name][: len(FORMS[name]) // 2])
    ended = crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{tmp_path}")
    assert ended.code == 10, ended.out
    assert [name for name in names if f"refused {name}" not in ended.out] == [], ended.out
    assert "Traceback" not in ended.out + ended.err


def test_a_zip_file_without_a_warc_file_and_a_broken_one_are_damage_from_their_first_byte(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("datapackage.json", "archive/warc", "march.arc.txt", "softarc.gz", "mywarc"):
            packed.writestr(name, "{}")
    assert list(read_archive(path)) == [Damage("a.wacz", 0, "this zip file holds no WARC file")]
    path.write_bytes(path.read_bytes()[:-9])
    (damage,) = read_archive(path)
    assert (damage.file, damage.offset) == ("a.wacz", 0)
    assert damage.what.startswith("a broken zip file (")


@pytest.mark.parametrize("name", ["whole.warc.zst", "x.wacz"])
def test_a_file_that_unpacks_to_less_than_a_hundred_times_its_size_is_not_a_bomb(tmp_path, monkeypatch, name):
    monkeypatch.setattr(containers, "_ALWAYS", 1)
    assert [type(each) for each in found_in(tmp_path, FORMS[name], name)] == [Record] * 3


def test_a_dictionary_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    packed = FORMS["dictionary.warc.zst"]
    size = int.from_bytes(packed[4:8], "little")
    monkeypatch.setattr(containers, "_LARGEST_DICTIONARY", size)
    assert [type(each) for each in found_in(tmp_path, packed)] == [Record] * 3
    monkeypatch.setattr(containers, "_LARGEST_DICTIONARY", size - 1)
    assert found_in(tmp_path, packed) == [Damage("x", 0, "a broken zstd file (its dictionary is too large)")]


PARKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><h1>Page not found</h1></html>"
ELSEWHERE = "the archive holds a revisit of the page, whose text is in another record"


def status(number, line, *headers):
    return record("\r\n".join((f"HTTP/1.1 {line}", *headers, "", "")).encode(), url_of(number))


def revisit(number):
    return record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", url_of(number), "revisit")


def crawl_file(tmp_path, *found):
    (tmp_path / "x.warc").write_bytes(b"".join(found))
    return crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{tmp_path / 'x.warc'}")


def test_captures_beside_the_pages_of_their_articles_are_not_reported(tmp_path):
    plain = url_of(1).replace("https://", "http://")
    posted = url_of(2) + "?__wb_method=POST&__wb_post_data=x"
    ended = crawl_file(
        tmp_path,
        record(f"HTTP/1.1 301 Moved\r\nLocation: {url_of(1)}\r\n\r\n".encode(), plain),
        *(record(PARKED, url_of(number)) for number in (1, 2)),
        responses()[0].replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
        *responses(),
        record(PARKED, url_of(3)),
        record(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"ok": 1}', posted),
        status(2, "503 Busy"),
        revisit(3),
        record(answer(4), url_of(4) + "%22)"),
    )
    assert ended.code == 0, ended.out
    held = {each["url"]: each for each in records(tmp_path / "data")}
    assert [*map(held.__contains__, map(url_of, (1, 2, 3, 4)))] == [True] * 4
    # The store has the pages.
    again = crawl_file(tmp_path, status(1, "304 Not Modified"), revisit(2), record(PARKED, url_of(3)))
    assert again.code == 0, again.out


def test_articles_of_which_an_archive_has_no_page_are_named_once(tmp_path):
    moved = status(1, "302 Found", f"Location: {url_of(4)}")
    segment = responses()[0].replace(b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date")
    segment = segment.replace(path_of(1).encode(), path_of(5).encode())
    ended = crawl_file(tmp_path, moved, revisit(2), revisit(2), status(3, "404 Not Found"), segment)
    assert ended.code == 10
    assert ended.out.count("refused") == 5, ended.out  # four, and their number
    assert f"{url_of(5)}: the archive holds only the beginning of the page in this record" in ended.out
    assert f"{url_of(1)}: the archive holds an answer 302" in ended.out
    assert f"{url_of(2)}: {ELSEWHERE}" in ended.out
    assert f"{url_of(3)}: the archive holds an answer 404" in ended.out


WITHOUT_PAGE = {
    "empty": (b"", "the file holds no record"),
    "packed": (gzip.compress(b""), "the file holds no record"),
    "texts": (
        record(b"text", url_of(1), "conversion", "text/plain"),
        "the file holds texts without their pages (WET): give the WARC file that they were taken from",
    ),
    "requests": (BESIDE[2], "the file holds requests without their answers"),
    "no answer": (record(b"<h1>", url_of(1)), "the record holds no HTTP answer"),
    "no day": (
        responses()[0].replace(DAY.encode(), b"no day"),
        "the record has no date or no address that can be read",
    ),
}


@pytest.mark.parametrize("name", WITHOUT_PAGE)
def test_a_file_without_a_page_is_damage(tmp_path, name):
    data, says = WITHOUT_PAGE[name]
    (tmp_path / "x.warc").write_bytes(data)
    assert [each for each in read_kept(tmp_path / "x.warc") if each] == [Damage("x.warc", 0, says)]


def test_a_file_about_a_crawl_is_not_damage(tmp_path):
    (tmp_path / "meta.warc").write_bytes(record(b"software: x", "", "warcinfo", "application/warc-fields"))
    assert [each for each in read_kept(tmp_path / "meta.warc") if each] == []


def test_the_value_of_a_header_may_go_on_in_the_next_line(tmp_path):
    folded = responses()[0].replace(b"WARC-Target-URI: ", b"WARC-Target-URI:\r\n\t ")
    (found,) = found_in(tmp_path, folded)
    assert found.url == url_of(1)
