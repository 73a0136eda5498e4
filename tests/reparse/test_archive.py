"""`records`: the articles of one archive file, without Scrapy, store or settings."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from dvcrawler.errors import UnreadableError, UsageError
from dvcrawler.items import RECORD_FIELDS, PageCode
from dvcrawler.reparse import UnreadCapture, records
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.message import CUT
from dvcrawler.storage.warc.writer import WarcWriter
from tests.site import HOST, article, path_of
from tests.storage.warc.test_containers import BESIDE, resources, responses

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HTML = "text/html; charset=utf-8"


def write(folder, *pages):
    """An archive of (address, status, type, body); the path of its file."""
    writer = WarcWriter(folder, "thu", AT, ())
    for url, status, kind, body in pages:
        headers = ((b"Content-Type", kind.encode()),) if kind else ()
        writer.write(Exchange(url, AT, "GET", (), status, "OK", headers, body))
    writer.close()
    return next((folder / "warc/thu").iterdir())


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    known, unknown = f"https://{HOST}{path_of(1)}", "https://bao.example/xa-hoi/mot-bai-viet-123456.html"
    page = article(1).encode()
    return write(
        tmp_path_factory.mktemp("archive"),
        (known, 200, HTML, page),
        (unknown, 200, HTML, page),
        (f"https://{HOST}{path_of(2)}", 404, HTML, page),
        (f"https://{HOST}/", 200, HTML, page),
        ("dns:thu.example", 200, HTML, page),
        (f"https://{HOST}{path_of(3)}", 200, "image/png", page),
        (f"https://{HOST}{path_of(4)}", 200, HTML, b"<html><body><p>x"),
    )


def test_articles_of_known_and_unknown_sites_come_and_what_is_none_does_not(path):
    found = list(records(path))
    ids = [each["id"] for each in found if not isinstance(each, UnreadCapture)]
    assert ids == ["baolamdong:aaa0001", "portal/bao.example:123456"]
    assert tuple(found[0]) == RECORD_FIELDS
    assert (found[0]["via"], found[0]["captured_at"]) == ("warc", "2026-11-24T08:00:00Z")
    assert found[0]["capture"].startswith(f"{path.name}#<urn:uuid:")
    assert list(records(str(path))) == found


def test_a_page_without_an_article_is_a_refusal_with_its_code_and_place(path):
    refused = [each for each in records(path) if isinstance(each, UnreadCapture)]
    assert [(each.file, each.url) for each in refused] == [(path.name, f"https://{HOST}{path_of(4)}")]
    assert isinstance(refused[0].code, PageCode)
    assert refused[0].reason
    assert refused[0].offset > 0


def test_damage_is_a_refusal_without_a_code(path, tmp_path):
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(path.read_bytes()[:-40])
    *whole, last = records(cut)
    assert [each["id"] for each in whole if not isinstance(each, UnreadCapture)]
    assert (last.file, last.code) == ("cut.warc.gz", None)


def test_pages_saved_without_their_answer_are_read_and_cut_ones_are_not(tmp_path):
    """As `source=warc:` reads them."""
    segment, cut = (
        each.replace(b"WARC-Date", name + b"\r\nWARC-Date")
        for each, name in zip(
            responses(), (b"WARC-Segment-Number: 1", b"WARC-Truncated: length"), strict=False
        )
    )
    (tmp_path / "x.warc").write_bytes(b"".join((*BESIDE, resources()[2], segment, cut)))
    found, *refused = records(tmp_path / "x.warc")
    assert found["url"] == f"https://{HOST}{path_of(3)}"
    assert [(each.code, each.reason) for each in refused] == [(PageCode.DAMAGED_RECORD, CUT)] * 2


def test_a_file_that_is_missing_or_none_is_a_usage_or_storage_error(tmp_path):
    for path, error in ((tmp_path / "no.warc", UsageError), (tmp_path, UnreadableError)):
        with pytest.raises(error, match=r"^(there is no file .*; name a WARC|cannot read .*; )"):
            next(records(path))


def test_the_reader_of_archives_is_importable_without_scrapy():
    code = "import sys, dvcrawler.reparse as r; list(r.records(sys.argv[1])); print('scrapy' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
