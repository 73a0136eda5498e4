"""Options that name a file or folder: what cannot be meant is one line, and `~` is the home folder.

Options of other texts are not empty either.
"""

import os
import shutil
import sys

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import crawl, environment

PROGRAM = [sys.executable, "-m", "dvcrawler"]
PAGE = "https://baonamdinh.vn/xa-hoi/202501/bai-viet-1234567/"
#: Each option that names a file or folder, last.
OPTIONS = [
    ("coverage", "--html"),
    ("report", "--html"),
    ("export", "--format", "csv", "--to"),
    ("export", "--format", "hf", "--to"),
    ("freeze", "baonamdinh", PAGE, "--file"),
    ("health", "--metrics"),
    ("new", "--cursor"),
    ("probe", PAGE, "--file"),
    ("config", "--config"),
    ("sites", "--data"),
    ("runs", "--data"),
    ("reparse", "--data"),
]
#: Of these, the ones that read a file or write one.
FILES = [words for words in OPTIONS if words[-1] != "--data"]
DEEP = "d" * 300


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    with serve(Portal(12)) as server:
        assert crawl(server, data, "phunu").code in (0, 10)
    return data


@pytest.fixture
def run(crawled, tmp_path):
    """Runs a command in an empty folder."""
    shutil.copytree(crawled, tmp_path / "store")
    (tmp_path / "here").mkdir()

    def run_words(*words, **env):
        given = {"DVCRAWLER_DATA": str(tmp_path / "store"), **env}
        return warm.run(
            [*PROGRAM, *words],
            env=environment(**given),
            cwd=tmp_path / "here",
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run_words


def is_one_line(ended, *codes):
    assert "Traceback" not in ended.stderr
    assert "[Errno" not in ended.stderr and ".part" not in ended.stderr
    assert (ended.returncode in codes, ended.stderr.count("\n")) == (True, 1), ended
    return True


@pytest.mark.parametrize("words", OPTIONS, ids=" ".join)
def test_an_option_without_a_name_is_2(run, words):
    """A script gives it with a variable that is not set; the default would be another folder than is meant."""
    ended = run(*words[:-1], f"{words[-1]}=")
    assert is_one_line(ended, 2)
    assert ended.stderr == f"dvcrawler: argument {words[-1]}: its value is empty; see --help\n"


@pytest.mark.parametrize(
    "words",
    [
        ("reparse", "--since"),
        ("reparse", "--until"),
        ("reparse", "--layout"),
        ("reparse", "--address"),
        ("report", "--html", "report.html", "--since"),
        ("report", "--html", "report.html", "--until"),
        ("extract", PAGE, "--layout"),
        ("browse", "--host"),
    ],
    ids=" ".join,
)
def test_an_empty_choice_is_2_and_does_not_mean_all(run, words):
    ended = run(*words[:-1], f"{words[-1]}=")
    assert is_one_line(ended, 2)
    assert ended.stderr == f"dvcrawler: argument {words[-1]}: its value is empty; see --help\n"


@pytest.mark.sampled(4)
@pytest.mark.parametrize("words", FILES, ids=" ".join)
@pytest.mark.parametrize("kind", ["pipe", "below a file", "too long"])
def test_what_cannot_be_such_a_file_is_one_line(run, tmp_path, words, kind):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("")
    path = {"pipe": tmp_path / "pipe", "below a file": tmp_path / "file/x", "too long": tmp_path / DEEP}[kind]
    ended = run(*words, str(path))
    assert is_one_line(ended, 2, 3)
    assert str(path) in ended.stderr


@pytest.mark.parametrize("words", [("sites", "--data"), ("runs", "--data")], ids=" ".join)
def test_a_data_folder_below_a_file_is_3(run, tmp_path, words):
    (tmp_path / "file").write_text("")
    assert is_one_line(run(*words, str(tmp_path / "file/x")), 3)


def test_the_home_folder_is_meant_by_a_tilde_that_no_shell_replaced(run, tmp_path):
    home = {"HOME": str(tmp_path)}
    (tmp_path / "settings.toml").write_text('data = "~/store"\n')
    shown = run("runs", "--data=~/store", **home).stdout
    assert "phunu" in shown
    assert run("runs", "--config=~/settings.toml", DVCRAWLER_DATA="", **home).stdout == shown
    assert run("runs", DVCRAWLER_CONFIG="~/settings.toml", DVCRAWLER_DATA="", **home).stdout == shown
    assert run("runs", DVCRAWLER_DATA="~/store", **home).stdout == shown
    assert run("report", "--html=~/report.html", **home).returncode == 0
    assert (tmp_path / "report.html").exists()
    assert list((tmp_path / "here").iterdir()) == []


@pytest.mark.parametrize("source", ["urls:~/list", "warc:~/old.warc.gz"])
def test_the_home_folder_is_meant_by_a_tilde_in_a_source(run, tmp_path, source):
    (tmp_path / "list").write_text("")
    (tmp_path / "old.warc.gz").write_bytes(b"")
    ended = run("crawl", "phunu", "-a", f"source={source}", HOME=str(tmp_path))
    assert "there is no" not in ended.stderr


def test_a_user_who_is_not_known_has_no_home_folder(run):
    ended = run("runs", "--data=~nosuchuser/store")
    assert is_one_line(ended, 3)
    assert "~nosuchuser/store" in ended.stderr
