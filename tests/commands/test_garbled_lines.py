"""The commands that read the store say that some of its lines cannot be read: what they print lacks articles."""

import shutil
import sys

import pytest

from tests import warm
from tests.derived.store import article, write

TEXT = (
    "Tuyến đường liên xã dài hai cây số vừa được khởi công, nối các thôn ven sông với quốc lộ của tỉnh. " * 4
)
#: What each ends with on a whole store; each has something to print.
WORDS = {
    "search": ("search", "duong"),
    "count": ("search", "duong", "--count"),
    "search json": ("search", "duong", "--json"),
    "coverage": ("coverage",),
    "coverage json": ("coverage", "--json"),
    "coverage html": ("coverage", "--html", "c.html"),
    "report": ("report", "--html", "r.html"),
    "new": ("new", "--cursor", "place"),
    "similar": ("similar",),
    "csv": ("export", "--to", "out.csv"),
    "jsonl": ("export", "--to", "out.jsonl", "duong"),
    "revisions": ("export", "--to", "out.jsonl", "--all-revisions"),
}


def run(folder, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(folder)]
    return warm.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def data(tmp_path):
    return store(tmp_path)


def store(folder):
    write(
        folder,
        article(1, "Mở đường", TEXT, site="phunu", date="2026-01-02"),
        article(2, "Mở đường", TEXT, site="danguykhoi", date="2026-01-03"),
    )
    return folder


def file_of(data, site):
    (path,) = (data / "articles" / site).glob("*.jsonl")
    return path


def garble(data, site="phunu", lines=1):
    with file_of(data, site).open("ab") as file:
        file.write(b'{"schema":2,"id":"phunu:3","tit\xff\n' * lines)


def without_news(text):
    """Without the line that says that an index is built."""
    return [line for line in text.splitlines() if "from then on only new ones" not in line]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_whole_store_is_0_and_nothing_is_said(data, words):
    ended = run(data, *words)
    assert (ended.returncode, without_news(ended.stderr)) == (0, [])


@pytest.mark.sampled(4)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_garbled_lines_are_10_and_one_line_on_standard_error(data, words):
    whole = run(data, *words).stdout
    (data / "place").unlink(missing_ok=True)
    garble(data, lines=2)
    ended = run(data, *words)
    assert ended.returncode == 10
    assert without_news(ended.stderr) == [
        f"dvcrawler: 2 lines of {file_of(data, 'phunu')} cannot be read, left out here; `dvcrawler verify` names each"
    ]
    assert ended.stdout == whole


def test_a_reindex_says_that_lines_are_left_out(data):
    for site in ("phunu", "danguykhoi"):  # in front: a faulty last line is taken for a torn one
        file_of(data, site).write_bytes(b"no json\n" + file_of(data, site).read_bytes())
    ended = run(data, "reindex", "phunu")
    assert (ended.returncode, ended.stdout) == (10, "phunu: 1 line read\n")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(
        f"dvcrawler: 1 line of {file_of(data, 'phunu')} cannot be read, left out of the ledger;"
    )


def test_lines_of_several_files_are_still_one_line(data):
    garble(data)
    garble(data, "danguykhoi", 2)
    (line,) = run(data, "coverage").stderr.splitlines()
    assert line.startswith(
        f"dvcrawler: 3 lines of {file_of(data, 'danguykhoi')} and 1 more file cannot be read"
    )


def test_other_sites_than_those_asked_for_do_not_count(data):
    garble(data)
    for words in (
        ("coverage", "danguykhoi"),
        ("search", "site:danguykhoi"),
        ("new", "--cursor", "c", "--site", "danguykhoi"),
    ):
        ended = run(data, *words)
        assert (ended.returncode, without_news(ended.stderr)) == (0, []), words


def test_nothing_found_stays_1_and_says_that_lines_are_left_out(data):
    garble(data)
    for words in (("search", "khongco"), ("export", "--to", "out.csv", "khongco")):
        ended = run(data, *words)
        assert (ended.returncode, "1 line of" in ended.stderr) == (1, True)


def test_the_next_poll_tells_only_of_lines_that_are_new(data):
    garble(data)
    assert run(data, "new", "--cursor", "place").returncode == 10
    again = run(data, "new", "--cursor", "place")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    garble(data)
    later = run(data, "new", "--cursor", "place")
    assert (later.returncode, later.stderr.startswith("dvcrawler: 1 line of ")) == (10, True)


@pytest.mark.parametrize("command", ["show", "cite", "open", "similar"])
def test_an_id_that_is_not_found_may_be_on_such_a_line(data, command):
    garble(data)
    ended = run(data, command, "phunu:3")
    assert ended.returncode == 2
    assert "it may be on a line that cannot be read: dvcrawler verify phunu names each" in ended.stderr


def test_pages_that_are_written_say_it_themselves(data):
    garble(data, lines=2)
    run(data, "coverage", "--html", "c.html")
    run(data, "report", "--html", "r.html")
    assert "2 stored lines cannot be read, not counted here" in (data / "c.html").read_text()
    assert "Số dòng trong kho không đọc được, không tính ở đây: 2." in (data / "r.html").read_text()


def test_verify_names_the_lines_that_are_told_of(data):
    garble(data, lines=2)
    found = [line for line in run(data, "verify").stdout.splitlines() if "not a JSON object" in line]
    assert [line.startswith(str(file_of(data, "phunu"))) for line in found] == [True, True]


def test_a_site_that_no_file_describes_is_checked_and_counted_too(data):
    """Of a spider that was removed, or of another project: search shows its articles."""
    write(data, article(1, "Mở đường", TEXT, site="thu", date="2026-01-02"))
    garble(data, "thu")
    told = f"1 line of {file_of(data, 'thu')} cannot be read, left out here"
    for words in (("search", "site:thu"), ("coverage", "thu"), ("coverage",), ("report", "--html", "r.html")):
        ended = run(data, *words)
        assert (ended.returncode, told in ended.stderr) == (10, True), words
    assert run(data, "coverage", "thu").stdout.startswith("thu: 1 article")
    found = run(data, "verify", "thu")
    assert (found.returncode, "not a JSON object" in " ".join(found.stdout.split())) == (10, True)
    assert run(data, "reindex", "thu").stdout == "thu: 1 line read\n"
    assert run(data, "verify", "thuu").returncode == 2


MISNAMED = ("phunu (1)", "phunu - Copy", "Bản sao", ".cache", "a b")


@pytest.fixture(scope="module")
def misnamed(tmp_path_factory):
    """A store with folders that cannot be a site's, what each command said of it, and what `verify` found."""
    data = store(tmp_path_factory.mktemp("misnamed"))
    for name in MISNAMED:
        shutil.copytree(data / "articles" / "phunu", data / "articles" / name)
        shutil.copytree(data / "articles" / "phunu", data / "runs" / name)
    every = (*WORDS.values(), ("show", "phunu:1"), ("reindex",), ("remove", "--list"))
    return data, {words: run(data, *words) for words in every}, run(data, "verify")


@pytest.mark.parametrize("name", MISNAMED)
def test_a_folder_that_cannot_be_a_sites_stops_no_command_and_is_named_by_verify(misnamed, name):
    data, said, found = misnamed
    for words, ended in said.items():
        assert (ended.returncode, name in ended.stdout + ended.stderr) == (0, False), words
    told = " ".join(found.stdout.split())
    assert found.returncode == 10
    assert f"{data / 'articles' / name}: it is not called as a site is: every reader leaves it out" in told
    assert told.endswith(f"{len(MISNAMED)} findings in {data}")
