"""Words with Vietnamese marks where the locale is not UTF-8, as under an old cron."""

import json
import os
import subprocess
import sys

import pytest

from dvcrawler.cli.typed_text import read_argument, read_typed
from tests.commands.test_output import POOR
from tests.derived.store import article, write
from tests.portal import environment

C = POOR[1]


def run(data, *words, cwd=None):
    """In a process of its own: how arguments are decoded is decided where Python starts."""
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", os.fspath(data)]
    return subprocess.run(
        command, env=environment(**C), capture_output=True, text=True, timeout=300, check=False, cwd=cwd
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder whose own name has marks: files are found by the bytes that were typed."""
    data = tmp_path_factory.mktemp("data") / "báo chí"
    write(
        data,
        article("1", "Mưa lớn ở Nam Định", "Trời mưa.", site="baonamdinh", section="Đời sống"),
        article("2", "Gặt sớm", "Lúa chín.", site="baonamdinh", section="Kinh tế"),
    )
    return data


@pytest.mark.sampled(9)
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["mưa"], ["1"]),
        (["Mưa lớn"], ["1"]),
        (["lúa", "chín"], ["2"]),
        (["nam định"], ["1"]),
        (['section:"Đời sống"'], ["1"]),
        (['section:"kinh tế"', "lúa"], ["2"]),
        (["gặt", "-lúa"], []),
        (["lúa", "--not=mưa"], ["2"]),
        (["đường"], []),
    ],
)
def test_words_with_marks_are_found(data, words, found):
    ended = run(data, "search", "--json", *words)
    held = [hit["id"] for hit in json.loads(ended.stdout)["hits"]]
    assert held == [f"baonamdinh:{number}" for number in found], ended.stderr
    assert ended.returncode == (0 if found else 1)


def test_a_site_typed_with_marks_is_suggested(data):
    assert "did you mean baonamdinh?" in run(data, "sites", "Báo Nam Định").stderr


@pytest.mark.slow
def test_the_reason_of_a_removal_is_kept_as_it_was_typed(tmp_path):
    write(tmp_path, article("1", "Mưa", "Trời mưa.", site="baonamdinh"))
    ended = run(tmp_path, "remove", "baonamdinh:1", "--reason", "Yêu cầu của tác giả", "--mark")
    assert ended.returncode == 0, ended.stderr
    (kept,) = (json.loads(line) for line in run(tmp_path, "remove", "--list", "--json").stdout.splitlines())
    assert kept["reason"] == "Yêu cầu của tác giả"


@pytest.mark.slow
def test_files_are_found_by_the_bytes_that_were_typed(data, tmp_path):
    page, table = tmp_path / "trang mưa.html", tmp_path / "bảng.csv"
    page.write_text("<html><p>Trời mưa.</p></html>", "utf-8")
    url = "https://thu.example/mưa-lớn-1.html"
    read = run(data, "extract", page.name, "--generic", "--url", url, cwd=tmp_path)
    shown = url.encode("ascii", "backslashreplace").decode()
    assert read.stderr == f"dvcrawler: {shown}: no layout reads this page\n"
    assert run(data, "export", "--to", str(table), "mưa").returncode == 0
    assert "Mưa lớn ở Nam Định" in table.read_text("utf-8-sig")


def test_what_is_not_utf_8_stays_as_it_was_typed():
    latin = os.fsdecode(b"caf\xe9")
    assert read_typed(latin) == latin
    assert [read_typed(text) for text in ("", "mưa", "\udcc6", "a b")] == ["", "mưa", "\udcc6", "a b"]
    assert read_argument("source=urls:mưa.txt") == "source=urls:mưa.txt"
