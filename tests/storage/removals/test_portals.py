"""Removals of a site without a site file, whose folder has another name than the site."""

import sys

import pytest

from dvcrawler.derived.lookup import find_records
from dvcrawler.errors import UsageError
from dvcrawler.reading import latest
from dvcrawler.storage.removals.log import Removal, Step, write_step
from tests import warm
from tests.derived.store import article, write

SITE, AT = "portal/x.vn", "2026-01-31T08:00:00Z"
ID = f"{SITE}:1"


@pytest.fixture
def data(tmp_path):
    write(
        tmp_path,
        article(1, "Hội làng", "Lễ hội.", site=SITE),
        article(2, "Hội xuân", "Lễ hội.", site=SITE),
        article(1, "Hội thi", "Lễ hội."),
    )
    return tmp_path


def run(data, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)]
    return warm.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_a_search_index_from_before_shows_nothing_of_a_removal_that_was_interrupted_at_once(data):
    assert next(find_records(data, [ID]))
    write_step(data, SITE, Removal(ID, Step.PLANNED, AT, "x", ("2026-02.jsonl", 0)))
    with pytest.raises(UsageError, match="was removed on 2026-01-31: x"):
        next(find_records(data, [ID]))
    assert run(data, "search", "hội", "--count").stdout == "2\n"


def test_what_was_removed_is_listed(data):
    empty = run(data, "remove", "--list")
    assert (empty.stdout, empty.stderr) == ("", f"dvcrawler: nothing was removed from {data}\n")
    assert run(data, "remove", "--list", "--json").stderr == ""
    assert run(data, "remove", ID, "--reason", "đề nghị", "--mark").returncode == 0
    assert run(data, "remove", "thu:1", "--reason", "y").returncode == 0
    first, second = run(data, "remove", "--list").stdout.splitlines()
    assert first.startswith(f"{ID}  ") and first.endswith("  marked  đề nghị")
    assert second.startswith("thu:1  ") and second.endswith("  erased  y")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("words", [("show",), ("cite",), ("open",), ("similar",)])
def test_of_a_removed_article_its_removal_is_reported(data, words):
    assert run(data, "remove", ID, "--reason", "đề nghị", "--mark").returncode == 0
    ended = run(data, *words, ID)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"dvcrawler: {ID} was removed on ")
    assert ended.stderr.endswith(": đề nghị\n")
    assert run(data, "remove", ID, "--undo").returncode == 0
    assert "was removed" not in run(data, *words, ID).stderr


@pytest.mark.parametrize("site", ["portal/x.vn:8080", "portal/[::1]:81", "portal/[2001:db8::7]"])
def test_an_article_of_a_host_with_a_port_is_removed_and_stays_away(tmp_path, site):
    """The host without a port is another site, with an article of the same number."""
    write(
        tmp_path,
        article(1, "Hội làng", "Lễ hội.", site=site, date="2026-01-02"),
        article(2, "Hội xuân", "Lễ hội.", site=site, date="2026-01-02"),
        article(1, "Hội thi", "Lễ hội.", site=SITE),
    )
    assert [each["id"] for each in latest(tmp_path, site, since="2026-01-01")] == [f"{site}:1", f"{site}:2"]
    ended = run(tmp_path, "remove", f"{site}:1", "--reason", "x")
    assert (ended.returncode, ended.stdout) == (
        0,
        f"{site}:1: removed; 1 line and 0 records of the archive are erased\n",
    )
    assert [each["id"] for each in latest(tmp_path, site, since="2026-01-01")] == [f"{site}:2"]
    assert sorted(each["id"] for each in latest(tmp_path)) == sorted([f"{site}:2", ID])
    assert run(tmp_path, "remove", "--list").stdout.startswith(f"{site}:1  ")
