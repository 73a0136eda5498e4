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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [([], "name a target with --to"), (["--to", "x.docx"], "names no format"), (["--to", "x.csv", "since:x"], "not a day")],
)  # fmt: skip
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
