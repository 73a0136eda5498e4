"""Ledger, capture index and backlog: deleted, garbled, foreign, locked. They are derived: nothing is lost."""

import random
import shutil
import sqlite3

import pytest

from dvcrawler.errors import ExitCode
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.faults.harness import (
    ARTICLES,
    CLEAN,
    SITE,
    ask,
    begin_crawl,
    check_ended,
    check_recovers,
    crawl_under,
    stored_lines,
    wait_for,
)
from tests.portal import crawl

FILES = {
    "ledger": f"{SITE}.sqlite",
    "capture index": f"{SITE}.warc.sqlite",
    "backlog": f"{SITE}.backlog.sqlite",
}
SECTOR = 512


def delete(path, chance):
    path.unlink(missing_ok=True)


def empty(path, chance):
    path.write_bytes(b"")


def become_text(path, chance):
    path.write_text("not a database\n" * 500)


def become_folder(path, chance):
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "something").write_text("of somebody's")


def be_cut(path, chance):
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(1, len(content))])


def be_cut_to_its_head(path, chance):
    path.write_bytes(path.read_bytes()[:100])


def garble_sectors(path, chance):
    content = bytearray(path.read_bytes())
    for _ in range(3):
        at = chance.randrange(len(content) // SECTOR) * SECTOR
        content[at : at + SECTOR] = chance.choice((bytes(SECTOR), chance.randbytes(SECTOR)))
    path.write_bytes(content)


def garble_bytes(path, chance):
    content = bytearray(path.read_bytes())
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def change_version(version):
    def change(path, chance):
        db = sqlite3.connect(path)
        db.execute(f"PRAGMA user_version={version}")
        db.close()

    change.__name__ = f"version_{version}"
    return change


def be_of_another_program(path, chance):
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("CREATE TABLE articles(x); PRAGMA user_version=1")
    db.close()


def garble_log(path, chance):
    path.with_name(path.name + "-wal").write_bytes(chance.randbytes(5000))
    path.with_name(path.name + "-shm").write_bytes(chance.randbytes(32768))


WOUNDS = (
    delete,
    empty,
    become_text,
    become_folder,
    be_cut_to_its_head,
    change_version(0),
    change_version(2),
    change_version(99),
    be_of_another_program,
    garble_log,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The data folder after one crawl, with a backlog."""
    data, portal = tmp_path_factory.mktemp("sound"), Portal(ARTICLES)
    with serve(portal) as server:
        crawl(server, data, SITE)
    backlog = sqlite3.connect(data / "state" / FILES["backlog"])
    backlog.executescript(
        "CREATE TABLE questions(name TEXT PRIMARY KEY, resume TEXT, done INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE captures(article TEXT NOT NULL, stamp TEXT NOT NULL, original TEXT NOT NULL,"
        "file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,"
        "PRIMARY KEY(article, stamp, original)) WITHOUT ROWID; PRAGMA user_version=1"
    )
    backlog.close()
    return data


@pytest.fixture
def data(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "data")


@pytest.fixture
def portal():
    """As when it was crawled, and two new articles since."""
    portal = Portal(ARTICLES)
    portal.add(SITE, 2)
    return portal


def recover(portal, data, *arguments, codes=CLEAN):
    with serve(portal) as server:
        ended = crawl_under(server, data, *arguments)
        check_ended(ended, *codes)
        check_recovers(server, portal, data, "-a", "revisit=all")
    return ended


@pytest.mark.slow
def test_a_garbled_ledger_is_rebuilt_and_no_article_is_stored_twice(portal, data):
    garble_sectors(data / "state" / FILES["ledger"], random.Random(1))
    recover(portal, data)


@pytest.mark.slow
@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.__name__)
@pytest.mark.parametrize("file", ["ledger", "capture index"])
def test_a_wounded_file_is_begun_again(portal, data, file, wound):
    wound(data / "state" / FILES[file], random.Random(1))
    recover(portal, data)


@pytest.mark.slow
@pytest.mark.parametrize("wound", [garble_sectors, garble_bytes, be_cut], ids=lambda wound: wound.__name__)
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("file", ["ledger", "capture index"])
def test_derived_files_that_are_garbled_at_random_places_are_recovered(portal, data, file, wound, seed):
    wound(data / "state" / FILES[file], random.Random(seed))
    recover(portal, data, codes=(*CLEAN, ExitCode.STORAGE))


@pytest.mark.slow
@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.__name__)
def test_a_wounded_backlog_is_begun_again(portal, data, wound, tmp_path):
    wound(data / "state" / FILES["backlog"], random.Random(1))
    archive = sorted((data / "warc" / SITE).glob("*.gz"))[0]
    copy = shutil.copy(archive, tmp_path / "old.warc.gz")
    recover(portal, data, "-a", f"source=warc:{copy}")


def wounded(data, wound, file="ledger"):
    path = data / "state" / FILES[file]
    wound(path, random.Random(1))
    return path


@pytest.mark.sampled(3)
@pytest.mark.parametrize("wound", [become_text, change_version(99)], ids=lambda wound: wound.__name__)
@pytest.mark.parametrize("words", [("verify", SITE), ("sites",), ("coverage", SITE)], ids=lambda w: w[0])
def test_a_command_that_only_looks_leaves_a_wounded_ledger_where_it_is(data, wound, words):
    path = wounded(data, wound)
    before = path.read_bytes()
    ended = ask(data, *words)
    check_ended(ended)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.broken-*"))


def test_verify_names_a_wounded_ledger_and_what_to_do_and_no_more(data):
    wounded(data, become_text)
    ended = ask(data, "verify", SITE)
    check_ended(ended, ExitCode.PARTIAL)
    finding, count = ended.out.splitlines()
    assert count == f"1 finding in {data}"
    assert "reindex" in finding


@pytest.mark.slow
@pytest.mark.parametrize("file", ["ledger", "capture index"])
def test_a_file_that_another_process_keeps_locked_ends_the_run_with_15_and_says_so(portal, data, file):
    holder = sqlite3.connect(data / "state" / FILES[file])
    holder.execute("BEGIN EXCLUSIVE")
    with serve(portal) as server:
        ended = crawl_under(server, data)
        check_ended(ended, ExitCode.STORAGE)
        assert "another process keeps it busy" in ended.out + ended.err
        holder.rollback()
        holder.close()
        check_recovers(server, portal, data)


@pytest.mark.slow
def test_a_ledger_deleted_under_a_run_loses_and_doubles_nothing(portal, tmp_path):
    with serve(portal) as server:
        run = begin_crawl(
            server, tmp_path, "-s", "DOWNLOAD_DELAY=0.05", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"
        )
        wait_for(lambda: stored_lines(tmp_path) >= 5)
        for path in (tmp_path / "state").glob(f"{SITE}.sqlite*"):
            path.unlink()
        check_ended(run.wait(), *CLEAN, ExitCode.STORAGE)
        check_recovers(server, portal, tmp_path)
