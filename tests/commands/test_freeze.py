"""`dvcrawler freeze`: a page becomes a test case."""

import json
import os
import shutil
import sys
from itertools import count
from pathlib import Path

import pytest

from dvcrawler.frozen import advise, slug_of
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.faults.harness import KILLED, Disk
from tests.portal import environment


@pytest.fixture(scope="module")
def server():
    portal = Portal(24)
    with serve(portal) as running:
        yield portal, running


def freeze(server, folder, *arguments, **more):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "freeze", *arguments, "--to", str(folder)],
        env=environment(server, **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def an_article(portal, site="phunu"):
    return next(e for e in portal.expected(site) if e["body"])


def test_a_live_page_is_frozen_with_its_address_and_time(server, tmp_path):
    portal, running = server
    expected = an_article(portal)
    ended = freeze(running, tmp_path, "phunu", expected["url"])
    assert ended.returncode == 0, ended.stderr
    (folder,) = (tmp_path / "phunu").iterdir()
    assert folder.name == f"party--{slug_of(expected['title'])}"
    assert json.loads((folder / "page.json").read_text("utf-8"))["url"] == expected["url"]
    assert expected["title"] in (folder / "page.html").read_text("utf-8")
    again = freeze(running, tmp_path, "phunu", expected["url"])
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert freeze(running, tmp_path, "phunu", expected["url"], "--force").returncode == 0


def test_a_case_that_a_full_disk_does_not_take_is_written_by_the_next_call(server, tmp_path):
    portal, running = server
    words = ("phunu", an_article(portal)["url"])
    full = Disk(f"{tmp_path}/*/page.html*", short=True).environment(tmp_path / "log")
    ended = freeze(running, tmp_path, *words, **full)
    assert (ended.returncode, "No space left on device; free some space" in ended.stderr) == (15, True)
    (folder,) = (tmp_path / "phunu").iterdir()
    assert list(folder.iterdir()) == []
    assert freeze(running, tmp_path, *words).returncode == 0


def content(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def replaced(server, tmp_path):
    """(words that replace a case by a later state of its page, the folder, the case as it is and as it will be)"""
    portal, _ = server
    expected = an_article(portal)
    host, _, path = expected["url"].removeprefix("https://").partition("/")
    saved = tmp_path / "page.html"
    words = ["phunu", expected["url"], "--file", str(saved)]
    states = []
    for seconds, more in ((0, b"<!-- later -->"), (86_400, b"")):  # the saved page's time is that of its file
        saved.write_bytes(portal.respond(host, f"/{path}").body + more)
        os.utime(saved, (1_750_000_000 - seconds,) * 2)
        assert freeze(None, tmp_path / "to", *words, "--force").returncode == 0
        (folder,) = (tmp_path / "to/phunu").iterdir()
        states.append(content(folder))
    later, before = states
    (folder / "expected.json").write_text("{}")
    saved.write_bytes(later["page.html"])
    os.utime(saved, (1_750_000_000,) * 2)
    return [*words, "--force"], folder, before, later


@pytest.mark.slow
@pytest.mark.parametrize("short", [False, True])
def test_a_kill_leaves_a_replaced_case_whole_or_none(replaced, tmp_path, short):
    words, folder, before, later = replaced
    kept = content(folder)
    for number in count(1):
        log = tmp_path / f"{short}-{number}"
        disk = Disk(f"{folder}/*", "write,fsync,open,rename,unlink", KILLED, number, short=short)
        ended = freeze(None, tmp_path / "to", *words, **disk.environment(log))
        left = content(folder)
        if ended.returncode == 0:
            break
        if "page.html" in left:
            case = {name: left.get(name) for name in before}
            assert case in (before, later), number
            assert case == later or left["expected.json"] == b"{}", "the old case has what was expected of it"
        shutil.rmtree(folder)
        folder.mkdir()
        for name, data in kept.items():
            (folder / name).write_bytes(data)
    assert number > 5
    assert left == later


def test_a_full_disk_leaves_the_case_that_was_to_be_replaced(replaced, tmp_path):
    words, folder, _, _ = replaced
    kept = content(folder)
    for name in ("page.html", "page.json"):
        full = Disk(f"{folder}/{name}*", short=True).environment(tmp_path / name)
        assert freeze(None, tmp_path / "to", *words, **full).returncode == 15
        assert content(folder) == kept


def test_a_saved_page_is_frozen_without_the_network(server, tmp_path):
    portal, _ = server
    expected = an_article(portal)
    host, _, path = expected["url"].removeprefix("https://").partition("/")
    (tmp_path / "page.html").write_bytes(portal.respond(host, f"/{path}").body)
    ended = freeze(None, tmp_path / "to", "phunu", expected["url"], "--file", str(tmp_path / "page.html"))
    assert ended.returncode == 0, ended.stderr
    assert "in a checkout of dvcrawler" in ended.stdout, "no test reads it here"
    assert "tests/extract/test_frozen.py" in advise(Path(__file__).parents[1] / "fixtures")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["phunu"], 2, "name a site and an address"),
        (["nosuch", "https://x.vn/"], 2, "unknown site"),
        (["phunu", "https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-khong-co-9999.html"], 11, "404"),
        (["phunu", "https://phunu.namdinh.gov.vn/"], 2, "is not an article address of phunu"),
        (
            ["phunu", "https://other.example/chi-tiet-noi-dung-khac-9.html"],
            2,
            "is not an article address of phunu",
        ),
        (["phunu", "page.html"], 2, "is not an article address of phunu"),
        (["phunu", "https://"], 2, "is not an address to fetch"),
        (["phunu", "ftp://phunu.namdinh.gov.vn/a"], 2, "is not an address to fetch"),
        (["phunu", ""], 2, "is not an address to fetch"),
    ],
)
def test_what_cannot_be_frozen_is_said_in_one_line(server, tmp_path, arguments, code, says):
    ended = freeze(server[1], tmp_path, *arguments)
    assert ended.returncode == code
    assert says in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_server_that_is_down_is_11(tmp_path):
    ended = freeze(
        None,
        tmp_path,
        "phunu",
        "https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-a-b-1.html",
        DVCRAWLER_CONNECT_TO="phunu.namdinh.gov.vn=127.0.0.1:1",
    )
    assert ended.returncode == 11
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại hội Đảng bộ xã", "dai-hoi-dang-bo-xa"),
        ("../../etc/passwd", "etc-passwd"),
        ("…", "page"),
        ("một " * 40, "mot-" * 14 + "mot"),
    ],
)
def test_a_title_becomes_a_plain_folder_name(title, slug):
    assert slug_of(title) == slug
