import sys

import pytest

from tests import warm
from tests.derived.store import article, write


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(folder, article(1, "Bài một", "Nội dung."), article(2, "Bài hai", "Khác.", site="khac"))
    return folder


def export(data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", "export", *arguments, "--data", str(data)]
    return warm.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "sqlite", "parquet"])
def test_the_ending_tells_the_format(data, tmp_path, ending):
    ended = export(data, "--to", str(tmp_path / f"out.{ending}"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"{tmp_path}/out.{ending}: 2 articles written")
    assert (tmp_path / f"out.{ending}").stat().st_size > 0


def test_a_search_chooses_articles(data, tmp_path):
    assert "1 article written" in export(data, "--to", str(tmp_path / "out.jsonl"), "site:khac").stdout


@pytest.mark.parametrize("words", [["-nội"], ["-nội", "site:khac"], ["--not=nội"], ["-nội site:khac"]])
def test_words_are_excluded_as_in_a_search(data, tmp_path, words):
    where = [] if "site:khac" in words[-1] else ["site:khac"]
    ended = export(data, "--to", str(tmp_path / "out.jsonl"), *words, *where)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "1 article written" in ended.stdout


def test_all_revisions_are_counted_as_such(data, tmp_path):
    ended = export(data, "--to", str(tmp_path / "out.jsonl"), "--all-revisions")
    assert ended.stdout == f"{tmp_path}/out.jsonl: 2 revisions written\n"


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "sqlite", "parquet", "hf", "wacz"])
def test_an_export_that_finds_nothing_is_1_and_keeps_what_was_there(data, tmp_path, form):
    """A mistyped filter must not replace a good export by an empty one."""
    target = tmp_path / f"out.{form}"
    ended = export(data, "--to", str(target), "--format", form, "site:kahc")
    assert (ended.returncode, ended.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert ended.stderr.splitlines() == [
        "dvcrawler: no article was found; nothing is written",
        "dvcrawler: nothing is stored of a site 'kahc'; did you mean khac?",
    ]
    file = target / "README.md" if form == "hf" else target
    file.parent.mkdir(exist_ok=True)
    file.write_text("before")
    ended = export(data, "--to", str(target), "--format", form, "xyz")
    assert (ended.returncode, file.read_text(), [*tmp_path.iterdir()]) == (1, "before", [target])
    assert ended.stderr.endswith("no article was found; what was there before is kept\n")


def test_a_wacz_of_articles_without_archived_pages_is_not_written(data, tmp_path):
    ended = export(data, "--to", str(tmp_path / "out.wacz"))
    assert (ended.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "no article was found whose page is in the archive; nothing is written" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name a target with --to"),
        (["--to", "x.docx"], "names no format"),
        (["--to", "x.csv", "since:x"], "not a day"),
    ],
)
def test_a_bad_call_is_2_and_one_line(data, arguments, says):
    ended = export(data, *arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_full_disk_is_15_and_the_old_file_stays(data, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("before")
    command = f"ulimit -f 0; exec {sys.executable} -m dvcrawler export --to {target} --data {data}"
    ended = warm.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ended.returncode in (15, -25, 153), ended.stderr
    assert target.read_text() == "before"
