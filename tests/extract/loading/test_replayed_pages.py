"""A page that was saved out of the Wayback Machine gives the record of the page itself."""

import json
import re
from datetime import datetime

import pytest

from dvcrawler.extract.loading.base_address import undo_replay
from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved
from tests.extract.test_frozen import PAGES

ARCHIVE = "https://web.archive.org/web/20210305101112"
SCRIPTS = (
    '<script src="https://web-static.archive.org/_static/js/bundle-playback.js?v=1"></script>'
    '<script src="https://web-static.archive.org/_static/js/wombat.js?v=1"></script>'
    "<!-- End Wayback Rewrite JS Include -->"
)
BAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><p>The Wayback Machine - an archive of the page, "
    "12 captures, 05 Mar 2021 - 07 Jun 2023</p><a href='/web/2021*/http://vidu.vn/'>12 captures</a></div>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)
END = "<!-- FILE ARCHIVED ON 10:11:12 Mar 05, 2021 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
#: The prefix of each type of file, absolute, without a scheme and relative.
FORMS = [
    (ARCHIVE, f"{ARCHIVE}im_"),
    (ARCHIVE.removeprefix("https:"), f"{ARCHIVE}im_".removeprefix("https:")),
    ("/web/20210305101112", "/web/20210305101112im_"),
]


def replay(page, home, link, picture):
    page = re.sub(r"(?i)(<head\b[^>]*>)", rf"\1{SCRIPTS}", page, count=1)
    page = re.sub(r"(?i)(<body\b[^>]*>)", rf"\1{BAR}", page, count=1)
    page = re.sub(r"""(?i)(\shref=["'])/(?=\w)""", rf"\1{home}/", page)
    page = re.sub(r"""(?i)(\shref=["'])(https?://)""", rf"\1{link}/\2", page)
    page = re.sub(r"""(?i)(\ssrc=["'])(https?://)""", rf"\1{picture}/\2", page)
    return page + END


def read(page, text):
    about = json.loads(page.with_name("page.json").read_text("utf-8"))
    generic = page.parts[-3] == "portal"
    captured = datetime.fromisoformat(about["captured_at"])
    record = read_saved(text.encode(), about["url"], captured, known_sites(), None, generic=generic)
    return {name: record[name] for name in record if name not in ("extractor", "capture", "layout")}


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("link", "picture"), FORMS, ids=["absolute", "without a scheme", "relative"])
@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.parent.name)
def test_the_record_is_that_of_the_page(page, link, picture):
    text = page.read_bytes().decode("utf-8", "replace")
    url = json.loads(page.with_name("page.json").read_text("utf-8"))["url"]
    assert read(page, replay(text, "/".join(url.split("/")[:3]), link, picture)) == read(page, text)


@pytest.mark.parametrize(
    "page",
    [
        b"<p>Xem <a href='https://web.archive.org/web/2021/http://vidu.vn/'>the Wayback Machine</a></p>",
        f"<head></head><img src='{ARCHIVE}im_/http://vidu.vn/a.jpg'>".encode(),
        b"",
    ],
)
def test_a_page_that_links_to_the_archive_stays_as_it_is(page):
    assert undo_replay(page) == page


def test_a_bar_that_never_ends_stays():
    page = f"<head>{SCRIPTS}</head><p>Trước</p><!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Sau</p>".encode()
    assert undo_replay(page) == page
