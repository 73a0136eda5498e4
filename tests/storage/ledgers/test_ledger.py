import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import orjson
import pytest

from dvcrawler.errors import StorageError
from dvcrawler.reading import read
from dvcrawler.storage.ledgers.ledger import (
    Ledger,
    Outcome,
    SectionState,
    ledger_path,
    read_section_links,
    reindex,
)
from dvcrawler.storage.ledgers.ledger_lines import read_absorbed
from dvcrawler.storage.ledgers.sections import SectionLink
from dvcrawler.storage.store import Place, Store
from dvcrawler.storage.verify import verify

NOW = "2026-01-31T10:00:00Z"
LATER = "2026-02-01T10:00:00Z"
URL = "https://thu.example/bai"


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path, "thu") as opened:
        yield opened


def keep(store, ledger, record, again_at=None):
    ledger.note_stored(record, store.append(record), again_at)


def note(ledger, id_, outcome, again_at=None, reason="r"):
    ledger.note_outcome(id_, URL, outcome, reason=reason, now=NOW, again_at=again_at)


def test_only_unknown_links_are_entered_and_the_first_address_counts(ledger):
    assert ledger.note_found([("thu:1", "a"), ("thu:2", "b"), ("thu:1", "c")], NOW) == {
        "thu:1",
        "thu:2",
    }
    assert ledger.note_found([("thu:2", "x"), ("thu:3", "d")], LATER) == {"thu:3"}
    known = ledger.known(["thu:1", "thu:2", "thu:3", "thu:4"])
    assert {i: (e.url, e.found_at) for i, e in known.items()} == {
        "thu:1": ("a", NOW),
        "thu:2": ("b", NOW),
        "thu:3": ("d", LATER),
    }
    assert ledger.urls(["thu:3", "thu:4", "thu:1"]) == {"thu:1": "a", "thu:3": "d"}
    assert ledger.urls([]) == {}


#: (revision, captured at, whether an archive had captured it earlier), in the order of storing.
_TEXTS = {
    "live, earlier": (2, [(1, "2026-01", False), (2, "2018-05", True)]),
    "live, earlier, live": (3, [(1, "2026-01", False), (2, "2018-05", True), (3, "2026-03", False)]),
    "live, live, between": (3, [(1, "2026-01", False), (2, "2026-03", False), (3, "2026-02", True)]),
    "clock set back": (2, [(1, "2026-03", False), (2, "2026-01", False)]),
    "two earlier": (3, [(1, "2026-01", False), (2, "2018-05", True), (3, "2017-05", True)]),
}


@pytest.mark.parametrize("is_read_back", [False, True])
@pytest.mark.parametrize(("highest", "lines"), _TEXTS.values(), ids=_TEXTS)
def test_an_archives_earlier_text_takes_a_number_and_is_not_the_newest(
    tmp_path, ledger, make_record, highest, lines, is_read_back
):
    """Read back, the earlier month's file comes first."""
    problem = {"field": "revision", "code": "earlier_capture", "reason": "captured before revision 1"}
    with Store(tmp_path, "thu") as store:
        for revision, month, is_earlier in lines:
            record = make_record(
                1,
                revision=revision,
                captured_at=f"{month}-15T00:00:00Z",
                content_hash=f"hash {revision}",
                date=f"{month}-15",
                problems=[problem] * is_earlier,
            )
            if is_read_back:
                store.append(record)
            else:
                keep(store, ledger, record)
        for _ in range(2):
            ledger.catch_up(store)
    newest = max(revision for revision, _, is_earlier in lines if not is_earlier)
    (entry,) = ledger.known(["thu:1"]).values()
    assert (entry.revision, entry.content_hash) == (highest, f"hash {newest}")
    assert (entry.date, ledger.newest_revision("thu:1")) == (entry.captured_at[:10], newest)
    others = {revision for revision, *_ in lines} - {newest}
    assert all(ledger.checkpoint(f"text:thu:1:hash {each}") for each in others)
    assert list(verify(tmp_path, "thu")) == []


def test_many_ids_are_looked_up_at_once(ledger):
    ids = [f"thu:{n}" for n in range(1700)]
    ledger.note_found([(i, URL) for i in ids], NOW)
    assert list(ledger.known(ids)) != []
    assert set(ledger.known(ids)) == set(ids)
    assert ledger.known([]) == {}


def test_a_stored_article_is_known_with_its_hash_and_day(tmp_path, ledger, make_record):
    with Store(tmp_path, "thu") as store:
        ledger.note_found([("thu:1", URL)], "2026-01-01T00:00:00Z")
        keep(store, ledger, make_record(1), LATER)
    entry = ledger.known(["thu:1"])["thu:1"]
    assert (entry.outcome, entry.revision, entry.date) == (Outcome.STORED, 1, "2024-05-01")
    assert (entry.found_at, entry.again_at) == ("2026-01-01T00:00:00Z", LATER)
    assert ledger.content_of("thu:1") == (1, make_record(1)["content_hash"])
    assert ledger.content_of("thu:2") is None
    assert ledger.newest() == "2024-05-01"


def test_the_sections_that_a_site_links_to_are_read_without_a_run_or_are_none(tmp_path, ledger):
    links = [
        SectionLink("/a", "https://thu.example/a", "Kinh tế"),
        SectionLink("/b", "https://thu.example/b", None),
    ]
    ledger.note_section_links(links)
    assert read_section_links(tmp_path, "thu") == links
    assert read_section_links(tmp_path, "khac") == []
    ledger_path(tmp_path, "hong").write_bytes(b"no database" * 1000)
    assert read_section_links(tmp_path, "hong") == []


def test_a_section_is_given_a_name_once_it_has_one_and_keeps_it(ledger):
    url = "https://thu.example/a"
    names = []
    for name in (None, "Kinh tế", None, "Kinh tế - Xã hội"):
        ledger.note_section_links([SectionLink("/a", url, name)])
        names += [link.name for link in ledger.section_links()]
    assert names == [None, "Kinh tế", "Kinh tế", "Kinh tế"]


def test_a_failed_second_look_does_not_undo_what_is_stored(tmp_path, ledger, make_record):
    with Store(tmp_path, "thu") as store:
        keep(store, ledger, make_record(1))
    note(ledger, "thu:1", Outcome.GONE, LATER, "404")
    entry = ledger.known(["thu:1"])["thu:1"]
    assert (entry.outcome, entry.again_at, entry.reason) == (Outcome.STORED, LATER, "404")
    assert (entry.tries, entry.revision) == (1, 1)


def test_tries_count_up_until_it_is_stored(tmp_path, ledger, make_record):
    for _ in range(3):
        note(ledger, "thu:1", Outcome.FAILED, NOW)
    assert ledger.known(["thu:1"])["thu:1"].tries == 3
    with Store(tmp_path, "thu") as store:
        keep(store, ledger, make_record(1))
    assert ledger.known(["thu:1"])["thu:1"].tries == 0


def test_stored_cannot_be_claimed_without_a_line(ledger):
    with pytest.raises(ValueError, match="note_stored"):
        note(ledger, "thu:1", Outcome.STORED)


def test_what_is_due_comes_longest_overdue_first(ledger):
    for number, again in enumerate([LATER, None, "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"]):
        note(ledger, f"thu:{number}", Outcome.UNREAD, again)
    assert [e.id for e in ledger.due(NOW, 10)] == ["thu:3", "thu:2"]
    assert [e.id for e in ledger.due(NOW, 1)] == ["thu:3"]


def test_waiting_goes_in_order_of_finding_while_the_ledger_is_written(ledger):
    ids = [f"thu:{n}" for n in range(1200, 0, -1)]
    ledger.note_found([(i, URL) for i in ids], NOW)
    got = []
    for entry in ledger.waiting():
        got.append(entry.id)
        note(ledger, entry.id, Outcome.GONE)
        ledger.note_found([(f"thu:new{len(got)}", URL)], NOW)
    assert got == ids
    assert len(list(ledger.waiting(7))) == 7


def test_counts_are_by_outcome(ledger):
    ledger.note_found([("thu:1", URL), ("thu:2", URL)], NOW)
    note(ledger, "thu:3", Outcome.REFUSED)
    assert ledger.counts() == {"found": 2, "refused": 1}
    assert ledger.newest() is None


def test_sections_come_longest_unvisited_first(ledger):
    ledger.note_section_visit("a", LATER, 0)
    ledger.note_section_visit("b", NOW, 3)
    assert [s.key for s in ledger.sections()] == ["b", "a"]
    ledger.note_section_visit("b", "2026-03-01T00:00:00Z", 0)
    assert ledger.section("b") == SectionState("b", "2026-03-01T00:00:00Z", NOW, None, None)
    assert [s.key for s in ledger.sections()] == ["a", "b"]


def test_a_completed_walk_says_from_when_and_down_to_which_day(ledger):
    ledger.complete_section("a", NOW, "2024-01-01")
    assert ledger.section("a") == SectionState("a", NOW, None, NOW, "2024-01-01")
    ledger.complete_section("a", LATER, None)
    assert ledger.section("a") == SectionState("a", NOW, None, LATER, None)
    assert ledger.section("b") is None


def test_a_checkpoint_holds_the_last_value(ledger):
    assert ledger.checkpoint("sitemap") is None
    ledger.set_checkpoint("sitemap", "1")
    ledger.set_checkpoint("sitemap", "2")
    assert ledger.checkpoint("sitemap") == "2"


def test_lines_of_a_killed_run_are_caught_up_once(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        keep(store, ledger, make_record(1), LATER)
        store.append(make_record(2))
        assert ledger.catch_up(store) == 1
        assert ledger.catch_up(store) == 0
        assert ledger.counts() == {"stored": 2}


def test_a_gap_before_a_noted_line_is_caught_up(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        store.append(make_record(1))
        keep(store, ledger, make_record(2), LATER)
        assert ledger.catch_up(store) == 2
        known = ledger.known(["thu:1", "thu:2"])
        assert known["thu:1"].outcome is Outcome.STORED
        assert known["thu:2"].again_at == LATER


def test_a_line_whose_note_failed_is_caught_up_behind_later_notes(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        keep(store, ledger, make_record(1))
        store.append(make_record(2))
        keep(store, ledger, make_record(3))
        assert ledger.catch_up(store) == 2
        assert ledger.counts() == {"stored": 3}


def test_the_highest_revision_wins_in_any_order(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for revision in (2, 3, 1):
            store.append(make_record(1, revision))
        ledger.catch_up(store)
        assert ledger.content_of("thu:1") == (3, make_record(1, 3)["content_hash"])


def test_lines_that_are_no_records_are_passed_over(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
        path = store.files()[0]
    good = path.read_bytes()
    path.write_bytes(b'no json\n{"id": []}\n{"a": 1}\n[1]\n' + good)
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        assert ledger.catch_up(store) == 1


@pytest.mark.parametrize("change", ["shortened", "deleted", "replaced"])
def test_a_store_that_went_back_is_read_again(tmp_path, make_record, change):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        first = store.append(make_record(1))
        store.append(make_record(2))
        ledger.catch_up(store)
        note(ledger, "thu:9", Outcome.GONE)
        path = store.files()[0]
        raw = path.read_bytes()
    if change == "deleted":
        path.unlink()
    else:
        whole = raw[: first.end]
        longer = orjson.dumps(make_record(3, body="x" * 9000)) + b"\n"
        path.write_bytes(whole if change == "shortened" else longer)
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        ledger.catch_up(store)
        held = {"shortened": {"thu:1"}, "deleted": set(), "replaced": {"thu:3"}}[change]
        stored = ledger.known(["thu:1", "thu:2", "thu:3", "thu:9"])
        assert {i for i, e in stored.items() if e.outcome is Outcome.STORED} == held
        assert stored["thu:9"].outcome is Outcome.GONE


def damage(path: Path, how: str) -> None:
    if how == "garbage":
        path.write_bytes(random.Random(1).randbytes(8192))
    elif how == "cut":
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
    else:
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()


@pytest.mark.parametrize("how", ["garbage", "cut", "other version"])
def test_an_unusable_ledger_is_kept_aside_and_rebuilt(tmp_path, make_record, how):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for number in range(50):
            keep(store, ledger, make_record(number))
    damage(ledger_path(tmp_path, "thu"), how)
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        assert ledger.rebuilt
        assert "thu.sqlite.broken-1" in ledger.rebuilt
        assert ledger.catch_up(store) == 50
        assert ledger.counts() == {"stored": 50}
    with Ledger(tmp_path, "thu") as ledger:
        assert ledger.rebuilt is None


def test_a_garbled_value_in_a_sound_page_is_noticed(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        keep(store, ledger, make_record(1))
    path = ledger_path(tmp_path, "thu")
    content, content_hash = path.read_bytes(), make_record(1)["content_hash"].encode()
    assert content_hash in content
    path.write_bytes(content.replace(content_hash, b"f" * len(content_hash)))
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        assert "have changed since it was closed" in ledger.rebuilt
        ledger.catch_up(store)
        assert ledger.content_of("thu:1") == (1, content_hash.decode())


def test_a_folder_in_its_place_is_kept_aside(tmp_path):
    ledger_path(tmp_path, "thu").mkdir(parents=True)
    with Ledger(tmp_path, "thu") as ledger:
        assert "a folder was in its place" in ledger.rebuilt


def test_reindex_moves_a_folder_in_its_place_aside(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
    ledger_path(tmp_path, "thu").mkdir(parents=True)
    assert reindex(tmp_path, "thu") == 1


def test_a_look_reads_beside_a_run_and_changes_nothing(tmp_path, ledger, make_record):
    with Store(tmp_path, "thu") as store:
        keep(store, ledger, make_record(1))
    with Ledger.open_read_only(tmp_path, "thu") as looking:
        assert looking.counts() == {"stored": 1}
        with pytest.raises(StorageError):
            looking.set_checkpoint("x", "y")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        looking.counts()
    assert not ledger.path.with_name("thu.sqlite.seal").exists()


@pytest.mark.parametrize("how", ["garbage", "other version"])
def test_a_look_at_an_unusable_ledger_is_an_error_that_says_what_to_do(tmp_path, how):
    Ledger(tmp_path, "thu").close()
    path = ledger_path(tmp_path, "thu")
    damage(path, how)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="run `dvcrawler reindex`"):
        Ledger.open_read_only(tmp_path, "thu")
    assert path.read_bytes() == before


def test_a_stored_line_that_is_gone_is_asked_for_again(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        ledger.note_found([("thu:2", URL)], NOW)
        for number in (1, 2):
            keep(store, ledger, make_record(number), LATER)
        path = store.files()[0]
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
        ledger.catch_up(store)
        assert ledger.content_of("thu:1") is not None
        assert [(e.id, e.found_at) for e in ledger.waiting()] == [("thu:2", NOW)]
        keep(store, ledger, make_record(2))
        assert ledger.counts() == {"stored": 2}


def test_a_run_begins_later_than_every_run_before_even_under_a_wrong_clock(ledger):
    moments = [
        ledger.begin(f"{year}-01-31T10:00:00.000000Z") for year in (2026, 2026, 2020, 2030, 2026, 2031)
    ]
    assert moments == sorted(set(moments))
    assert moments[0] == "2026-01-31T10:00:00.000000Z"
    assert moments[-1] == "2031-01-31T10:00:00.000000Z"


def test_what_a_clock_that_was_ahead_has_put_off_for_years_is_due(ledger):
    note(ledger, "thu:1", Outcome.FAILED, "2036-01-01T00:00:00Z")
    note(ledger, "thu:2", Outcome.UNREAD, "2026-03-01T00:00:00Z")
    note(ledger, "thu:3", Outcome.UNREAD, "2026-01-01T00:00:00Z")
    assert [e.id for e in ledger.due(NOW, 10)] == ["thu:3", "thu:1"]


def test_a_deleted_ledger_with_its_log_left_behind_is_rebuilt(tmp_path, make_record):
    path = ledger_path(tmp_path, "thu")
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        keep(store, ledger, make_record(1))
        shutil.copy(f"{path}-wal", tmp_path / "log")
    path.unlink()
    shutil.copy(tmp_path / "log", f"{path}-wal")
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        assert ledger.catch_up(store) == 1
        assert ledger.counts() == {"stored": 1}


def test_reindex_builds_the_same_entries(tmp_path, make_record):
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for number in range(5):
            keep(store, ledger, make_record(number))
        keep(store, ledger, make_record(1, 2))
        before = ledger.known([f"thu:{n}" for n in range(5)])
    packed = tmp_path / "articles/thu/2020-01.jsonl.gz"
    packed.touch()
    with pytest.raises(StorageError):  # and what only the ledger knows is not lost
        reindex(tmp_path, "thu")
    packed.unlink()
    with Ledger(tmp_path, "thu") as ledger:
        assert ledger.known([f"thu:{n}" for n in range(5)]) == before
    assert reindex(tmp_path, "thu") == 6
    with Ledger(tmp_path, "thu") as ledger:
        assert ledger.known([f"thu:{n}" for n in range(5)]) == before


def test_a_busy_ledger_is_a_storage_error(tmp_path, ledger):
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ledger._db.execute("PRAGMA busy_timeout = 50")  # ten seconds in earnest
    with pytest.raises(StorageError, match="locked"):
        ledger.note_found([("thu:1", URL)], NOW)
    other.close()
    assert ledger.note_found([("thu:1", URL)], NOW) == {"thu:1"}


def test_a_failed_note_leaves_the_ledger_as_it_was(tmp_path, ledger, make_record):
    with pytest.raises(KeyError):
        ledger.note_stored({"id": "thu:1"}, Place("2026-01.jsonl", 0, 9), None)
    assert ledger.counts() == {}
    assert read_absorbed(ledger._db) == {}


WRITER = """
import sys
from pathlib import Path
import orjson
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.store import Store
data, record = Path(sys.argv[1]), orjson.loads(sys.stdin.buffer.read())
with SiteLock(data, "thu", "t"), Store(data, "thu") as store, Ledger(data, "thu") as ledger:
    ledger.catch_up(store)
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        record["id"] = f"thu:{number}"
        record["body"] = "x" * (number * 7919 % 60000)
        if ledger.content_of(record["id"]) is None:
            place = store.append(record)
            print(record["id"], flush=True)  # stored, as it has returned
            ledger.note_stored(record, place, None)
"""


def kill(writer, is_killed):
    is_killed.set()
    writer.kill()


def test_kill_at_any_instant_loses_nothing_and_doubles_nothing(tmp_path, make_record):
    chance, promised = random.Random(20260131), set()
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        writer.stdin.write(orjson.dumps(make_record(1)))
        writer.stdin.close()
        assert writer.stdout.readline() == b"ready\n"
        is_killed = threading.Event()
        killing = threading.Timer(chance.uniform(0.005, 0.08), kill, (writer, is_killed))
        killing.start()  # on time, however long a reading takes: the store would grow with each
        while not is_killed.is_set():
            beside = read(tmp_path, "thu")
            assert all(record["site"] == "thu" for record in beside)
            assert beside.torn <= is_killed.is_set()  # half a line is left by a kill alone
        killing.join()
        promised |= {x.decode().strip() for x in writer.stdout if x.endswith(b"\n")}
        writer.stdout.close()
        writer.wait()
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        ledger.catch_up(store)
        stored = ledger.counts()["stored"]
    held = Counter(record["id"] for record in read(tmp_path, "thu"))
    assert len(promised) > 20
    assert promised <= held.keys()
    assert set(held.values()) == {1}
    assert stored == len(held)


def test_a_damaged_ledger_that_is_read_only_stays_where_it_is(tmp_path, ledger):
    ledger.note_found([(f"thu:{n}", f"https://thu.example/{n}" + "x" * 200) for n in range(500)], NOW)
    ledger.close()
    data = bytearray(ledger.path.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    ledger.path.write_bytes(data)
    with (
        pytest.raises(StorageError, match="dvcrawler reindex"),
        Ledger.open_read_only(tmp_path, "thu") as reading,
    ):
        list(reading.not_stored())
    assert ledger.path.read_bytes() == data
    assert not list(ledger.path.parent.glob("*.broken*"))
