"""Pictures and documents of an article that is removed."""

from contextlib import closing

import pytest
from w3lib.url import safe_url_string

from dvcrawler.reading import latest, new
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.media.database import Media, MediaFile, media_path
from dvcrawler.storage.media.upkeep import rebuild_media, settle_media
from dvcrawler.storage.removals import steps
from dvcrawler.storage.removals.held import find_held
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.lookup import find_capture, find_members
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.removal_store import AT, BEGUN, SITE, article, url_of

HOST = "https://anh.example"
OWN, SHARED, MOVED, TARGET, WANTED = (
    f"{HOST}/{name}" for name in ("ảnh riêng.png", "ảnh chung.png", "dời.png", "kho/1.png", "chưa.png")
)
SENT = {OWN: f"{HOST}/%E1%BA%A3nh%20ri%C3%AAng.png", SHARED: f"{HOST}/%E1%BA%A3nh%20chung.png", MOVED: TARGET}


def picture(url):
    return {"url": url, "caption": None, "credit": None, "capture": None}


def png(url):
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + url.encode()


def answer(url, text):
    return Exchange(
        url,
        BEGUN,
        "GET",
        ((b"Host", b"anh.example"),),
        200,
        "OK",
        ((b"Content-Type", b"image/png"),),
        png(text),
    )


@pytest.fixture
def data(tmp_path):
    """Two articles, of which both name one picture, the second one in another form. One picture is led to
    another address, and one has not been asked for yet.
    """
    index = CaptureIndex(tmp_path, SITE)
    writer = WarcWriter(tmp_path, SITE, BEGUN, (("software", "dvcrawler/test"),), index.same)
    with Store(tmp_path, SITE) as store, closing(Media(tmp_path, SITE, 100)) as media:
        store.append(article(1, images=[picture(url) for url in (OWN, SHARED, MOVED, WANTED)]))
        store.append(article(2, images=[picture(SENT[SHARED])]))
        media.catch_up(store)
        for url, sent in SENT.items():
            capture = writer.write(answer(sent, url))
            index.add(capture)
            media.note_held(url, capture.name, 9)
        media.note_held(SENT[SHARED], index.newest(SENT[SHARED], (200,), 1)[0].name, 9)
    writer.close()
    index.close()
    return tmp_path


def remove(data, *ids, only_mark=False):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        found = {id_: find_held(store, id_, lambda url: False, ids) for id_ in ids}
        for id_, each in found.items():
            steps.remove(store, id_, "yêu cầu", AT, each, only_mark=only_mark)
        ledger.catch_up(store)
        settle_media(store, 100)


def undo(data):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store:
        steps.undo(store, steps.find_mark(store, "thu:1"), AT)
        settle_media(store, 100)


def waiting(data):
    """What the next run asks for."""
    with Store(data, SITE) as store, closing(Media(data, SITE, 100)) as media:
        media.catch_up(store)
        return [file.url for file in media.waiting(("images",), ("live",), 9)]


def archived(data):
    with closing(CaptureIndex(data, SITE)) as index:
        return sorted(capture.url for capture in index.all())


def captures(data):
    return {record["id"]: [each["capture"] for each in record["images"]] for record in latest(data)}


def test_only_what_no_other_article_shows_is_erased(data):
    assert waiting(data) == [WANTED]
    shown = captures(data)["thu:2"]
    remove(data, "thu:1")
    assert archived(data) == [SENT[SHARED]]
    assert captures(data) == {"thu:2": shown} and None not in shown
    assert [finding.what for finding in verify(data, SITE)] == []


def test_nothing_of_a_removed_article_is_asked_for_again(data):
    remove(data, "thu:1")
    assert waiting(data) == []
    with closing(Media(data, SITE, 100)) as media:
        assert media.find_wanted(OWN, ("images",), ("live",)) is None
    assert not [
        name for name in ("riêng", "dời", "chưa") if name.encode() in media_path(data, SITE).read_bytes()
    ]


@pytest.mark.parametrize("rebuild", [True, False])
def test_nor_after_the_database_was_lost_or_the_removal_interrupted_before_it(data, rebuild):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store:
        steps.remove(store, "thu:1", "yêu cầu", AT, find_held(store, "thu:1", lambda url: False))
    if rebuild:
        rebuild_media(data, SITE, 100)
    assert waiting(data) == []
    assert None not in captures(data)["thu:2"]


def test_verify_misses_no_file_of_a_removal_that_the_database_does_not_know_of_yet(data):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        steps.remove(store, "thu:1", "yêu cầu", AT, find_held(store, "thu:1", lambda url: False))
        ledger.catch_up(store)
    assert [finding.what for finding in verify(data, SITE)] == []


def test_articles_removed_together_leave_no_picture(data):
    remove(data, "thu:1", "thu:2")
    assert archived(data) == []
    assert captures(data) == {}


def test_a_mark_hides_the_captures_and_is_taken_back_with_them(data):
    before = captures(data)
    names = [name.partition("#") for name in before["thu:1"] if name]
    remove(data, "thu:1", only_mark=True)
    hidden = [find_capture(data, file, id_) is None for file, _, id_ in names]
    assert hidden == [not find_members(data, file, id_) for file, _, id_ in names] == [True, False, True]
    assert waiting(data) == []
    undo(data)
    kept = [before["thu:1"][0], before["thu:1"][1]]
    assert captures(data)["thu:1"][:2] == kept
    assert captures(data)["thu:2"] == before["thu:2"]


def test_what_is_known_of_the_files_of_others_is_kept(data):
    with closing(Media(data, SITE, 100)) as media:
        media.note_outcome(WANTED, "gone", "the server says 404", "2027-01-01T00:00:00Z")
    with Store(data, SITE) as store:
        store.append(article(3, images=[picture(WANTED)]))
    remove(data, "thu:1")
    with closing(Media(data, SITE, 100)) as media:
        (file,) = media.due(("images",), ("live",), "2027-01-02T00:00:00Z", 9)
    assert isinstance(file, MediaFile) and (file.url, file.tries, file.page) == (WANTED, 1, url_of(3))


def test_the_cursor_gives_records_with_the_captures_of_their_files(data):
    found, _ = new(None, data)
    assert {each["id"]: [image["capture"] for image in each["images"]] for each in found} == captures(data)


def test_a_folder_in_place_of_a_file_of_the_old_database_is_moved_aside(data):
    path = media_path(data, SITE)
    path.with_name(f"{path.name}-wal").mkdir()
    rebuild_media(data, SITE, 100)
    assert path.with_name(f"{path.name}.broken-1-wal").is_dir()


def test_an_address_that_cannot_be_asked_for_is_not_an_obstacle_to_a_database_made_again(data):
    with Store(data, SITE) as store:
        store.append(article(3, images=[picture("https://anh.example:99999/x.png")]))
    rebuild_media(data, SITE, 100)
    assert captures(data)["thu:3"] == [None]


COPY, ELSEWHERE = f"{HOST}/bản sao.png", f"{HOST}/nơi khác.png"


@pytest.fixture
def copies(tmp_path):
    """Two articles with the same bytes, each under its own address; and two addresses that lead to one file."""
    index = CaptureIndex(tmp_path, SITE)
    writer = WarcWriter(tmp_path, SITE, BEGUN, (("software", "dvcrawler/test"),), index.same_file)
    with Store(tmp_path, SITE) as store, closing(Media(tmp_path, SITE, 100)) as media:
        for number, url in enumerate((OWN, COPY), 1):
            store.append(article(number, images=[picture(url)]))
            media.catch_up(store)
            index.add(capture := writer.write(answer(safe_url_string(url), "the same")))
            media.note_held(url, capture.name, 9)
        for number, url in enumerate((MOVED, ELSEWHERE), 3):
            store.append(article(number, images=[picture(url)]))
            media.catch_up(store)
            index.add(writer.write(moved(safe_url_string(url), TARGET)))
            index.add(capture := writer.write(answer(TARGET, "moved")))
            media.note_held(url, capture.name, 9)
    writer.close()
    index.close()
    return tmp_path


def moved(url, target):
    return Exchange(url, BEGUN, "GET", (), 302, "Found", ((b"Location", target.encode()),), b"")


def lost(data, how):
    """What may become of the database of media before an article is removed."""
    if how == "rebuilt":
        rebuild_media(data, SITE, 100)
    elif how == "deleted":
        media_path(data, SITE).unlink()


@pytest.mark.parametrize("how", ["sound", "rebuilt", "deleted"])
@pytest.mark.parametrize(
    "ids", [("thu:1", "thu:2"), ("thu:2", "thu:1"), ("thu:3", "thu:4"), ("thu:4", "thu:3")]
)
def test_articles_removed_one_after_the_other_leave_no_bytes_that_they_shared(copies, ids, how):
    before = [url for url in archived(copies) if url not in archived_of(ids)]
    lost(copies, how)
    for id_ in ids:
        remove(copies, id_)
    assert archived(copies) == before
    assert [finding.what for finding in verify(copies, SITE)] == []


def archived_of(ids):
    urls = (OWN, COPY) if "thu:1" in ids else (MOVED, ELSEWHERE, TARGET)
    return [safe_url_string(url) for url in urls]


@pytest.mark.parametrize("how", ["sound", "rebuilt"])
@pytest.mark.parametrize(("gone", "left"), [(1, 2), (2, 1), (3, 4), (4, 3)])
def test_bytes_that_another_article_shows_under_its_own_address_stay(copies, gone, left, how):
    lost(copies, how)
    shown = captures(copies)[f"thu:{left}"]
    remove(copies, f"thu:{gone}")
    assert captures(copies)[f"thu:{left}"] == shown != [None]
    file, _, record_id = shown[0].partition("#")
    found = find_capture(copies, file, record_id)
    assert found is not None and found.source is not None
    assert [finding.what for finding in verify(copies, SITE)] == []


def test_what_stays_of_a_removed_article_is_reported(copies):
    with SiteLock(copies, SITE, AT), Store(copies, SITE) as store:
        found = [find_held(store, f"thu:{number}", lambda url: False) for number in (1, 2)]
    assert [(len(each.members), len(each.shared)) for each in found] == [(0, 1), (2, 1)]


def test_a_picture_that_was_redirected_to_a_page_does_not_take_the_page_with_it(tmp_path):
    page = Exchange(
        url_of(2), BEGUN, "GET", (), 200, "OK", ((b"Content-Type", b"text/html"),), b"<html>x</html>"
    )
    writer = WarcWriter(tmp_path, SITE, BEGUN, ())
    writer.write(moved(MOVED, url_of(2)))
    writer.write(page)
    writer.close()
    with Store(tmp_path, SITE) as store:
        store.append(article(1, images=[picture(MOVED)]))
    remove(tmp_path, "thu:1")
    assert archived(tmp_path) == [url_of(2)]
