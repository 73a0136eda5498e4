import errno
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import orjson
import pytest
from warcio.archiveiterator import ArchiveIterator

from dvcrawler.derived.lookup import find_records, find_revisions
from dvcrawler.errors import LockedError, UsageError
from dvcrawler.reading import latest, new, read
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome, reindex
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.media.database import Media
from dvcrawler.storage.removals import held as held_of
from dvcrawler.storage.removals import steps
from dvcrawler.storage.removals.erase import clear_derived
from dvcrawler.storage.removals.held import find_held
from dvcrawler.storage.removals.log import Removal, Step, read_removals, removals_path, write_step
from dvcrawler.storage.store import Place, Store
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.captures import index_path
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex, forget_captures
from dvcrawler.storage.warc.lookup import find_capture
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.removal_store import (
    AT,
    BEGUN,
    ID,
    SECRET,
    SITE,
    article,
    change,
    check_settled,
    check_whole,
    exchange,
    fill,
    held,
    open_again,
    places_of,
    tombstones,
    unpacked,
    url_of,
)

MONTH = "2026-01.jsonl"
OTHERS = [("thu:1", 1), ("thu:3", 1), ("thu:4", 1)]


@pytest.fixture
def data(tmp_path):
    fill(tmp_path)
    return tmp_path


def indexed(data):
    with closing(CaptureIndex(data, SITE)) as index:
        return [each.url for each in index.all()]


def captures_of(data):
    return [record["capture"] for record in read(data) if record["id"] == ID]


def test_nothing_is_left_of_a_removed_article_and_everything_of_the_others(data):
    assert places_of(data, SECRET)
    before = {path: path.stat().st_size for path in data.glob("*/thu/*") if path.suffix != ".log"}
    change(data)
    assert check_settled(data)
    assert {path: path.stat().st_size for path in before} == before
    assert tombstones(data) == [ID]


def test_a_tombstone_that_the_log_does_not_know_counts_and_is_entered_in_it(data):
    """The log was lost, or another program wrote the line."""
    path = data / "articles" / SITE / MONTH
    with path.open("ab") as file:
        file.write(orjson.dumps({"schema": 2, "id": ID, "removed_at": AT}) + b"\n")
    assert held(data) == OTHERS
    assert find_revisions(data, SITE, ID) == []
    with pytest.raises(UsageError):
        next(find_records(data, [ID]))
    before = path.read_bytes()
    for _ in range(3):
        open_again(data)
    assert path.read_bytes() == before
    assert tombstones(data) == [ID]
    with Ledger(data, SITE) as ledger:
        assert ledger.known([ID])[ID].outcome is Outcome.REMOVED
    change(data)
    assert check_settled(data)


def test_a_month_file_from_an_older_backup_gets_its_tombstone_again_once(data):
    path = data / "articles" / SITE / "2026-02.jsonl"
    change(data, "mark")
    path.write_bytes(b"")
    with Store(data, SITE) as store:
        store.append(article(9, captured_at="2026-02-01T00:00:00Z"))
    for _ in range(3):
        open_again(data)
    assert path.read_bytes().count(b"removed_at") == 1
    assert ID not in dict(held(data))


def test_the_tombstone_has_no_content(data):
    change(data)
    (line,) = (data / "articles" / SITE / "2026-02.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {"schema": 2, "id": ID, "removed_at": AT, "reason": "yêu cầu"}


def test_every_line_stays_valid_json_and_no_byte_of_another_line_moves(data):
    path = data / "articles" / SITE / MONTH
    before = path.read_bytes().splitlines()
    change(data)
    after = path.read_bytes().splitlines()
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True, False, True]
    assert [set(json.loads(line)) for line in after if b"erased" in line] == [{"schema", "erased_at"}] * 2


def test_other_tools_read_the_archive_to_its_end(data):
    change(data)
    (path,) = (data / "warc" / SITE).iterdir()
    with path.open("rb") as file:
        kinds = [
            record.rec_type
            for record in ArchiveIterator(file, check_digests="raise")
            if record.content_stream()
        ]
    assert kinds.count("response") == 3
    assert kinds.count("metadata") == 6


def test_the_index_of_captures_forgets_it_and_is_not_rebuilt_wrongly(data):
    change(data)
    assert indexed(data) == [url_of(1), url_of(3), url_of(4)]
    (data / "state" / "thu.warc.sqlite").unlink()
    assert indexed(data) == [url_of(1), url_of(3), url_of(4)]


def test_readers_do_not_see_it_while_it_is_only_marked(data):
    names = captures_of(data)
    change(data, "mark")
    assert held(data) == OTHERS
    assert find_revisions(data, SITE, ID) == []
    with pytest.raises(UsageError):
        next(find_records(data, [ID]))
    assert [find_capture(data, *name.split("#")) for name in names] == [None, None]
    assert tombstones(data) == [ID]
    assert [finding.what for finding in verify(data, SITE)] == []
    assert places_of(data, SECRET)


def test_a_search_index_from_before_shows_nothing_of_a_removal_that_was_interrupted_at_once(data):
    """Nothing but the line in the log is there, and no process has opened the store since."""
    assert next(find_records(data, ["thu:2"]))
    write_step(data, SITE, Removal(ID, Step.PLANNED, AT, "", ("2026-02.jsonl", 0)))
    with pytest.raises(UsageError):
        next(find_records(data, [ID]))
    assert next(find_records(data, ["thu:1"]))


def test_a_mark_can_be_taken_back_and_everything_is_as_before(data):
    first = f"text:{ID}:2-1"
    with Ledger(data, SITE) as ledger:
        assert ledger.checkpoint(first) is not None
    change(data, "mark")
    open_again(data)
    with Ledger(data, SITE) as ledger:
        assert ledger.checkpoint(first) is None, "a fingerprint of the removed text is left"
    change(data, "undo")
    assert len(captures_of(data)) == 2
    assert len(find_revisions(data, SITE, ID)) == 2
    assert [record["id"] for record in find_records(data, [ID])] == [ID]
    with Ledger(data, SITE) as ledger:
        assert ledger.content_of(ID) == (2, "2-2")
        assert ledger.checkpoint(first) is not None
    assert tombstones(data) == []
    check_whole(data)


def test_a_restoration_that_the_log_does_not_know_counts_also_in_a_later_month(data):
    folder = data / "articles" / SITE
    for month, at in (("2026-02", "removed_at"), ("2026-03", "restored_at")):
        (folder / f"{month}.jsonl").write_bytes(orjson.dumps({"schema": 2, "id": ID, at: AT}) + b"\n")
    later = (
        orjson.dumps({"schema": 2, "id": "thu:3", "removed_at": AT})
        + b"\n"
        + orjson.dumps(article(3, 2))
        + b"\n"
    )
    (folder / "2026-04.jsonl").write_bytes(later)
    rest = [("thu:1", 1), (ID, 2), ("thu:4", 1)]
    given: dict[str, int] = {}
    for entry in new(None, data)[0]:
        given |= {entry["id"]: entry.get("revision", 0)}
    assert given == {**dict(rest), "thu:3": 0}
    for _ in range(2):
        clear_derived(data)
        assert held(data) == rest
        assert [record["id"] for record in find_records(data, [id_ for id_, _ in rest])] == [
            id_ for id_, _ in rest
        ]
        with pytest.raises(UsageError):
            next(find_records(data, ["thu:3"]))
        assert [len(find_revisions(data, SITE, id_)) for id_ in (ID, "thu:3")] == [2, 0]
        reindex(data, SITE)
        with Ledger(data, SITE) as ledger:
            assert ledger.counts() == {Outcome.STORED: 3, Outcome.REMOVED: 1}


def test_an_article_that_was_restored_but_lost_its_lines_is_asked_for_again(data):
    change(data, "mark")
    path = next((data / "articles").glob(f"*/{MONTH}"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if orjson.loads(line)["id"] != ID))
    change(data, "undo")
    with Ledger(data, SITE) as ledger:
        assert ledger.known([ID]) == {}


def test_a_marked_article_is_erased_later_and_keeps_its_one_tombstone(data):
    change(data, "mark")
    change(data)
    assert check_settled(data)


def test_what_is_erased_cannot_be_restored(data):
    change(data)
    with pytest.raises(UsageError, match="erased; it cannot be restored"):
        change(data, "undo")


def test_what_is_not_removed_cannot_be_restored(data):
    with pytest.raises(UsageError, match="is not removed"):
        change(data, "undo")


def test_the_store_refuses_it_afterwards(data):
    change(data)
    with Store(data, SITE) as store, pytest.raises(ValueError, match="was removed"):
        store.append(article(2, 3))


def test_the_ledger_knows_it_as_removed_also_when_it_is_built_again(data):
    change(data)
    for _ in range(2):
        with Ledger(data, SITE) as ledger:
            entry = ledger.known([ID])[ID]
            assert (entry.outcome, entry.revision, entry.content_hash) == (Outcome.REMOVED, 0, None)
            ledger.note_outcome(ID, url_of(2), Outcome.FOUND, reason=None, now=AT, again_at=AT)
            assert ledger.known([ID])[ID].outcome is Outcome.REMOVED
            assert ledger.due("2027-01-01T00:00:00Z", 10) == []
            assert [each.id for each in ledger.not_stored()] == []
        reindex(data, SITE)


def test_a_line_that_was_half_written_and_set_aside_is_erased_too(data):
    path = data / "articles" / SITE / MONTH
    own = path.read_bytes().splitlines(keepends=True)[1]
    with path.open("ab") as file:
        file.write(own[: len(own) // 2])
    open_again(data)
    aside = path.with_name(MONTH + ".torn")
    aside.write_bytes(aside.read_bytes() + b'{"schema":2,"id":"thu:3","rev')
    assert SECRET.encode() in aside.read_bytes()
    change(data)
    assert SECRET.encode() not in aside.read_bytes()
    assert aside.read_bytes().endswith(b'{"schema":2,"id":"thu:3","rev')


#: What damage leaves of the article's line and the next one; the last value says whether that can be read.
DAMAGE = {
    "a byte at its beginning": (lambda own, other: b"\xff" + own[1:] + other, True),
    "a byte in its keys": (lambda own, other: own.replace(b'"schema"', b'"sch\xffma"', 1) + other, True),
    "a byte in its text": (lambda own, other: own.replace(b'"body":"', b'"body":"\xff', 1) + other, True),
    "its beginning is lost": (lambda own, other: own[own.index(b'"id"') :] + other, True),
    "its end is lost": (lambda own, other: own[:-40] + b"\n" + other, True),
    "the line end behind it": (lambda own, other: own[:-1] + other, True),
    "the line end before it": (lambda own, other: other[:-1] + own, True),
    "between others": (lambda own, other: other[:-1] + own[:-1] + other, False),
    "twice on a line": (lambda own, other: own[:-1] + own + other, True),
    "in a list": (lambda own, other: b"[" + own[:-1] + b"]\n" + other, True),
    "spaces behind the colons": (lambda own, other: b"x" + own.replace(b'"id":', b'"id": ', 1) + other, True),
    "escapes in the id": (lambda own, other: own.replace(b'"thu:2"', b'"thu\\u003a2"') + other, True),
}


@pytest.mark.parametrize(("garble", "is_other_whole"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_line_is_erased_and_only_the_part_of_the_article(data, garble, is_other_whole):
    path = data / "articles" / SITE / MONTH
    lines = path.read_bytes().splitlines(keepends=True)
    own, other = (next(line for line in lines if f'"thu:{n}"'.encode() in line) for n in (2, 3))
    assert SECRET.encode() in own
    rest = [line for line in lines if line not in (own, other)]
    path.write_bytes(b"".join([garble(own, other), *rest]))  # a damaged last line is set aside
    change(data)
    assert places_of(data, SECRET) == []
    assert b'"thu:2"' not in path.read_bytes().replace(path.read_bytes().splitlines()[-1], b"")
    assert (("thu:3", 1) in held(data)) is is_other_whole
    assert {("thu:1", 1), ("thu:4", 1)} <= set(held(data))
    assert tombstones(data) == [ID]


def test_a_picture_that_only_a_damaged_line_names_goes_with_it(data):
    picture = "https://anh.example/mat.png"
    writer = WarcWriter(data, SITE, BEGUN.replace(year=2027), ())
    writer.write(
        Exchange(picture, BEGUN, "GET", (), 200, "OK", ((b"Content-Type", b"image/png"),), SECRET.encode())
    )
    writer.close()
    CaptureIndex(data, SITE).close()
    image = {"url": picture, "caption": None, "credit": None, "capture": None}
    path = data / "articles" / SITE / MONTH
    line = orjson.dumps(article(2, 3, images=[image])).replace(b'"schema"', b'"sch\xffma"')
    path.write_bytes(line + b"\n" + path.read_bytes())
    change(data)
    assert places_of(data, SECRET) == []


def test_a_line_that_another_program_wrote_in_another_form_is_erased_too(data):
    path = data / "articles" / SITE / MONTH
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    turned = [dict(sorted(line.items(), reverse=True)) for line in lines]
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in turned), "utf-8")
    assert len(list(read(data))) == 5
    change(data)
    assert SECRET not in path.read_text("utf-8")
    assert held(data) == OTHERS
    assert places_of(data, SECRET) == []


@pytest.mark.parametrize(
    "line",
    [
        {"lines": [[MONTH, 0, 2**63]]},
        {"lines": [[MONTH, -1, 9]]},
        {"lines": [[MONTH, 0, True]]},
        {"lines": 7},
        {"id": ID},
        {"id": "khac:2"},
        {"step": "removed"},
        {"lines": [["../x", 0, 9]]},
        {"lines": [[MONTH, 0]]},
        {"members": [["/etc/passwd", 0, 9, "x"]]},
        {"members": [["a.warc.gz", 0, 9, 1]]},
        {"reason": None},
        {"notice": [MONTH, "0"]},
        {"notice": ["x", 0]},
        {"removed_at": 5},
        {"restored_at": 5},
    ],
)
def test_a_line_of_the_log_that_makes_no_sense_does_nothing_and_is_reported(data, line):
    step = {
        "id": ID,
        "step": "planned",
        "removed_at": AT,
        "reason": "",
        "notice": [MONTH, 0],
        "lines": [],
        "members": [],
        "restored_at": None,
    } | line
    if line == {"id": ID}:
        del step["members"]
    removals_path(data, SITE).write_bytes(orjson.dumps(step) + b"\n")
    open_again(data)
    assert len(list(read(data))) == 5
    assert [finding.what for finding in verify(data, SITE)] == ["not a step of a removal"]


def test_a_capture_that_another_article_refers_to_stays(data):
    """A revisit record of another address with the same bytes has no bytes of its own."""
    index = CaptureIndex(data, SITE)
    original = index.find(captures_of(data)[0].partition("#")[2])
    writer = WarcWriter(data, SITE, BEGUN.replace(year=2027), (), lambda url, digest: original)
    capture = writer.write(exchange(7, f"{SECRET} hai"))
    writer.close()
    index.add(capture)
    index.close()
    with Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        ledger.note_stored(*(lambda r: (r, store.append(r), None))(article(7, capture=capture.name)))
        found = find_held(store, ID, lambda url: url == url_of(2))
        assert found.shared == (original.record_id,)
        steps.remove(store, ID, "r", AT, found)
        ledger.catch_up(store)
    assert [finding.what for finding in verify(data, SITE)] == []
    assert f"{SECRET} hai, sửa lại".encode() not in b"".join(
        unpacked(path.read_bytes()) for path in (data / "warc" / SITE).iterdir()
    )


def test_pictures_go_with_their_article_unless_another_one_shows_them(data):
    writer = WarcWriter(data, SITE, BEGUN.replace(year=2027), ())
    index = CaptureIndex(data, SITE)
    own, both = (writer.write(exchange(n, f"picture {n}")) for n in ("a.jpg", "b.jpg"))
    index.add(own)
    index.add(both)
    index.close()
    writer.close()

    def shown(capture):
        return {"url": capture.url, "caption": None, "credit": None, "capture": capture.name}

    with Store(data, SITE) as store:
        store.append(article(2, 3, images=[shown(own), shown(both)]))
        store.append(article(8, images=[shown(both)]))
    change(data)
    archive = b"".join(unpacked(path.read_bytes()) for path in (data / "warc" / SITE).iterdir())
    assert b"picture a.jpg" not in archive
    assert b"picture b.jpg" in archive


def test_a_file_from_a_backup_in_its_place_is_not_overwritten(data, tmp_path):
    """The places in the log are checked: only what is the article's is erased."""
    change(data)
    log = removals_path(data, SITE)
    planned = log.read_bytes().splitlines(keepends=True)[0]
    log.write_bytes(planned)
    path = data / "articles" / SITE / MONTH
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    (warc,) = (data / "warc" / SITE).iterdir()
    content = warc.read_bytes()
    warc.write_bytes(content[:10] + content[10:])
    open_again(data)
    assert held(data) == OTHERS


def test_a_backup_that_brings_it_back_is_noticed_and_hidden(data, tmp_path):
    backup = tmp_path / "backup"
    shutil.copytree(data / "articles" / SITE, backup)
    change(data)
    shutil.copy(backup / MONTH, data / "articles" / SITE / MONTH)
    assert held(data) == OTHERS
    assert f"{ID} was removed" in [finding.what for finding in verify(data, SITE)]
    change(data)
    assert check_settled(data)


def test_a_removal_waits_for_nobody_and_changes_nothing_while_a_run_is_under_way(data):
    with SiteLock(data, SITE, AT), pytest.raises(LockedError):
        change(data)
    assert len(list(latest(data))) == 4


def test_the_last_place_of_a_reader_stays_valid_over_an_erased_line(data):
    with Store(data, SITE) as store:
        store.append(article(2, 3, body=SECRET))
    entries, cursor = new(None, data)
    assert len(list(entries)) == 6
    change(data)
    with Store(data, SITE) as store:
        store.append(article(9))
    entries, cursor = new(cursor, data)
    assert [each["id"] for each in entries] == ["thu:9", ID]
    assert list(new(cursor, data)[0]) == []


def test_a_removal_that_was_interrupted_before_it_erased_is_finished_by_the_next_opening(data, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "erase", stop)
    with pytest.raises(KeyboardInterrupt):
        change(data)
    monkeypatch.undo()
    assert places_of(data, SECRET)
    assert check_settled(data)


def test_a_tombstone_enters_the_log_with_its_reason(data):
    with (data / "articles" / SITE / MONTH).open("ab") as file:
        file.write(orjson.dumps({"schema": 2, "id": ID, "removed_at": AT, "reason": "yêu cầu"}) + b"\n")
        file.write(orjson.dumps({"schema": 2, "id": "thu:3", "removed_at": AT}) + b"\n")
    open_again(data)
    found = read_removals(data, SITE)
    assert (found[ID].reason, found["thu:3"].reason) == ("yêu cầu", "")


def test_a_tombstone_in_the_first_line_of_a_file_is_seen(data):
    line = orjson.dumps({"schema": 2, "id": ID, "removed_at": AT, "reason": ""})
    (data / "articles" / SITE / "2026-03.jsonl").write_bytes(line + b"\n")
    open_again(data)
    assert read_removals(data, SITE)[ID].notice == ("2026-03.jsonl", 0)


def test_what_was_removed_is_given_back_and_marks_of_other_articles_do_not_go_with_it(data):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store:
        for id_ in (ID, "thu:3", f"{ID}-2"):
            found = find_held(store, id_, lambda url: False)
            removal = steps.remove(store, id_, "yêu cầu", AT, found, only_mark=True)
            assert (removal.id, removal.step, removal.removed_at) == (id_, Step.MARKED, AT)
        marks = [each.id for each in steps.find_marks(store, ID)]
        assert ID in marks
        assert "thu:3" not in marks


def test_captures_are_forgotten_by_their_record_ids(data):
    with closing(CaptureIndex(data, SITE)) as index:
        first, *others = index.all()
    forget_captures(data, SITE, [])
    forget_captures(data, SITE, [first.record_id])
    with closing(sqlite3.connect(index_path(data, SITE))) as db:
        left = {record_id for (record_id,) in db.execute("SELECT record_id FROM captures")}
    assert left == {each.record_id for each in others}
    forget_captures(data, "khac", [first.record_id])
    assert not index_path(data, "khac").exists()


def test_derived_data_that_cannot_be_deleted_whole_stops_no_removal(data, monkeypatch):
    (data / "derived" / "search").mkdir()

    def refuse(*_, **__):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(os, "rmdir", refuse)
    clear_derived(data)
    assert not (data / "derived" / "search.sqlite").exists()


def test_a_record_that_follows_a_capture_and_is_not_its_request_stays(data):
    """Other programs write no requests, or all of them behind the answers."""
    path = next((data / "warc" / SITE).iterdir())
    packed = path.read_bytes()
    with closing(CaptureIndex(data, SITE)) as index:
        captures = list(index.all())
    kept = packed[: captures[0].offset] + b"".join(packed[c.offset : c.offset + c.length] for c in captures)
    path.write_bytes(kept)
    with SiteLock(data, SITE, AT), Store(data, SITE) as store:
        found = find_held(store, ID, lambda url: url == url_of(2))
    assert {member.record_id for member in found.members} == {
        c.record_id for c in captures if c.url == url_of(2)
    }


def test_a_picture_is_found_under_the_address_that_was_asked_for_and_stays_while_another_article_names_it(
    tmp_path,
):
    named, asked = "https://anh.example/ảnh 1.png", "https://anh.example/%E1%BA%A3nh%201.png"
    writer = WarcWriter(tmp_path, SITE, BEGUN, ())
    capture = writer.write(Exchange(asked, BEGUN, "GET", (), 200, "OK", (), b"a picture"))
    writer.close()
    images = [
        {"url": url, "caption": None, "credit": None, "capture": None} for url in (named, "https://[x/a.png")
    ]
    with SiteLock(tmp_path, SITE, AT), Store(tmp_path, SITE) as store:
        store.append(article(1, images=images))
        found = find_held(store, "thu:1", lambda url: False)
        assert found.members[0].record_id == capture.record_id
        assert (len(found.members), found.shared) == (2, ())
        store.append(article(2, images=images[:1]))
        found = find_held(store, "thu:1", lambda url: False)
        assert (found.members, found.shared) == ((), (capture.record_id,))
        assert find_held(store, "thu:1", lambda url: False, ["thu:2"]).shared == ()


def test_a_picture_that_was_held_behind_a_redirect_stays_while_another_article_names_it(tmp_path):
    named, asked = "https://anh.example/a.png", "https://cdn.example/b.png"
    writer = WarcWriter(tmp_path, SITE, BEGUN, ())
    capture = writer.write(Exchange(asked, BEGUN, "GET", (), 200, "OK", (), b"a picture"))
    other = writer.write(Exchange("https://cdn.example/c.png", BEGUN, "GET", (), 200, "OK", (), b"another"))
    writer.close()
    images = [{"url": named, "caption": None, "credit": None, "capture": None}]
    with SiteLock(tmp_path, SITE, AT), Store(tmp_path, SITE) as store:
        store.append(article(1, images=images))
        with closing(Media(tmp_path, SITE, 100)) as media:
            media.catch_up(store)
            media.note_held(named, capture.name, 9)
        found = find_held(store, "thu:1", lambda url: False)
        assert found.members[0].record_id == capture.record_id
        store.append(article(2, images=images))
        found = find_held(store, "thu:1", lambda url: url == other.url)
        assert found.shared == (capture.record_id,)
        assert found.members[0].record_id == other.record_id


def test_the_further_pages_of_an_article_go_with_it_and_those_of_others_stay(tmp_path):
    writer = WarcWriter(tmp_path, SITE, BEGUN, ())
    urls = [f"{url_of(1)}{more}" for more in ("", "?trang=2", "?trang=3", "?trang=4")]
    captures = [
        writer.write(Exchange(url, BEGUN, "GET", (), 200, "OK", (), url.encode()))
        for url in (*urls, url_of(2), f"{url_of(2)}?trang=2")
    ]
    writer.close()
    joined = {"field": "body", "code": "several-pages", "reason": f"the others are: {urls[1]}, {urls[2]}"}
    elsewhere = {"field": "title", "code": "other", "reason": f"see {urls[3]}"}
    with SiteLock(tmp_path, SITE, AT), Store(tmp_path, SITE) as store:
        store.append(article(1, problems=[joined, elsewhere]))
        found = find_held(store, "thu:1", lambda url: False)
    kept = {member.record_id for member in found.members}
    assert [each.url for each in captures if each.record_id in kept] == urls[:3]


def test_a_capture_that_its_file_no_longer_holds_has_no_members(data):
    with closing(CaptureIndex(data, SITE)) as index, Store(data, SITE) as store:
        capture = next(iter(index.all()))
        assert len(list(held_of._find_members(store, capture))) == 2
        for gone in (replace(capture, offset=1 << 30), replace(capture, file="another.warc.gz")):
            assert list(held_of._find_members(store, gone)) == []


@pytest.mark.parametrize("how", [None, "mark"])
def test_a_removal_that_the_ledger_does_not_know_of_yet_is_reported_as_interrupted(data, how):
    """Not as a ledger that has too much: to rebuild it is not what helps."""
    with SiteLock(data, SITE, AT), Store(data, SITE) as store:
        found = find_held(store, ID, lambda url: url == url_of(2))
        steps.remove(store, ID, "yêu cầu", AT, found, only_mark=how == "mark")
    told = [(each.what, each.fix) for each in verify(data, SITE)]
    assert told == [(f"the removal of {ID} was interrupted", "the next crawl finishes it")]
    open_again(data)
    assert list(verify(data, SITE)) == []


def test_an_interrupted_removal_does_not_excuse_another_article_that_only_the_ledger_knows(data):
    with SiteLock(data, SITE, AT), Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        steps.remove(store, ID, "yêu cầu", AT, find_held(store, ID, lambda url: url == url_of(2)))
        ledger.note_stored(article(9), Place(MONTH, 1, 2), None)
    told = [each.what for each in verify(data, SITE)]
    assert told == [f"the removal of {ID} was interrupted", "the ledger knows articles that the store lacks"]
