"""Sitemaps and WARC files that are larger than the memory that a crawl may take, and stops in the midst."""

import gzip
import os
import signal
import threading
import zlib
from pathlib import Path

import pytest

from dvcrawler.storage.warc.writer import WarcWriter
from tests.faults.harness import MOST_MEMORY, Process, check_ended, wait_for
from tests.portal import command, environment, records, runs
from tests.site import HOST, SITE, article, crawl_site, home, path_of, served, site
from tests.storage.warc.test_writer import INFO, NOW, exchange
from tests.webserver import Answer

MB = 1024 * 1024
SITEMAP = "/sitemap.xml.gz"
PAGE = ((b"Content-Type", b"text/html; charset=utf-8"),)


def page(number):
    return exchange(0, article(number).encode(), url=f"https://{HOST}{path_of(number)}", headers=PAGE)


def members(folder, *pages):
    """The bytes of a WARC file with these pages."""
    writer = WarcWriter(folder, SITE, NOW, INFO)
    for each in pages:
        writer.write(each)
    writer.close()
    (path,) = writer.folder.glob("*.gz")
    return path.read_bytes()


def large_record(file, size, url, chunk=bytes(MB), kind="response"):
    """One that no page can be, without ever being whole in this process."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    file.write(
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:large>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: {len(head) + size}\r\n\r\n".encode()
        + head
    )
    for start in range(0, size, len(chunk)):
        file.write(chunk[: size - start])
    file.write(b"\r\n\r\n")


def large_warc(tmp_path, size, packed):
    """A page, a large record, and another page."""
    path = tmp_path / "large.warc.gz"
    before, behind = members(tmp_path / "a", page(1)), members(tmp_path / "b", page(2))
    if not packed:
        path = tmp_path / "large.warc"
        before, behind = gzip.decompress(before), gzip.decompress(behind)
    with path.open("wb") as file:
        file.write(before)
        if packed:
            with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as member:
                large_record(member, size, f"https://{HOST}{path_of(9)}")
        else:
            large_record(file, size, f"https://{HOST}{path_of(9)}")
        file.write(behind)
    return path


def read_in(tmp_path, path, *arguments):
    words = [*command(tmp_path / "data", SITE), "-a", f"source=warc:{path}", *arguments]
    return Process(words, environment())


def check_large_warc(tmp_path, size, packed):
    ended = read_in(tmp_path, large_warc(tmp_path, size, packed)).wait()
    check_ended(ended, 10)
    assert len(records(tmp_path / "data")) == 2
    (problem,) = runs(tmp_path / "data", SITE)[-1]["problems"]
    assert "bytes is not a page" in problem["reason"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_of_40_mb_is_named_and_the_pages_around_it_are_stored(tmp_path, packed):
    check_large_warc(tmp_path, 40 * MB, packed)


@pytest.mark.slow
@pytest.mark.parametrize("packed", [True, False])
def test_a_record_of_200_mb_is_named_and_the_pages_around_it_are_stored(tmp_path, packed):
    check_large_warc(tmp_path, 200 * MB, packed)


@pytest.mark.slow
def test_pages_of_9_mb_wait_within_the_limit_of_memory(tmp_path):
    """Each could be an article; forty of them at once would be 360 MB."""
    noise = os.urandom(4 * MB).hex().encode()
    bodies = [b"<html><body><!--%d %s--></body></html>" % (number, noise) for number in range(40)]
    pages = (exchange(0, bodies[n], url=f"https://{HOST}{path_of(n)}", headers=PAGE) for n in range(40))
    (tmp_path / "large.warc.gz").write_bytes(members(tmp_path / "a", *pages))
    ended = read_in(tmp_path, tmp_path / "large.warc.gz").wait(300)
    check_ended(ended)
    assert ended.memory < MOST_MEMORY


def bomb_warc(tmp_path, gigabytes):
    """One record of so many gigabytes of zeros: a deflate block of zeros, repeated."""
    path = tmp_path / "bomb.warc.gz"
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    length = len(head) + gigabytes * 1024 * MB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = packer.compress(
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:bomb>\r\nWARC-Target-URI: https://{HOST}/\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: {length}\r\n\r\n".encode()
        + head
    ) + packer.flush(zlib.Z_FULL_FLUSH)
    zeros = packer.compress(bytes(32 * MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    zeros = packer.compress(bytes(32 * MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    with path.open("wb") as file:
        file.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + begin)
        for _ in range(gigabytes * 32):
            file.write(zeros)
    return path


def is_open(run, path):
    """Whether the process has the file open now."""
    folder = Path(f"/proc/{run.popen.pid}/fd")
    try:
        return path in [each.resolve() for each in folder.iterdir()]
    except OSError:
        return False


@pytest.mark.slow
def test_a_signal_within_a_record_without_end_is_obeyed(tmp_path):
    path = bomb_warc(tmp_path, 400)
    run = read_in(tmp_path, path)
    wait_for(lambda: is_open(run, path))
    run.popen.send_signal(signal.SIGTERM)
    check_ended(run.wait(), 143)


@pytest.mark.slow
def test_a_limit_of_time_within_a_record_without_end_is_obeyed(tmp_path):
    ended = read_in(tmp_path, bomb_warc(tmp_path, 400), "-a", "minutes=0.05").wait()
    check_ended(ended, 17)


# --- sitemaps ---------------------------------------------------------------------------------------


def sitemap_site(body, **more):
    robots = f"User-agent: *\nDisallow:\nSitemap: https://{HOST}{SITEMAP}\n"
    answer = Answer(body, 200, {"Content-Type": "application/gzip"})
    return site(1, home=home(1), robots=robots, **{SITEMAP: answer}, **more)


def large_sitemap(size):
    """Articles of the site in front, then other addresses up to so many bytes."""
    links = "".join(f"<url><loc>https://{HOST}{path_of(number)}</loc></url>" for number in (1, 2))
    entry = b"<url><loc>https://example.vn/%07d</loc></url>"
    each = len(entry % 0)
    return gzip.compress(
        f"<urlset>{links}".encode() + b"".join(entry % number for number in range(size // each)), 1
    )


def check_large_sitemap(tmp_path, body, why):
    pages = sitemap_site(body, **{path_of(2): article(2)})
    with served(pages) as web:
        words = command(tmp_path, SITE)
        ended = Process(words, environment(DVCRAWLER_CONNECT_TO=web.connect_to)).wait()
    check_ended(ended, 10)
    assert len(records(tmp_path)) == 2
    reasons = [problem["reason"] for problem in runs(tmp_path, SITE)[-1]["problems"]]
    assert reasons == [f"the sitemap was not read to its end: {why}"]


def test_a_sitemap_of_too_many_entries_is_cut_by_name_and_its_articles_are_stored(tmp_path):
    check_large_sitemap(tmp_path, large_sitemap(4 * MB), "it has more than 50,000 entries")


BODIES = {
    "it has more than 50,000 entries": lambda: large_sitemap(50 * MB),
    "it has more than 50 MB": lambda: padded(b" " * 51 * MB),
    "a tag in it has more than 1 MB": lambda: padded(b"<url " + b"a='b' " * (8 * MB)),
}


def padded(filling):
    links = "".join(f"<url><loc>https://{HOST}{path_of(number)}</loc></url>" for number in (1, 2))
    return gzip.compress(f"<urlset>{links}".encode() + filling, 1)


@pytest.mark.slow
@pytest.mark.parametrize("why", BODIES)
def test_sitemaps_of_50_mb_are_cut_by_name_within_the_limit_of_memory(tmp_path, why):
    check_large_sitemap(tmp_path, BODIES[why](), why)


def stop_within_a_sitemap(tmp_path, body, *arguments):
    """Yields once the sitemap has been sent."""
    pages = sitemap_site(body)
    sent = threading.Event()
    answer = pages[HOST, SITEMAP]

    def send(handler):
        sent.set()
        return answer

    pages[HOST, SITEMAP] = send
    with served(pages) as web:
        words = [*command(tmp_path, SITE), *arguments]
        run = Process(words, environment(DVCRAWLER_CONNECT_TO=web.connect_to))
        wait_for(lambda: sent.is_set() or run.popen.poll() is not None)
        if not arguments:
            run.popen.send_signal(signal.SIGTERM)
        return run.wait()


ENDLESS = {
    "entries": lambda: large_sitemap(50 * MB),
    "elements": lambda: padded(b"<url/>" * 49_000 + b"<x><y/></x>" * 4 * MB),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_a_signal_within_a_sitemap_of_50_mb_is_obeyed(tmp_path, name):
    check_ended(stop_within_a_sitemap(tmp_path, ENDLESS[name]()), 143)


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_a_limit_of_time_within_a_sitemap_of_50_mb_is_obeyed(tmp_path, name):
    ended = stop_within_a_sitemap(tmp_path, ENDLESS[name](), "-a", "minutes=0.03")
    check_ended(ended, 0, 10, 17)


# --- WARC files that lost what the index knew ---------------------------------------------------------


def test_pages_that_a_cut_took_out_of_the_archive_are_kept_again(tmp_path):
    """A power loss: the file comes back shorter, and the pages are as they were."""
    with served(site(1, 2, 3)) as web:
        assert crawl_site(web, tmp_path).code == 0
        (path,) = (tmp_path / "warc" / SITE).glob("*.gz")
        os.truncate(path, 300)
        assert crawl_site(web, tmp_path, "-a", "revisit=all").code in (0, 10)
    kept = [each for each in (tmp_path / "warc" / SITE).glob("*.gz") if each != path]
    bodies = b"".join(gzip.decompress(each.read_bytes()) for each in kept)
    assert all(article(number).encode() in bodies for number in (1, 2, 3))
    assert b"WARC-Type: revisit" not in bodies
