"""Which answers are kept, under which address and time, and what a full disk stops."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.middlewares.archive import ArchiveMiddleware
from dvcrawler.storage.media.database import MediaFile
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.reader import read_warc
from tests.sessions import SITE, counted, open_session

URL, ARCHIVE = "https://thu.example/bai-1", "https://archive.example/web/1"
AT = datetime(2024, 5, 1, 8, tzinfo=UTC)
ARCHIVED = PageRequest(archived=ArchivedPage(URL, AT, "wayback", None))
PICTURE = MediaRequest(MediaFile(URL, "image", URL, "live", "", 0, 1))


def keep(session, page, status=200, url=URL):
    request = Request(url, meta={META_KEY: page})
    response = Response(url, status=status, body=b"a page")
    assert ArchiveMiddleware.from_crawler(session.crawler).process_response(request, response) is response
    return read_page_request(request)


def kept(data):
    return [
        each
        for path in warc_files(data, SITE)
        for each in read_warc(path)
        if each.kind in ("response", "revisit")
    ]


def test_a_page_is_kept_now_and_its_bytes_are_counted(tmp_path, session):
    before = datetime.now(UTC).replace(microsecond=0)
    page = keep(session, PageRequest())
    assert before <= page.captured_at <= datetime.now(UTC)
    assert page.captured_at.microsecond == 0
    (record,) = kept(tmp_path)
    assert page.capture == f"{warc_files(tmp_path, SITE)[0].name}#{record.record_id}"
    assert counted(session, "archive/records") == 1
    assert 0 < counted(session, "archive/bytes") < warc_files(tmp_path, SITE)[0].stat().st_size


def test_an_archives_page_is_kept_under_its_own_address_and_time(tmp_path, session):
    assert keep(session, ARCHIVED, url=ARCHIVE).captured_at == AT
    (record,) = kept(tmp_path)
    assert (record.url, record.headers["warc-date"]) == (URL, "2024-05-01T08:00:00Z")


@pytest.mark.parametrize(
    ("page", "status", "is_kept"),
    [
        (replace(ARCHIVED, media=PICTURE), 404, False),
        (replace(ARCHIVED, media=PICTURE), 200, True),
        (ARCHIVED, 404, True),
        (PageRequest(media=PICTURE), 404, True),
        (PageRequest(is_unarchived=True), 200, False),
    ],
)
def test_an_archives_own_answer_is_not_kept(tmp_path, session, page, status, is_kept):
    assert (keep(session, page, status).capture is not None) is is_kept
    assert len(kept(tmp_path)) == is_kept


def test_of_pictures_the_same_bytes_are_kept_once(session):
    for url in (URL, URL + "?2"):
        keep(session, PageRequest(media=PICTURE), url=url)
    assert (counted(session, "archive/records"), counted(session, "archive/revisits")) == (1, 1)


@pytest.mark.parametrize(
    ("media", "is_sound", "ends"), [(None, True, True), (PICTURE, True, False), (PICTURE, False, True)]
)
def test_a_picture_that_has_no_room_does_not_end_a_run_whose_archive_is_whole(
    session, monkeypatch, media, is_sound, ends
):
    def fail(*arguments, **more):
        raise StorageError("the disk is full")

    ended = []
    session.stop.end = ended.append
    monkeypatch.setattr(session.archive, "keep", fail)
    monkeypatch.setattr(type(session.archive), "is_sound", property(lambda archive: is_sound))
    with pytest.raises(IgnoreRequest, match="the disk is full"):
        keep(session, PageRequest(media=media))
    assert ended == ["storage"] * ends


def test_with_the_archive_off_there_is_nothing_to_do(tmp_path):
    session = open_session(tmp_path, DVCRAWLER_ARCHIVE=False)
    with pytest.raises(NotConfigured):
        ArchiveMiddleware.from_crawler(session.crawler)
    session.finish()
