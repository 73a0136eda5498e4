import sqlite3
from base64 import b64decode
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest

from dvcrawler.coverage.count import Coverage, as_json, describe_media
from dvcrawler.derived.lookup import find_records, find_revisions
from dvcrawler.reading import latest, read
from dvcrawler.storage.media.captures import count_media, held_captures, held_names
from dvcrawler.storage.media.database import Media, media_path
from dvcrawler.storage.media.upkeep import rebuild_media
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter
from tests.derived.store import article, write

CAPTURE = "thu-1.warc.gz#<urn:uuid:1>"


def image(name, capture=None, host="anh.example"):
    return {"url": f"https://{host}/{name}", "caption": None, "credit": None, "capture": capture}


def document(name):
    return {"url": f"https://tep.example/{name}", "title": None, "type": "application/pdf", "capture": None}


@pytest.fixture
def media(tmp_path):
    """Two articles that name three pictures and a document."""
    write(
        tmp_path,
        article(1, "Một", "x", images=[image("a"), image("b")], documents=[document("k.pdf")]),
        article(2, "Hai", "x", images=[image("a"), image("c")]),
    )
    with closing(Media(tmp_path, "thu", 100)) as opened, Store(tmp_path, "thu") as store:
        opened.catch_up(store)
        yield opened


def names(files):
    return [file.url.rpartition("/")[2] for file in files]


def waiting(media, kinds=("images", "documents"), **more):
    return names(media.waiting(kinds, ("live",), 100, **more))


def test_each_file_waits_once_those_of_the_newest_articles_first(media):
    assert waiting(media) == ["c", "k.pdf", "b", "a"]
    assert waiting(media, ("documents",)) == ["k.pdf"]
    assert media.waiting(("images",), ("wayback",), 9) == []
    assert media.hosts() == {"anh.example", "tep.example"}


def test_a_held_file_is_put_into_records_by_every_reader(media, tmp_path):
    media.note_held("https://anh.example/a", CAPTURE, 10)
    for records in (
        read(tmp_path),
        latest(tmp_path),
        find_records(tmp_path, ["thu:1", "thu:2"]),
        find_revisions(tmp_path, "thu", "thu:1"),
    ):
        for record in records:
            assert [each["capture"] for each in record["images"]] == [CAPTURE, None]
            assert [each["capture"] for each in record["documents"]] in ([None], [])
    assert "a" not in waiting(media)


def test_what_failed_waits_for_its_time_and_is_not_noted_over_a_held_file(media):
    media.note_outcome("https://anh.example/a", "failed", "500", "2026-01-01T00:00:00Z")
    assert "a" not in waiting(media)
    kinds, vias = ("images",), ("live",)
    assert media.due(kinds, vias, "2025-12-31T00:00:00Z", 9) == []
    (due,) = media.due(kinds, vias, "2026-01-02T00:00:00Z", 9)
    assert (due.url, due.tries) == ("https://anh.example/a", 1)
    media.note_held("https://anh.example/a", CAPTURE, 10)
    media.note_outcome("https://anh.example/a", "gone", "404", None)
    assert media.due(kinds, vias, "2027-01-01T00:00:00Z", 9) == []


def test_a_store_that_lost_lines_is_read_again(media, tmp_path):
    (file,) = (tmp_path / "articles/thu").iterdir()
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    with Store(tmp_path, "thu") as store:
        media.catch_up(store)
    assert waiting(media) == ["k.pdf", "b", "a"]


def test_addresses_that_cannot_be_asked_for_are_left_out(tmp_path):
    bad = [
        image("x"),
        *({**image("x"), "url": url} for url in ("ftp://a/b", "https://", "//x", "https://[bad/", "data:,")),
    ]
    write(tmp_path, article(1, "Một", "x", images=bad))
    with closing(Media(tmp_path, "thu", 100)) as opened, Store(tmp_path, "thu") as store:
        opened.catch_up(store)
        assert waiting(opened) == ["x"]


def test_coverage_counts_what_is_held(media, tmp_path):
    media.note_held("https://anh.example/a", CAPTURE, 10)
    media.note_outcome("https://anh.example/b", "gone", "404", None)
    coverage = Coverage("thu", media=count_media(tmp_path, "thu"))
    assert describe_media(coverage) == [
        "0 of 1 documents held (1 not yet tried)",
        "1 of 3 images held (1 not yet tried, 1 gone)",
    ]
    assert as_json(coverage)["media"]["images"] == {
        "held": 1,
        "named": 3,
        "outcomes": {"found": 1, "gone": 1, "held": 1},
    }


@pytest.fixture
def two_each(tmp_path):
    """Keeps two pictures of each article; the first names four, and a later one the fourth again."""
    write(tmp_path, article(1, "Một", "x", images=[image(name) for name in "abcd"]))
    with closing(Media(tmp_path, "thu", 2)) as opened, Store(tmp_path, "thu") as store:
        opened.catch_up(store)
        yield opened


def test_files_beyond_the_number_of_an_article_are_counted_and_not_requested(two_each, tmp_path):
    assert waiting(two_each) == ["b", "a"]
    assert two_each.find_wanted("https://anh.example/c", ("images",), ("live",)) is None
    assert describe_media(Coverage("thu", media=count_media(tmp_path, "thu"))) == [
        "0 of 4 images held (2 not yet tried, 2 beyond the number kept of an article)"
    ]


def test_a_file_beyond_the_number_of_one_article_is_requested_for_another(two_each, tmp_path):
    write(tmp_path, article(2, "Hai", "x", images=[image("d")]))
    with Store(tmp_path, "thu") as store:
        two_each.catch_up(store)
    assert sorted(waiting(two_each)) == ["a", "b", "d"]


def test_a_reindex_with_another_number_lets_the_further_files_wait(two_each, tmp_path):
    two_each.close()
    rebuild_media(tmp_path, "thu", 3)
    with closing(Media(tmp_path, "thu", 3)) as again:
        assert sorted(waiting(again)) == ["a", "b", "c"]


def test_a_file_that_was_too_large_waits_again_once_the_limit_is_raised(media):
    for name, most in (("a", 1000), ("b", 5000)):
        media.note_outcome(f"https://anh.example/{name}", "too_large", "it has more", None, most)
    media.reopen_large(1000)
    assert waiting(media, ("images",)) == ["c"]
    media.reopen_large(2000)
    assert waiting(media, ("images",)) == ["c", "a"]


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_without_a_database_that_can_be_read_lines_are_given_as_they_are(tmp_path, content):
    write(tmp_path, article(1, "Một", "x", images=[image("a")]))
    if content is not None:
        media_path(tmp_path, "thu").parent.mkdir()
        media_path(tmp_path, "thu").write_bytes(content)
    (record,) = read(tmp_path)
    assert record["images"][0]["capture"] is None
    assert count_media(tmp_path, "thu") == {}


def test_files_entered_behind_a_number_wait_apart_from_those_before(media, tmp_path):
    last = media.last
    assert last == 4
    write(tmp_path, article(3, "Ba", "x", images=[image("d")]))
    with Store(tmp_path, "thu") as store:
        media.catch_up(store)
    assert media.last == 5
    assert waiting(media, after=last) == ["d"]
    assert waiting(media, before=last + 1) == waiting(media)[1:]


@pytest.mark.parametrize(
    ("first", "outcome", "then", "asked"),
    [
        ("wayback", None, "live", "live"),
        ("wayback", "gone", "live", "live"),
        ("warc", "failed", "live", "live"),
        ("live", "gone", "wayback", "wayback"),
        ("live", "failed", "warc", "warc"),
        ("live", None, "wayback", "live"),
        ("wayback", None, "wayback", "wayback"),
        ("live", "gone", "live", None),
        ("wayback", "gone", "wayback", None),
        ("wayback", "held", "live", None),
    ],
)
def test_a_file_is_requested_the_way_of_a_later_article_where_an_earlier_one_did_not_give_it(
    tmp_path, first, outcome, then, asked
):
    url = "https://anh.example/a"
    write(tmp_path, article(1, "Một", "x", images=[image("a")], via=first))
    with closing(Media(tmp_path, "thu", 100)) as media, Store(tmp_path, "thu") as store:
        media.catch_up(store)
        if outcome == "held":
            media.note_held(url, CAPTURE, 1)
        elif outcome is not None:
            media.note_outcome(url, outcome, "x", None)
    write(tmp_path, article(2, "Hai", "x", images=[image("a")], via=then))
    with closing(Media(tmp_path, "thu", 100)) as media, Store(tmp_path, "thu") as store:
        media.catch_up(store)
        found = {via: media.waiting(("images",), (via,), 9) for via in ("live", "wayback", "warc")}
    waiting = {via: files[0].page for via, files in found.items() if files}
    number = 2 if asked != first else 1
    assert waiting == ({asked: f"https://thu.example/{number}"} if asked else {})
    assert held_captures(tmp_path, "thu", [url]) == ({url: CAPTURE} if outcome == "held" else {})


PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize(("body", "is_held"), [(PIXEL, True), (b"<html>gone</html>", False)])
def test_a_capture_of_an_earlier_run_counts_where_it_is_such_a_file(media, tmp_path, body, is_held):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    writer = WarcWriter(tmp_path, "thu", at, ())
    kind = b"image/png" if is_held else b"text/html"
    capture = writer.write(
        Exchange("https://anh.example/a", at, "GET", (), 200, "OK", ((b"Content-Type", kind),), body)
    )
    writer.close()
    files = {file.url: file for file in media.waiting(("images",), ("live",), 100)}
    with closing(CaptureIndex(tmp_path, "thu")) as index:
        assert media.find_held(files["https://anh.example/a"], index) is is_held
        assert media.find_held(files["https://anh.example/b"], index) is False
        assert held_captures(tmp_path, "thu", files) == (
            {"https://anh.example/a": capture.name} if is_held else {}
        )
        next((tmp_path / "warc" / "thu").iterdir()).unlink()
        assert media.find_held(files["https://anh.example/a"], index) is False


@contextmanager
def archived(tmp_path, *answers):
    """The index of an archive with (address, status, headers, body), each an hour after the one before."""
    writer = WarcWriter(tmp_path, "thu", datetime(2026, 1, 1, tzinfo=UTC), ())
    captures = [
        writer.write(
            Exchange(url, datetime(2026, 1, 1, hour, tzinfo=UTC), "GET", (), status, "", headers, body)
        )
        for hour, (url, status, headers, body) in enumerate(answers)
    ]
    writer.close()
    with closing(CaptureIndex(tmp_path, "thu")) as index:
        yield index, captures


A, TARGET = "https://anh.example/a", "https://kho.example/1.png"
PAGE = (TARGET, 200, ((b"Content-Type", b"text/html"),), b"<html>not here</html>")


def to(target, url=A, status=302):
    return url, status, ((b"Location", target.encode()),), b""


def png(url=TARGET):
    return url, 200, ((b"Content-Type", b"image/png"),), PIXEL


@pytest.mark.parametrize(
    ("answers", "held"),
    [
        ([to(TARGET), png()], 1),
        ([to(TARGET, status=301), png()], 1),
        ([to(TARGET, status=307), png()], 1),
        ([to("//kho.example/1.png"), png()], 1),
        ([to("/kho/1.png"), png("https://anh.example/kho/1.png")], 1),
        ([to("1 ảnh.png"), png("https://anh.example/1%20%E1%BA%A3nh.png")], 1),
        ([to("/b"), to("/c", "https://anh.example/b"), to(TARGET, "https://anh.example/c"), png()], 3),
        ([to("/older"), png("https://anh.example/older"), to(TARGET), png()], 3),
        ([png(A), to(TARGET), png()], 0),
        ([png(A), (A, 404, (), b"gone")], 0),
        ([png(A), (A, 200, (), b"<html>gone</html>")], 0),
        ([to(TARGET), png(), PAGE], 1),
        ([to(TARGET)], None),
        ([to(TARGET), PAGE], None),
        ([to(A)], None),
        ([to("/b"), to(A, "https://anh.example/b")], None),
        ([to("data:image/png;base64,AAAA")], None),
        ([to("https://kho.example:99999/x")], None),
        ([(A, 302, (), b"")], None),
    ],
)
def test_a_file_is_found_where_its_address_was_redirected_to(media, tmp_path, answers, held):
    (file,) = [each for each in media.waiting(("images",), ("live",), 100) if each.url == A]
    with archived(tmp_path, *answers) as (index, captures):
        assert media.find_held(file, index) is (held is not None)
    assert held_captures(tmp_path, "thu", [A]) == ({} if held is None else {A: captures[held].name})


def test_an_address_that_was_redirected_ever_further_is_not_followed_for_ever(media, tmp_path):
    (file,) = [each for each in media.waiting(("images",), ("live",), 100) if each.url == A]
    steps = [to(f"/{number + 1}", f"https://anh.example/{number or 'a'}") for number in range(6)]
    with archived(tmp_path, *steps, png("https://anh.example/6")) as (index, _):
        assert media.find_held(file, index) is False


def test_held_files_are_listed_in_parts_without_sorting_them_for_each(media):
    media.note_held("https://anh.example/b", CAPTURE, 1)
    media.note_held("https://anh.example/a", CAPTURE, 1)
    plans = []
    media._db.set_trace_callback(plans.append)
    assert media.held(0, 1) == [(1, CAPTURE)]
    assert media.held(1, 9) == [(2, CAPTURE)]
    assert media.held(2, 9) == []
    media._db.set_trace_callback(None)
    steps = [row[3] for row in media._db.execute(f"EXPLAIN QUERY PLAN {plans[-1]}")]
    assert steps == ["SEARCH media USING INTEGER PRIMARY KEY (rowid>?)"]


def test_captures_are_known_by_all_addresses_of_which_they_are_held(media, tmp_path):
    held = {
        "https://anh.example/a": CAPTURE,
        "https://anh.example/b": CAPTURE,
        "https://anh.example/c": "other",
    }
    for url, capture in held.items():
        media.note_held(url, capture, 1)
    many = [f"{number}" for number in range(1200)]
    assert held_names(tmp_path, "thu", [*many, CAPTURE]) == {
        CAPTURE: {"https://anh.example/a", "https://anh.example/b"}
    }
    assert held_names(tmp_path, "khac", [CAPTURE]) == {}


def test_a_database_without_its_table_gives_no_captures(media, tmp_path):
    with closing(sqlite3.connect(media_path(tmp_path, "thu"))) as db:
        db.execute("DROP TABLE media")
        db.commit()
    assert held_captures(tmp_path, "thu", ["https://anh.example/a"]) == {}
    assert count_media(tmp_path, "thu") == {}
