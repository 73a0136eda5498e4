"""Lines torn or garbled: the store's, the run records', the running note."""

import json
import random
import shutil

import pytest

from dvcrawler.errors import ExitCode
from dvcrawler.reading import latest, new_since, read
from dvcrawler.storage.run_records.runs import read_runs
from tests.faults.harness import (
    CLEAN,
    SITE,
    ask,
    check_complete,
    check_ended,
    check_recovers,
    check_store,
    check_verified,
    crawl_under,
)
from tests.portal import runs


@pytest.fixture
def data(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "data")


def store_of(data):
    (path,) = (data / "articles" / SITE).glob("*.jsonl")
    return path


CUTS = {
    "the last newline": lambda line: line[:-1],
    "after the first byte": lambda line: line[:1],
    "in a key": lambda line: line[:4],
    "in a letter of two bytes": lambda line: (
        line[: line.index("ă".encode()) + 1] if "ă".encode() in line else line[:50]
    ),
    "in the body": lambda line: line[: len(line) // 2],
    "before the last brace": lambda line: line[:-2],
    "NULs instead of its end": lambda line: line[: len(line) // 2] + bytes(len(line) // 2),
    "NULs alone": lambda line: bytes(len(line)),
    "NULs and a newline": lambda line: bytes(len(line) - 1) + b"\n",
    "half a line and a newline": lambda line: line[: len(line) // 2] + b"\n",
}


def cut_last(path, cut):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + cut(lines[-1]))


def test_a_torn_line_is_set_aside_and_its_article_fetched_again(server, portal, data):
    cut_last(store_of(data), CUTS["in the body"])
    ended = crawl_under(server, data)
    check_ended(ended, *CLEAN)
    assert "a half-written line of" in ended.err
    check_complete(data, portal)


@pytest.mark.slow
@pytest.mark.parametrize("cut", CUTS)
def test_a_line_cut_anywhere_is_fetched_again(server, portal, data, cut):
    cut_last(store_of(data), CUTS[cut])
    check_recovers(server, portal, data, was_cut=True)


@pytest.mark.slow
@pytest.mark.parametrize("cut", CUTS)
def test_a_line_torn_while_it_was_written_is_not_the_articles(server, portal, data, cut):
    line = store_of(data).read_bytes().splitlines(keepends=True)[0].replace(SITE.encode() + b":", b"other:")
    with store_of(data).open("ab") as file:
        file.write(CUTS[cut](line))
    check_recovers(server, portal, data)


@pytest.mark.slow
def test_a_file_cut_back_by_whole_lines_is_filled_again(server, portal, data):
    path = store_of(data)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-5]))
    # The run records still tell of bytes that are gone; `verify` says so.
    crawl_under(server, data)
    check_store(data)
    check_complete(data, portal)


@pytest.mark.slow
def test_a_file_that_was_deleted_is_filled_again(server, portal, data):
    store_of(data).unlink()
    check_ended(crawl_under(server, data), *CLEAN)
    check_store(data)
    check_complete(data, portal)


def garble_line(path, number, text):
    lines = path.read_bytes().splitlines(keepends=True)
    length = len(lines[number])
    lines[number] = text[:length].ljust(length - 1, b"x")[: length - 1] + b"\n"
    path.write_bytes(b"".join(lines))


@pytest.mark.slow
def test_a_garbled_line_in_the_middle_is_named_and_its_article_had_back_after_a_reindex(server, portal, data):
    path = store_of(data)
    garble_line(path, 3, b'{"schema": garbage')
    assert len(list(read(data, SITE))) == len(portal.expected(SITE)) - 1
    found = ask(data, "verify", SITE)
    check_ended(found, ExitCode.PARTIAL)
    assert "not a JSON object" in found.out
    assert ask(data, "reindex", SITE).code == ExitCode.PARTIAL
    check_ended(crawl_under(server, data), *CLEAN)
    assert sorted(r["id"] for r in latest(data, SITE)) == sorted(e["id"] for e in portal.expected(SITE))
    check_verified(data, but=("not a JSON object",))


@pytest.mark.slow
def test_line_ends_of_windows_lose_and_double_nothing(server, portal, data):
    path = store_of(data)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    check_ended(crawl_under(server, data), *CLEAN)
    check_store(data)
    check_complete(data, portal)


def wound_of(content, kind, chance):
    if kind == "cut":
        return content[: chance.randrange(1, len(content))]
    if kind == "no newline":
        return content[:-1]
    if kind == "NULs":
        return bytes(len(content))
    if kind == "text":
        return b"garbage\n"
    if kind == "empty":
        return b""
    if kind == "other types":
        value = json.loads(content.splitlines()[-1])
        wrong = {
            "id": 7,
            "files": {"2026-01.jsonl": "x"},
            "ends": {"2026-01.jsonl": "many"},
            "started_at": None,
        }
        return json.dumps(value | wrong).encode() + b"\n"
    if kind == "no object":
        return b"[1, 2]\n"
    content = bytearray(content)
    for _ in range(5):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


KINDS = ("cut", "no newline", "NULs", "text", "empty", "other types", "no object", "garbled")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_wounded_run_record_loses_no_article_and_no_line_for_new_since(server, portal, data, kind):
    path = data / "runs" / f"{SITE}.jsonl"
    path.write_bytes(wound_of(path.read_bytes(), kind, random.Random(3)))
    check_ended(crawl_under(server, data), *CLEAN)
    check_complete(data, portal)
    first = next(read_runs(data, SITE))
    told = {record["id"] for record in new_since(first.id, data)}
    start, end = next(iter(first.files.values()), (0, 0))
    content = store_of(data).read_bytes()
    assert told == {json.loads(line)["id"] for line in (content[:start] + content[end:]).splitlines()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*KINDS, "folder"])
def test_a_wounded_running_note_is_passed_over(server, portal, data, kind):
    note = data / "state" / f"{SITE}.run.json"
    last = runs(data, SITE)[-1]
    content = json.dumps(
        last | {"id": f"{SITE}-dead", "files": {}, "ends": {}, "exit_name": "running"}
    ).encode()
    if kind == "folder":
        note.mkdir()
        ended = crawl_under(server, data)
        check_ended(ended, ExitCode.STORAGE)
        assert "run.json" in ended.out + ended.err
        note.rmdir()
    else:
        note.write_bytes(wound_of(content + b"\n", kind, random.Random(4)))
    check_recovers(server, portal, data)


@pytest.mark.slow
def test_no_reader_trips_over_any_of_it(data):
    path = store_of(data)
    whole = path.read_bytes()
    for cut in CUTS.values():
        path.write_bytes(whole)
        cut_last(path, cut)
        assert all(set(record) >= {"id", "title"} for record in read(data, SITE))
        assert len(list(latest(data, SITE))) >= whole.count(b"\n") - 1
