"""A capture's records by name, wherever they are: with the index, without it, and in another file."""

import gzip
from contextlib import closing
from datetime import UTC, datetime

from dvcrawler.storage.warc import lookup
from dvcrawler.storage.warc.captures import Capture, index_path, warc_files
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.lookup import find_by_urls, find_capture, find_members, find_redirects
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.warc.test_writer import INFO, exchange

SITE = "baovidu"


def write(data, *known, minute=0):
    """The captures of one file: the page of number 1, as a revisit of each that is known."""
    writer = WarcWriter(data, SITE, datetime(2026, 11, 24, 8, minute, tzinfo=UTC), INFO)
    made = [writer.write(exchange(1), known=lambda *_, each=each: each) for each in known or (None,)]
    writer.close()
    return made


def build_index(data):
    CaptureIndex(data, SITE).close()


def found(data, capture):
    return [(path.name, each.record_id) for path, each in find_members(data, capture.file, capture.record_id)]


def place(capture):
    return capture.file, capture.record_id


def test_a_capture_is_found_with_the_index_and_without_one(tmp_path):
    first, second = write(tmp_path, None, None)
    for _ in range(2):
        assert found(tmp_path, first) == [place(first)]
        assert found(tmp_path, second) == [place(second)]
        build_index(tmp_path)


def test_what_no_file_holds_is_not_found(tmp_path):
    (first,) = write(tmp_path)
    other = "<urn:uuid:00000000-0000-0000-0000-000000000000>"
    for _ in range(2):
        assert find_members(tmp_path, first.file, other) == []
        assert find_members(tmp_path, first.file, "no id") == []
        assert find_members(tmp_path, "another.warc.gz", first.record_id) == []
        assert find_members(tmp_path, "../" + first.file, first.record_id) == []
        build_index(tmp_path)


def test_a_revisit_comes_with_its_original_in_the_same_or_another_file(tmp_path):
    (first,) = write(tmp_path)
    again, later = write(tmp_path, first, first, minute=1)
    chain = write(tmp_path, again, minute=2)[0]
    for _ in range(2):
        assert found(tmp_path, later) == [place(later), place(first)]
        assert found(tmp_path, chain) == [place(chain), place(again), place(first)]
        build_index(tmp_path)


def test_a_revisit_whose_original_is_gone_comes_alone(tmp_path):
    (first,) = write(tmp_path)
    (again,) = write(tmp_path, first, minute=1)
    build_index(tmp_path)
    warc_files(tmp_path, SITE)[0].unlink()
    assert found(tmp_path, again) == [place(again)]


def test_a_file_that_the_index_knows_as_a_whole_is_not_searched(tmp_path, monkeypatch):
    (first,) = write(tmp_path)
    build_index(tmp_path)
    monkeypatch.setattr(lookup, "_scan", None)
    assert find_members(tmp_path, first.file, "<urn:uuid:00000000-0000-0000-0000-000000000000>") == []


def test_a_file_that_the_index_does_not_know_is_searched(tmp_path):
    write(tmp_path)
    build_index(tmp_path)
    (second,) = write(tmp_path, minute=1)
    assert found(tmp_path, second) == [place(second)]


def test_a_file_that_has_changed_since_it_was_indexed_is_searched(tmp_path):
    first, second = write(tmp_path, None, None)
    build_index(tmp_path)
    (path,) = warc_files(tmp_path, SITE)
    packed = path.read_bytes()
    path.write_bytes(packed[: first.offset] + packed[second.offset :] + packed[first.offset : second.offset])
    assert found(tmp_path, first) == [place(first)]
    assert found(tmp_path, second) == [place(second)]


def test_an_index_that_cannot_be_read_hides_nothing(tmp_path):
    (first,) = write(tmp_path)
    build_index(tmp_path)
    index_path(tmp_path, SITE).write_bytes(b"no database")
    assert found(tmp_path, first) == [place(first)]


def test_a_circle_of_revisits_is_left_after_five(tmp_path):
    loop = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
    known = Capture("", loop, 0, 0, "", "", 200, "")
    (first,) = write(tmp_path, known)
    (path,) = warc_files(tmp_path, SITE)
    path.write_bytes(gzip.decompress(path.read_bytes()).replace(loop.encode(), first.record_id.encode()))
    assert len(found(tmp_path, first)) == 5


def test_another_capture_of_the_same_bytes_is_known_before_and_after_it_is_written(tmp_path):
    (first,) = write(tmp_path)
    with closing(CaptureIndex(tmp_path, SITE)) as index:
        assert index.same_file("https://other.example/", first.digest) == first
        assert index.same_file("https://other.example/", "sha1:OTHER") is None
        new = WarcWriter(tmp_path, SITE, datetime(2026, 11, 24, 9, tzinfo=UTC), INFO)
        waiting = new.write(exchange(2))
        index.add(waiting)
        new.sync()
        assert index.same_file("https://other.example/", waiting.digest) == waiting
        assert index.below("https://baovidu.vn/trang-2", 10) == [waiting]
        assert index.below("https://baovidu.vn/", 10) == [first, waiting]
        assert index.below("https://baovidu.vn/", 1) == [first]
        assert list(index.all()) == [first, waiting]
        new.close()


def test_what_a_full_answer_names_as_related_is_none_of_its_records(tmp_path):
    (first,) = write(tmp_path)
    (again,) = write(tmp_path, first, minute=1)
    path = warc_files(tmp_path, SITE)[1]
    path.write_bytes(
        gzip.decompress(path.read_bytes()).replace(b"WARC-Type: revisit", b"WARC-Type: response")
    )
    assert found(tmp_path, again) == [place(again)]


def test_the_newest_successful_capture_of_each_address_is_found_by_the_index_alone(tmp_path):
    old, new = exchange(1), exchange(1, b"newer", at=datetime(2026, 11, 25, tzinfo=UTC))
    gone = exchange(1, b"gone", at=datetime(2026, 11, 26, tzinfo=UTC), status=404)
    writer = WarcWriter(tmp_path, SITE, datetime(2026, 11, 24, 8, tzinfo=UTC), INFO)
    captures = [
        writer.write(each) for each in (new, old, gone, exchange(2, status=299), exchange(3, status=300))
    ]
    writer.close()
    urls = [exchange(number).url for number in range(600)]
    assert find_by_urls(tmp_path, SITE, urls) == {}
    build_index(tmp_path)
    assert find_by_urls(tmp_path, SITE, urls) == {urls[1]: captures[0].name, urls[2]: captures[3].name}
    assert find_by_urls(tmp_path, SITE, urls[::-1]) == find_by_urls(tmp_path, SITE, urls)


def test_the_source_of_a_capture_is_the_record_that_holds_its_bytes(tmp_path):
    (first,) = write(tmp_path)
    (again,) = write(tmp_path, first, minute=1)
    for _ in range(2):
        for capture in (first, again):
            found = find_capture(tmp_path, capture.file, capture.record_id)
            assert (found.site, found.named.record_id) == (SITE, capture.record_id)
            assert found.source.record_id == first.record_id
        build_index(tmp_path)
    warc_files(tmp_path, SITE)[0].unlink()
    found = find_capture(tmp_path, again.file, again.record_id)
    assert (found.named.record_id, found.source) == (again.record_id, None)
    assert find_capture(tmp_path, first.file, first.record_id) is None


def test_a_capture_that_the_index_knows_is_read_at_its_place(tmp_path, monkeypatch):
    first, second = write(tmp_path, None, None)
    build_index(tmp_path)
    monkeypatch.setattr(lookup, "_scan", None)
    assert found(tmp_path, first) == [place(first)]
    assert found(tmp_path, second) == [place(second)]


def redirect(number, target, **more):
    headers = ((b"Location", target.encode()), (b"Content-Length", b"0"))
    return exchange(number, b"", status=301, headers=headers, **more)


def write_all(data, *exchanges):
    writer = WarcWriter(data, SITE, datetime(2026, 11, 24, 8, tzinfo=UTC), INFO)
    captures = [writer.write(each) for each in exchanges]
    writer.close()
    build_index(data)
    return captures


def test_the_redirects_that_lead_on_from_an_address_are_found_in_their_order(tmp_path):
    old = redirect(1, "/elsewhere", at=datetime(2026, 11, 1, tzinfo=UTC))
    first, _, second, page = write_all(
        tmp_path, redirect(1, "/trang-2.html"), old, redirect(2, exchange(3).url), exchange(3)
    )
    assert find_redirects(tmp_path, SITE, first.url) == [first.name, second.name]
    assert find_redirects(tmp_path, SITE, second.url) == [second.name]
    assert find_redirects(tmp_path, SITE, page.url) == []


def test_a_circle_of_redirects_is_left_after_five(tmp_path):
    captures = write_all(tmp_path, redirect(1, exchange(2).url), redirect(2, exchange(1).url))
    names = [each.name for each in captures]
    assert find_redirects(tmp_path, SITE, captures[0].url) == [*names, *names, names[0]]
