"""The index of lines: the same records as reading everything gives, whatever happens to the files."""

import os
import random
import shutil
import sqlite3
from collections import Counter

import pytest

from dvcrawler.coverage.count import Coverage, add_numbers, count_articles
from dvcrawler.derived.lines.line_index import open_line_index
from dvcrawler.reading import latest
from dvcrawler.reading.newest import read_latest
from dvcrawler.storage.store import Store
from tests.storage import removal_store
from tests.storage.removal_store import ID, change, fill

SINCE, UNTIL = "2024-03-01", "2025-02-28"
DAYS = ["2023-12-31", "2024-03-01", "2024-07-15", "2025-02-28", "2025-03-01", None]
MONTHS = ["2024-03-31T23:59:59Z", "2024-08-01T00:00:00Z", "2025-03-05T12:00:00Z", "2026-01-31T08:00:00Z"]


def by_reading(data, since=SINCE, until=UNTIL):
    return list(read_latest(data, None, since, until))


def by_index(data, since=SINCE, until=UNTIL):
    return list(latest(data, since=since, until=until))


def counts(data, sites=("thu", "khac")):
    """(months, sections, days) of each site, by the index and by reading."""
    with open_line_index(data) as index:
        for site in sites:
            counted, read = Coverage(site), Coverage(site)
            numbers = index.numbers(site)
            add_numbers(counted, numbers.days, numbers.months)
            count_articles(read, read_latest(data, site))
            yield (counted.months, counted.sections, counted.days), (read.months, read.sections, read.days)


def same(data):
    assert by_index(data) == by_reading(data)
    for counted, read in counts(data):
        assert counted == read


@pytest.fixture
def put(tmp_path, make_record):
    """Appends a line to a site's store."""

    def append(number, revision=1, site="thu", **fields):
        with Store(tmp_path, site) as store:
            store.append(make_record(number, revision, site=site, id=f"{site}:{number}", **fields))

    return append


def test_after_every_line_of_a_random_history_both_are_the_same(tmp_path, put):
    chance, revisions = random.Random(1), Counter()
    for step in range(80):
        site, number = chance.choice(["thu", "khac"]), chance.randint(1, 9)
        revisions[site, number] += chance.choice([0, 1, 1]) or (not revisions[site, number])
        put(
            number,
            revisions[site, number],
            site,
            date=chance.choice(DAYS),
            captured_at=chance.choice(MONTHS),
            via=chance.choice(["live", "live", "wayback"]),
            section=chance.choice(["Xã hội", "Kinh tế", None]),
        )
        if step % 4 == 0 or step > 70:
            same(tmp_path)
    assert by_index(tmp_path)


def test_an_article_that_is_removed_erased_or_restored(tmp_path, monkeypatch):
    plain = removal_store.article
    dated = {"date": "2026-01-30", "section": "Xã hội"}
    monkeypatch.setattr(removal_store, "article", lambda *given, **more: plain(*given, **more, **dated))
    fill(tmp_path)
    wide = ("2000-01-01", "2030-01-01")
    for action in (None, "mark", "undo", "mark", "remove"):
        if action:
            change(tmp_path, *(() if action == "remove" else (action,)))
        assert by_index(tmp_path, *wide) == by_reading(tmp_path, *wide)
        assert (ID in [record["id"] for record in by_index(tmp_path, *wide)]) == (action in (None, "undo"))
        for counted, read in counts(tmp_path, ["thu"]):
            assert counted == read
    (tmp_path / "articles/thu/removals.log").unlink()
    assert by_index(tmp_path, *wide) == by_reading(tmp_path, *wide)


def _cut(path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


def _flip(path):
    """One bit of the last line, of which the length stays; the time of change with it."""
    times = path.stat()
    text = path.read_bytes()
    at = text.rindex(b'"revision"')
    path.write_bytes(text[:at] + b'"revisiom"' + text[at + 10 :])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _grow(path):
    path.write_bytes(path.read_bytes() + b'{"a":1}\nno JSON\n{"half')


def _replace(path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.unlink()
    path.write_bytes(b"".join(reversed(lines)) + lines[0])


def _remove(path):
    path.unlink()


def _make_pipe_of_the_index(path):
    (path.parents[2] / "derived/lines.sqlite").write_bytes(b"no database" * 1000)


def _copy(path):
    shutil.copy(path, path.with_name("2019-12.jsonl"))


def _age(path):
    with sqlite3.connect(path.parents[2] / "derived/lines.sqlite") as db:
        db.execute("PRAGMA user_version=99")
    db.close()


def _delete_index(path):
    for each in (path.parents[2] / "derived").iterdir():
        each.unlink()


def _put_a_folder_there(path):
    _delete_index(path)
    (path.parents[2] / "derived/lines.sqlite").mkdir()


@pytest.mark.parametrize(
    "harm",
    [
        _cut,
        _flip,
        _grow,
        _replace,
        _remove,
        _make_pipe_of_the_index,
        _age,
        _copy,
        _delete_index,
        _put_a_folder_there,
    ],
)
def test_files_that_change_otherwise_than_by_growing(tmp_path, put, harm):
    for number in range(6):
        put(number, date="2024-07-15", captured_at=MONTHS[number % 2])
    put(2, 2, date="2024-07-16", captured_at=MONTHS[0])
    assert len(by_index(tmp_path)) == 6
    harm(tmp_path / "articles/thu" / f"{MONTHS[0][:7]}.jsonl")
    assert sorted(by_index(tmp_path), key=str) == sorted(by_reading(tmp_path), key=str)
    assert by_index(tmp_path) == by_reading(tmp_path)
    if harm is not _put_a_folder_there:
        same(tmp_path)


def test_a_folder_that_cannot_be_written_is_read_without_an_index(tmp_path, put):
    put(1, date="2024-07-15")
    (tmp_path / "derived").write_text("no folder")
    assert [record["id"] for record in by_index(tmp_path)] == ["thu:1"]
    assert open_line_index(tmp_path) is None


def test_only_what_is_new_is_read_again(tmp_path, put, monkeypatch):
    put(1, date="2024-07-15")
    put(2, date="2024-07-15", captured_at=MONTHS[0])
    by_index(tmp_path)
    put(3, date="2024-07-15")
    started = []
    from dvcrawler.derived.lines import line_builder

    plain = line_builder.read_lines
    monkeypatch.setattr(
        line_builder, "read_lines", lambda path, start: started.append(start) or plain(path, start)
    )
    assert len(by_index(tmp_path)) == 3
    assert len(started) == 1
    assert started[0] > 0


def test_two_readers_that_extend_it_at_once(tmp_path, put):
    put(1, date="2024-07-15")
    first = latest(tmp_path, since=SINCE)
    assert next(first)["id"] == "thu:1"
    put(2, date="2024-07-15")
    assert len(by_index(tmp_path)) == 2
    assert list(first) == []
