"""`dvcrawler verify` says what it has checked, and its lines fit the terminal."""

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from scrapy.settings import Settings

from dvcrawler.commands.verify import Command
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.derived.store import article, write
from tests.faults.harness import Disk, ask
from tests.portal import crawl, environment
from tests.terminal import Session


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    data = tmp_path_factory.mktemp("store") / "data"
    with serve(Portal(24)) as server:
        assert crawl(server, data, "phunu", "-a", "limit=2").code == 0
        assert crawl(server, data, "danguykhoi", "-a", "limit=2").code == 0
    return data


def words(data, *arguments):
    return [sys.executable, "-m", "dvcrawler", *arguments, "--data", str(data)]


def verify(data, *sites):
    ended = warm.run(
        words(data, "verify", *sites),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return ended.returncode, ended.stdout.strip()


def on_terminal(*given):
    with Session(list(given), environment()) as session:
        session.finish()
        return [line for line in session.terminal.shown() if line]


@pytest.mark.slow
def test_the_sites_that_were_checked_are_counted(store):
    agree = "store, ledger and run records agree"
    assert verify(store) == (0, f"{agree}: 2 sites in {store}")
    assert verify(store, "phunu") == (0, f"{agree}: 1 site in {store}")
    assert verify(store, "phunu", "phunu") == (0, f"{agree}: 1 site in {store}")


def test_a_site_of_which_nothing_is_stored_is_not_called_sound(store):
    agree = f"store, ledger and run records agree: 1 site in {store}"
    assert verify(store, "baonamdinh") == (0, "nothing is stored of baonamdinh")
    assert verify(store, "phunu", "danvan") == (0, f"{agree}; nothing is stored of danvan")


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (("articles",), "had stored up to here; restore the file from a back-up"),
        (("articles", "state"), "had stored up to here"),
        (("articles", "runs"), "articles that the store lacks"),
    ],
)
def test_a_site_whose_articles_are_gone_with_their_folder_is_not_called_sound(store, tmp_path, lost, told):
    shutil.copytree(store, tmp_path / "data")
    for folder in lost:
        shutil.rmtree(tmp_path / "data" / folder)
    code, shown = verify(tmp_path / "data")
    assert (code, told in shown) == (10, True), shown


def test_findings_wrap_at_words_on_a_terminal(store, tmp_path):
    data = tmp_path / "a folder with a rather long name, so that no line of a finding fits the terminal"
    shutil.copytree(store, data)
    (path,) = (data / "articles/phunu").glob("*.jsonl")
    path.write_text(path.read_text("utf-8") + "{}\n", "utf-8")
    shown = on_terminal(*words(data, "verify", "phunu"))
    assert max(map(len, shown)) <= 80
    assert all(line.startswith("    ") for line in shown[1:3])


def test_a_report_of_reparse_wraps_at_words_on_a_terminal(store):
    shown = on_terminal(*words(store, "reparse", "phunu", "--dry-run"))
    assert " ".join(line.strip() for line in shown) == (
        "phunu: 2 articles read again: 0 would be revised, 0 would be new, 2 as they were"
    )
    assert all(len(line) <= 80 for line in shown)


def test_the_sites_are_described_once_for_all_that_are_checked(tmp_path, monkeypatch):
    names = ("danguykhoi", "danvan", "phunu")
    for name in names:
        write(tmp_path, article(1, "Hội làng", "Lễ hội.", site=name))
    asked = []
    monkeypatch.setattr("dvcrawler.site_lists.describe_held_sites", lambda settings: asked.append(1) or {})
    command = Command()
    command.settings = Settings({"DVCRAWLER_DATA": str(tmp_path)})
    for name in names:
        command._verify(name)
    assert asked == [1]


def test_a_store_that_may_only_be_read_is_checked_without_its_lock(store, tmp_path, monkeypatch, capsys):
    shutil.copytree(store, tmp_path / "data")
    shutil.rmtree(tmp_path / "data/state")
    shutil.copytree(store / "state", tmp_path / "data/state", ignore=shutil.ignore_patterns("*.lock"))
    index = tmp_path / "data/state/phunu.warc.sqlite"
    index.unlink()
    index.write_bytes(b"")  # the captures are read again, into no file of the store
    monkeypatch.setattr("os.access", lambda path, mode: False)
    command = Command()
    command.settings = Settings({"DVCRAWLER_DATA": str(tmp_path / "data")})
    assert [command._verify(name) for name in ("phunu", "danguykhoi")] == [[], []]
    assert capsys.readouterr().err.count("checked without locks") == 1
    assert (index.read_bytes(), list(index.parent.glob("*.lock"))) == (b"", [])


def test_a_store_on_a_full_disk_is_checked_without_its_lock(store, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(store, data)
    (data / "state/phunu.warc.sqlite").write_bytes(b"")
    ended = ask(data, "verify", **Disk(f"{data}/*").environment(tmp_path / "log"))
    assert (ended.code, ended.out) == (0, f"store, ledger and run records agree: 2 sites in {data}\n")
    assert ended.err.count("No space left on device: checked without locks; a run that writes to it") == 1


def test_reindex_says_which_command_reads_the_pages_that_no_line_knows(store, tmp_path):
    data = shutil.copytree(store, tmp_path / "data")
    (path,) = (data / "articles/phunu").glob("*.jsonl")
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    told = "phunu: 1 archived page without an article; `dvcrawler reparse phunu` notes again why"
    _reindex(data, f"danguykhoi: 2 lines read\nphunu: 1 line read\n{told}\n")


def _leave_half_a_ledger(path):
    path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")


@pytest.mark.parametrize(
    "spoil",
    [_leave_half_a_ledger, lambda path: path.write_bytes(b""), lambda path: path.write_text("in the way")],
)
def test_reindex_mends_a_ledger_that_a_full_disk_left_before_the_first_article(tmp_path, spoil):
    for folder in ("articles/phunu", "state"):
        (tmp_path / folder).mkdir(parents=True)
    spoil(tmp_path / "state/phunu.sqlite")
    code, told = verify(tmp_path)
    assert (code, "run `dvcrawler reindex`" in told) == (10, True), told
    _reindex(tmp_path, "phunu: 0 lines read\n")
    assert verify(tmp_path) == (0, f"store, ledger and run records agree: 1 site in {tmp_path}")


def test_reindex_mends_a_ledger_whose_articles_are_gone(store, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(store, data)
    (path,) = (data / "articles/phunu").glob("*.jsonl")
    path.unlink()
    assert "the ledger knows articles that the store lacks; run `dvcrawler reindex`" in verify(data)[1]
    _reindex(data, "phunu: 0 lines read\n")
    assert "run `dvcrawler reindex`" not in verify(data)[1]


def test_reindex_of_a_folder_without_articles_and_ledgers_says_that_it_is_empty(tmp_path):
    (tmp_path / "articles/phunu").mkdir(parents=True)
    _reindex(tmp_path, f"{tmp_path} is empty: no articles are stored in it\n")


def _reindex(data, said):
    ended = warm.run(
        words(data, "reindex"), env=environment(), capture_output=True, text=True, timeout=300, check=True
    )
    assert said in ended.stdout
