"""The commands that read the store: on a store without articles, without a store, and in 80 columns."""

import os
import sys

import pytest

from tests import warm
from tests.derived.store import article, write
from tests.terminal import Session

#: What each command ends with where nothing is held; none of them needs an article to say so.
EMPTY = {
    ("search", "duong"): 1,
    ("search", "duong", "--count"): 1,
    ("search", "duong", "--json"): 1,
    ("show", "thu:1"): 2,
    ("cite", "thu:1"): 2,
    ("open", "thu:1"): 2,
    ("similar",): 1,
    ("similar", "thu:1"): 2,
    ("new", "--cursor", "cursor.json"): 0,
    ("report", "--html", "report.html"): 0,
    ("remove", "danguykhoi:1", "--reason", "asked"): 2,
    ("coverage",): 2,
    **{
        ("export", "--to", f"out.{name}"): 1 for name in ("csv", "parquet", "xlsx", "sqlite", "jsonl", "wacz")
    },
    ("export", "--to", "out", "--format", "hf"): 1,
}


def run(folder, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(folder)]
    return warm.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", EMPTY, ids=" ".join)
def test_a_store_without_articles_is_not_an_error(tmp_path, words):
    (tmp_path / "articles").mkdir()
    ended = run(tmp_path, *words)
    assert ended.returncode == EMPTY[words], ended.stdout + ended.stderr
    is_told = EMPTY[words] == 2 or words[0] == "export"
    assert len(ended.stderr.splitlines()) == is_told
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("words", EMPTY, ids=" ".join)
def test_without_a_store_one_line_says_so_and_nothing_is_created(tmp_path, words):
    ended = run(tmp_path, *words)
    assert ended.returncode == 2, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert "nothing is stored in" in line
    assert list(tmp_path.iterdir()) == []


#: The exit status of each command on an empty folder that has a store inside.
WRONG_FOLDER = {
    "search duong": 1,
    "runs": 0,
    "runs --json": 0,
    "runs phunu": 0,
    "verify": 0,
    "verify phunu": 0,
    "remove --list": 0,
    "remove --list --json": 0,
    "remove phunu:1 --reason x": 2,
    "show phunu:1": 2,
    "cite phunu:1": 2,
    "open phunu:1": 2,
    "similar": 1,
    "similar phunu:1": 2,
    "report --html r.html": 0,
    "new --cursor c": 0,
    "health": 2,
    "health phunu": 10,
    "sites": 0,
    "sites --stored": 0,
    "reparse": 2,
    "reparse phunu": 2,
    "reindex": 0,
    "reindex phunu": 0,
    "coverage": 2,
    "export --to x.csv": 1,
}


@pytest.mark.parametrize(
    "words",
    [
        ("sites", "--family", "drupl"),
        ("sites", "--health", "okk"),
        ("sites", "phunuu"),
        ("reindex", "phunuu"),
        ("verify", "phunuu"),
        ("runs", "phunuu"),
        ("runs", "--result", "okk"),
        ("health", "phunuu"),
        ("coverage", "phunuu"),
        ("reparse", "phunuu"),
        ("new", "--cursor", "c.json", "--site", "phunuu"),
        ("search", "since:2025-13-45"),
        ("similar", "a", "b"),
    ],
    ids=" ".join,
)
def test_a_wrong_word_is_one_line_beside_a_store_nearby_too(tmp_path, words):
    (tmp_path / "data" / "articles").mkdir(parents=True)
    write(tmp_path / "data" / "sample", article(1, TITLE, SENTENCE, site="phunu"))
    ended = run(tmp_path / "data", *words)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert "data/sample" not in ended.stderr


@pytest.mark.sampled(4)
@pytest.mark.parametrize("words", WRONG_FOLDER)
def test_a_folder_without_articles_names_the_store_nearby(tmp_path, words):
    data, store = tmp_path / "data", tmp_path / "data" / "sample"
    (data / "articles").mkdir(parents=True)
    write(store, article(1, TITLE, SENTENCE, site="phunu"))
    command = [sys.executable, "-m", "dvcrawler", *words.split(), "--data", str(data)]
    ended = warm.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = [line for line in ended.stderr.splitlines() if "no article was found" not in line]
    assert lines == [f"dvcrawler: nothing is stored in {data}, but in {store}; give --data {store}"]
    assert ended.returncode == WRONG_FOLDER[words]


TITLE = "Mở đường liên xã nối các thôn ven sông với quốc lộ để bà con đi lại thuận tiện hơn trước"
SENTENCE = "Tuyến đường dài hai cây số vừa được khởi công, nối các thôn ven sông với quốc lộ của tỉnh."
#: What is shown of it whole.
SHOWN = {
    ("search", "duong"): (TITLE, SENTENCE),
    ("show", "thu:1"): (TITLE, SENTENCE),
    ("show", "thu:1", "--diff"): ("vừa được khởi công, nối các thôn ven sông với quốc lộ của tỉnh.",),
    ("similar",): (TITLE,),
    ("cite", "thu:1"): (TITLE,),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    text = "\n\n".join([SENTENCE] * 4)
    write(
        folder,
        article(1, TITLE, text.replace("hai", "ba")),
        article(1, TITLE, text, revision=2),
        article(1, TITLE, text, site="khac"),
    )
    return folder


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_no_word_is_broken_at_the_edge_of_a_terminal(data, words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)]
    with Session(command, dict(os.environ)) as session:
        assert session.finish() == 0
    shown = " ".join(" ".join(session.terminal.shown()).split())
    for text in SHOWN[words]:
        assert text in shown
