"""`dvcrawler verify` says what it has checked, and its lines fit the terminal."""

import shutil
import sys

import pytest
from scrapy.settings import Settings

from dvcrawler.commands.verify import Command
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.derived.store import article, write
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
    ended = warm.run(words(data, "verify", *sites), env=environment(), capture_output=True, text=True,
                     check=False, timeout=300)  # fmt: skip
    return ended.returncode, ended.stdout.strip()


def on_terminal(*given):
    with Session(list(given), environment()) as session:
        session.finish()
        return [line for line in session.terminal.shown() if line]


def test_the_sites_that_were_checked_are_counted(store):
    agree = "store, ledger and run records agree"
    assert verify(store) == (0, f"{agree}: 2 sites in {store}")
    assert verify(store, "phunu") == (0, f"{agree}: 1 site in {store}")
    assert verify(store, "phunu", "phunu") == (0, f"{agree}: 1 site in {store}")


def test_a_site_of_which_nothing_is_stored_is_not_called_sound(store):
    agree = f"store, ledger and run records agree: 1 site in {store}"
    assert verify(store, "baonamdinh") == (0, "nothing is stored of baonamdinh")
    assert verify(store, "phunu", "danvan") == (0, f"{agree}; nothing is stored of danvan")


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
    monkeypatch.setattr(
        "dvcrawler.commands.verify.describe_held_sites", lambda settings: asked.append(1) or {}
    )
    command = Command()
    command.settings = Settings({"DVCRAWLER_DATA": str(tmp_path)})
    for name in names:
        command._verify(name)
    assert asked == [1]
