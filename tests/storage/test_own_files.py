"""What a command writes for its user never replaces a file of the store."""

import sys

import pytest

from dvcrawler.errors import UsageError
from dvcrawler.storage.folders import OWN_FOLDERS, check_output
from tests import warm
from tests.derived.store import article, write


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    write(folder, article(1, "Hội làng", "Lễ hội."), article(2, "Hội xuân", "Lễ hội."))
    return folder


def run(data, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)]
    return warm.run(command, capture_output=True, text=True, check=False, cwd=data.parent, timeout=300)


@pytest.mark.parametrize("name", OWN_FOLDERS)
def test_the_folders_of_the_store_and_all_below_are_refused(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / name)
    for path in (f"{name}", f"{name}/x.csv", f"{name}/a/b.html", "link/x.csv", f"other/../{name}/x"):
        with pytest.raises(UsageError, match="holds the store's own files; name another"):
            check_output(tmp_path / path, tmp_path)


def test_a_data_folder_behind_a_link_is_recognised(tmp_path):
    (tmp_path / "real/articles").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError):
        check_output(tmp_path / "real/articles/x", tmp_path / "data")


@pytest.mark.parametrize(
    "path", ["x.csv", "crawl.log", "articles.csv", "articles-2024/x.csv", "../articles/x.csv", "dev"]
)
def test_files_beside_them_are_allowed(tmp_path, path):
    check_output(tmp_path / "data" / path, tmp_path / "data", tmp_path / "data/dvcrawler.toml")


def test_the_settings_file_is_refused(tmp_path):
    with pytest.raises(UsageError, match="is the settings file; name another"):
        check_output(tmp_path / "dvcrawler.toml", tmp_path, tmp_path / "dvcrawler.toml")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--format", "jsonl", "--to"),
        ("export", "--format", "csv", "--to"),
        ("report", "--html"),
        ("coverage", "--html"),
        ("new", "--cursor"),
        ("health", "--metrics"),
        ("crawl", "phunu", "--logfile"),
        ("crawl", "phunu", "--pidfile"),
        ("verify", "--pidfile"),
    ],
)
def test_no_command_writes_over_what_is_stored(data, words):
    (data / "runs").mkdir(exist_ok=True)
    (path,) = (data / "articles/thu").glob("*.jsonl")
    before = path.read_bytes()
    ended = run(data, *words, str(path))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"dvcrawler: {path} lies in {data}/articles, which holds the store's own files; name another\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("export", "--format", "jsonl", "--to"), ("report", "--html"), ("new", "--cursor")]
)
def test_a_dash_writes_no_file_of_that_name(data, words):
    ended = run(data, *words, "-")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "dvcrawler: - does not mean standard output here; name a file\n"
    assert not (data.parent / "-").exists()


def test_a_pidfile_that_cannot_be_written_is_3_and_one_line(data):
    ended = run(data, "verify", "--pidfile", str(data / "none/x"))
    assert (ended.returncode, ended.stdout) == (3, "")
    assert (
        ended.stderr == f"dvcrawler: --pidfile {data}/none/x cannot be written: No such file or directory\n"
    )
