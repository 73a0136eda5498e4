"""Which pictures and documents a run asks for and what becomes of the answers, without a crawl."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.internet.error import TimeoutError as NoAnswer
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.requests import META_KEY, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused
from dvcrawler.frontier.media import MediaRequests
from dvcrawler.items import PageCode
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.writer import WarcWriter
from tests.sessions import counted, open_session

HOST, OTHER = "https://anh.example", "https://khac.example"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SETTINGS = {"DVCRAWLER_MEDIA": "images"}


class _Run:
    """A run whose store has one article with these pictures."""

    def __init__(self, data, make_record, *urls, arguments=None, settings=None, **fields):
        self.session = open_session(data, **(SETTINGS | (settings or {})))
        self.make_record, self.fields, self._number = make_record, fields, 0
        self.store(*urls)
        sources = SimpleNamespace(
            arguments=Arguments(**arguments or {}),
            site=SimpleNamespace(media_hosts=frozenset({"media.example"})),
        )
        self.media = MediaRequests(self.session, sources, self.session.crawler.settings)

    def store(self, *urls):
        images = [{"url": url, "caption": None, "credit": None, "capture": None} for url in urls]
        self._number += 1
        self.session.store.append(self.make_record(self._number, images=images, **self.fields))

    def begin(self):
        self.media.begin()
        return self

    def urls(self):
        return [request.url for request in self.media.next()]

    def row(self, url):
        rows = self.media._media._rows(
            "SELECT outcome, reason, again_at, tries, capture FROM media WHERE url = ?", [url]
        )
        return rows[0]

    def outcome(self, url):
        return self.row(url)[0]


@pytest.fixture
def run(tmp_path, make_record):
    made = []

    def start(*urls, **more):
        made.append(_Run(tmp_path, make_record, *urls, **more))
        return made[-1]

    yield start
    for each in made:
        each.session.finish()


def answer(request, body=PNG, status=200, capture="thu.warc.gz#1", **headers):
    headers = {"Content-Type": "image/png", **headers}
    page = replace(read_page_request(request), capture=capture)
    asked = request.replace(meta={**request.meta, META_KEY: page})
    return Response(request.url, status=status, body=body, headers=headers, request=asked)


def failure(request, error):
    made = Failure(error)
    made.request = request
    return made


def refused(request, what):
    return failure(request, RequestRefused(what, "no", PageCode.OTHER))


def test_files_are_asked_for_once_so_that_scrapys_queue_gives_them_in_order(run):
    made = run(f"{HOST}/1", f"{HOST}/2").begin()
    assert made.urls() == [f"{HOST}/1", f"{HOST}/2"]
    assert made.urls() == []
    made.store(f"{HOST}/2", f"{HOST}/3")
    assert made.urls() == [f"{HOST}/3"]


def test_the_files_of_the_articles_stored_last_come_first(run):
    made = run(f"{HOST}/1", settings={"DVCRAWLER_MAX_MEDIA": 2}).begin()
    made.store(f"{HOST}/2")
    assert [request.url for request in made.media.next()][::-1] == [f"{HOST}/2", f"{HOST}/1"]


def test_a_run_asks_for_fifty_at_once_and_for_as_many_as_it_may(run):
    made = run(*(f"{HOST}/{number}" for number in range(70)), settings={"DVCRAWLER_MAX_MEDIA": 60}).begin()
    assert [len(made.urls()) for _ in range(3)] == [50, 10, 0]


def test_redirects_of_a_picture_may_lead_to_the_hosts_of_the_site_and_of_other_files(run):
    (request,) = run(f"{HOST}/1", settings={"DVCRAWLER_MEDIA_BYTES": 7}).begin().media.next()
    assert read_page_request(request).media.hosts == {"media.example", "anh.example"}
    assert (request.meta["download_maxsize"], request.headers["Referer"]) == (7, b"https://thu.example/bai-1")


@pytest.mark.parametrize(
    ("arguments", "settings", "is_active"),
    [
        ({}, {}, True),
        ({"media": ()}, {}, False),
        ({}, {"DVCRAWLER_MEDIA": ""}, False),
        ({}, {"DVCRAWLER_ARCHIVE": False}, False),
        ({"commoncrawl": "https://index.example"}, {}, False),
        ({"media": ("images",)}, {"DVCRAWLER_MEDIA": ""}, True),
    ],
)
def test_none_is_asked_for_unless_kinds_are_wanted_and_an_archive_keeps_them(
    run, arguments, settings, is_active
):
    made = run(f"{HOST}/1", arguments=arguments, settings=settings).begin()
    assert made.media.is_active is is_active
    assert made.urls() == [f"{HOST}/1"] * is_active


@pytest.mark.parametrize("arguments", [{"limit": 1}, {"section": "kinh-te"}, {"urls": "list.txt"}])
def test_a_run_of_a_part_asks_only_for_the_files_of_what_it_stores(run, arguments):
    made = run(f"{HOST}/1", arguments=arguments).begin()
    assert made.urls() == []
    made.store(f"{HOST}/2")
    assert made.urls() == [f"{HOST}/2"]


def test_a_file_that_came_is_held_with_its_capture_and_counted(run):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    made.media.answers.keep(answer(request))
    assert made.row(f"{HOST}/1") == ("held", None, None, 0, "thu.warc.gz#1")
    assert counted(made.session, "media/kept") == 1
    assert counted(made.session, "media_bytes") == len(PNG)


@pytest.mark.parametrize("how", ["failed run", "no capture"])
def test_an_answer_that_is_not_on_disk_is_not_held(run, how):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    if how == "failed run":
        made.session.stop.failure = StorageError("the disk is full")
    made.media.answers.keep(answer(request, capture=None if how == "no capture" else "thu.warc.gz#1"))
    assert made.outcome(f"{HOST}/1") == "found"
    assert counted(made.session, "media/kept") == 0


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"status": 206}, "the server says 206"),
        ({"body": b""}, "the answer is empty"),
        (
            {"body": b"<html>", "Content-Type": "Text/HTML"},
            "the answer is not a picture (Content-Type text/html)",
        ),
        ({"body": b"", "status": 204}, "the answer is empty"),
    ],
)
def test_an_answer_that_is_none_is_refused_by_name_and_asked_for_again_later(run, more, reason):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    made.media.answers.keep(answer(request, **more))
    outcome, told, again_at, tries, _ = made.row(f"{HOST}/1")
    assert (outcome, told, tries) == ("refused", reason, 1)
    assert again_at > made.session.started_at
    assert counted(made.session, "media/refused") == 1
    assert counted(made.session, "media/kept") == 0


@pytest.mark.parametrize(
    ("error", "what", "is_again"),
    [
        (NoAnswer(), "failed", True),
        (RequestRefused("gone", "no", PageCode.OTHER), "gone", False),
        (RequestRefused("blocked", "no", PageCode.OTHER), "blocked", True),
        (DownloadCancelledError("more"), "too_large", False),
    ],
)
def test_a_file_that_did_not_come_is_noted_and_counted(run, error, what, is_again):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    made.media.answers.fail(failure(request, error))
    outcome, reason, again_at, tries, _ = made.row(f"{HOST}/1")
    assert (outcome, again_at is not None, tries) == (what, is_again, 1)
    assert ("DVCRAWLER_MEDIA_BYTES" in reason) is (what == "too_large")
    assert counted(made.session, f"media/{what}") == 1


def test_a_file_that_was_not_sent_stays_and_its_host_is_asked_no_more(run):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    made.media.answers.fail(refused(request, "ending"))
    made.store(f"{HOST}/2")
    (request,) = made.media.next()
    made.media.answers.fail(refused(request, "unsent"))
    made.store(f"{HOST}/3", f"{OTHER}/4")
    assert made.urls() == [f"{OTHER}/4"]
    assert [made.row(f"{HOST}/{number}")[0::3] for number in (1, 2, 3)] == [("found", 0)] * 3


def test_after_a_failure_of_the_run_nothing_is_noted(run):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    made.session.stop.failure = StorageError("the disk is full")
    made.media.answers.fail(failure(request, NoAnswer()))
    assert made.outcome(f"{HOST}/1") == "found"


@pytest.mark.parametrize(
    ("of", "write", "more"),
    [("archive", "sync", {}), ("media", "note_held", {}), ("media", "note_outcome", {"status": 404})],
)
def test_an_answer_that_cannot_be_noted_ends_the_run_and_counts_as_nothing(run, monkeypatch, of, write, more):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    break_writing(made, monkeypatch, made.session.archive if of == "archive" else made.media._media, write)
    made.media.answers.keep(answer(request, **more))
    assert str(made.session.stop.failure) == "the disk is full"
    assert [counted(made.session, f"media/{what}") for what in ("kept", "refused")] == [0, 0]
    assert counted(made.session, "media_bytes") == 0
    assert made.outcome(f"{HOST}/1") == "found"


@pytest.mark.parametrize("error", [NoAnswer(), DownloadCancelledError("more")])
def test_a_failure_that_cannot_be_noted_ends_the_run(run, monkeypatch, error):
    made = run(f"{HOST}/1").begin()
    (request,) = made.media.next()
    break_writing(made, monkeypatch, made.media._media, "note_outcome")
    made.media.answers.fail(failure(request, error))
    assert str(made.session.stop.failure) == "the disk is full"


def break_writing(made, monkeypatch, of, name):
    def fail(*_):
        raise StorageError("the disk is full")

    made.session.stop.end = lambda reason: None  # there is no engine
    monkeypatch.setattr(of, name, fail)


def test_a_run_in_which_the_disk_did_not_take_a_file_fails_with_the_first_error_when_all_is_done(run):
    made = run(f"{HOST}/1", f"{HOST}/2").begin()
    ended = []
    made.session.stop.end = ended.append
    for number, request in enumerate(made.media.next()):
        error = failure(request, RequestRefused("failed", "no room", PageCode.OTHER))
        error.value.__cause__ = StorageError(f"the disk is full: {number}")
        made.media.answers.fail(error)
    made.store(f"{HOST}/3")
    assert made.urls() == [f"{HOST}/3"]
    assert made.session.stop.failure is None
    assert made.media.next() == []
    assert (str(made.session.stop.failure), ended) == ("the disk is full: 0", ["storage"])
    assert counted(made.session, "media/unwritten") == 2
    assert made.row(f"{HOST}/1")[0::3] == ("found", 0)


@pytest.mark.parametrize(("what", "is_closed"), [("blocked", True), ("robots", True), ("failed", False)])
def test_a_host_that_refuses_many_in_a_row_is_asked_no_more(run, what, is_closed):
    made = run(f"{HOST}/1", f"{HOST}/2", settings={"DVCRAWLER_REFUSALS": 1}).begin()
    for number, request in enumerate(made.media.next()):
        made.media.answers.fail(refused(request, what))
        made.store(f"{HOST}/more{number}", f"{OTHER}/more{number}")
    asked = set(made.urls())
    assert {f"{OTHER}/more0", f"{OTHER}/more1"} <= asked
    assert len(asked) == (2 if is_closed else 4)


def test_a_file_that_comes_ends_the_row_of_refusals(run):
    made = run(*(f"{HOST}/{number}" for number in range(3)), settings={"DVCRAWLER_REFUSALS": 1}).begin()
    first, second, third = made.media.next()
    made.media.answers.fail(refused(first, "blocked"))
    made.media.answers.keep(answer(second))
    made.media.answers.fail(refused(third, "blocked"))
    made.store(f"{HOST}/more")
    assert made.urls() == [f"{HOST}/more"]


def test_without_a_number_of_refusals_no_host_is_closed(run):
    made = run(f"{HOST}/1", settings={"DVCRAWLER_REFUSALS": 0}).begin()
    (request,) = made.media.next()
    made.media.answers.fail(refused(request, "blocked"))
    made.store(f"{HOST}/more")
    assert made.urls() == [f"{HOST}/more"]


def test_a_run_that_has_kept_as_many_bytes_as_it_may_asks_for_no_more(run):
    made = run(f"{HOST}/1", settings={"DVCRAWLER_MEDIA_MB": 1}).begin()
    (request,) = made.media.next()
    made.media.answers.keep(answer(request, PNG + b"x" * (999_998 - len(PNG))))
    made.store(f"{HOST}/2")
    (request,) = made.media.next()
    made.media.answers.keep(answer(request, b"BM"))
    made.store(f"{HOST}/3")
    assert made.urls() == []


def test_what_failed_in_an_earlier_run_comes_after_what_is_new_and_not_before_its_time(
    run, tmp_path, make_record
):
    made = run(f"{HOST}/1", f"{HOST}/2").begin()
    made.media._media.note_outcome(f"{HOST}/1", "failed", "no", "2024-01-01T00:00:00Z")
    made.media._media.note_outcome(f"{HOST}/2", "failed", "no", "2999-01-01T00:00:00Z")
    made.store(f"{HOST}/3")
    made.begin()
    assert made.urls() == [f"{HOST}/3"]
    assert made.urls() == [f"{HOST}/1"]
    assert made.urls() == []


def test_an_address_that_cannot_be_asked_for_is_given_up(run):
    made = run("https://[1/a.png", "https://anh.example:99999/x", f"{HOST}/1").begin()
    assert made.urls() == [f"{HOST}/1"]
    outcome, reason, again_at, *_ = made.row("https://anh.example:99999/x")
    assert (outcome, again_at) == ("refused", None)
    assert reason.startswith("not an address: ")


@pytest.fixture
def warcs(tmp_path):
    """A folder of WARC files with sixty pictures."""
    with closing(WarcWriter(tmp_path / "other", "khac", datetime(2024, 5, 1, tzinfo=UTC), {})) as writer:
        for number in range(60):
            writer.write(
                Exchange(
                    f"{HOST}/{number}",
                    datetime(2024, 5, 1, tzinfo=UTC),
                    "GET",
                    (),
                    200,
                    "OK",
                    ((b"Content-Type", b"image/png"),),
                    PNG + bytes([number]),
                )
            )
    return str(tmp_path / "other")


def all_of(made):
    """How many each call gives until there are no more; one that only searches gives None."""
    numbers = []
    while (found := made.media.next()) != []:
        numbers += [len(found)] if found else []
        for request in found or ():
            assert (request.callback, request.errback) == (made.media.answers.keep, made.media.answers.fail)
    return numbers


@pytest.mark.parametrize(
    ("settings", "named", "numbers"),
    [
        ({}, 60, [50, 10]),
        ({}, 50, [50]),
        ({"DVCRAWLER_MAX_MEDIA": 55}, 60, [50, 5]),
        ({"DVCRAWLER_MAX_MEDIA": 50}, 60, [50]),
        ({"DVCRAWLER_MEDIA_MB": 0}, 60, [50]),
    ],
)
def test_files_in_warc_files_come_fifty_at_once_up_to_the_limits(run, warcs, settings, named, numbers):
    urls = [f"{HOST}/{number}" for number in range(named)]
    made = run(*urls, arguments={"warc": warcs}, settings=settings, via="warc").begin()
    assert all_of(made) == numbers
    assert made.media.next() == []
