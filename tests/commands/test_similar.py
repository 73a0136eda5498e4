"""Reposts in a terminal, for machines, and in exports."""

import csv
import json
import sqlite3
import sys

import pytest

from benchmarks.reposts import Writer
from tests import warm
from tests.derived.store import article, write
from tests.portal import environment

TEXT = Writer(7).write(300, 1)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    write(
        folder,
        article(1, "Bài của báo", TEXT, site="baonamdinh", date="2024-03-05"),
        article(2, "Đăng \x1b[31mlại", TEXT, site="danguykhoi", date="2024-03-01", source="Báo Nam Định"),
        article(3, "Bài khác", Writer(9).write(300, 1), site="phunu", date="2024-03-01"),
    )
    return folder


def dvcrawler(name, data, *arguments):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", name, "--data", str(data), *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_reposts_of_an_article_are_listed_with_their_origin(data):
    ended = dvcrawler("similar", data, "danguykhoi:2")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "  whole     2024-03-05  baonamdinh:1  100% of it, 100% of the other" in ended.stdout
    assert "    origin: Báo Nam Định (source line)" in ended.stdout
    assert "\x1b" not in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80


def test_without_an_id_all_articles_with_reposts_are_listed(data):
    ended = dvcrawler("similar", data, "--json")
    found = json.loads(ended.stdout)
    assert [(each["id"], [other["id"] for other in each["reposts"]]) for each in found] == [
        ("baonamdinh:1", ["danguykhoi:2"]),
        ("danguykhoi:2", ["baonamdinh:1"]),
    ]
    assert found[0]["reposts"][0]["origin"] == {"name": "Báo Nam Định", "id": "baonamdinh:1", "by": "source"}
    assert len(json.loads(dvcrawler("similar", data, "--json", "--limit", "1").stdout)) == 1


def test_an_article_without_reposts_is_1_and_an_unknown_one_is_2(data):
    ended = dvcrawler("similar", data, "phunu:3")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout == "0 articles of other sites have text of phunu:3\n"
    ended = dvcrawler("similar", data, "phunu:99")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert dvcrawler("similar", data, "a", "b").returncode == 2
    assert dvcrawler("similar", data / "none").returncode == 3


def test_an_export_holds_the_reposts(data, tmp_path):
    for ending in ("csv", "sqlite", "parquet", "jsonl"):
        assert dvcrawler("export", data, "--to", str(tmp_path / f"out.{ending}")).returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["repost_ids"] for row in rows] == ["danguykhoi:2", "baonamdinh:1", ""]
    expected = {
        "id": "danguykhoi:2",
        "site": "danguykhoi",
        "kind": "whole",
        "part": 1.0,
        "other_part": 1.0,
        "origin": "Báo Nam Định",
        "origin_id": "baonamdinh:1",
        "origin_by": "source",
    }
    assert json.loads(rows[0]["reposts"]) == [expected]
    db = sqlite3.connect(tmp_path / "out.sqlite")
    assert db.execute("SELECT article, id FROM reposts ORDER BY 1").fetchall() == [
        ("baonamdinh:1", "danguykhoi:2"),
        ("danguykhoi:2", "baonamdinh:1"),
    ]
    db.close()
    import pyarrow.parquet

    reposts = pyarrow.parquet.read_table(tmp_path / "out.parquet").column("reposts").to_pylist()
    assert reposts[0] == [expected]
    assert reposts[2] == []
    assert '"reposts"' not in (tmp_path / "out.jsonl").read_text("utf-8")


def test_an_export_that_did_not_look_for_reposts_says_null_and_not_none(data, tmp_path):
    import pyarrow.parquet

    target = tmp_path / "out.parquet"
    assert dvcrawler("export", data, "--to", str(target), "--no-reposts").returncode == 0
    assert pyarrow.parquet.read_table(target).column("reposts").to_pylist() == [None] * 3


def test_the_same_store_gives_the_same_bytes_with_reposts(data, tmp_path):
    for name in ("one", "two"):
        assert dvcrawler("export", data, "--to", str(tmp_path / f"{name}.parquet")).returncode == 0
        for file in (data / "derived").iterdir():
            file.unlink()
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("how", [(), ("--mark",)])
def test_removed_articles_are_not_reposts_anywhere(data, tmp_path, how):
    assert dvcrawler("similar", data, "danguykhoi:2").returncode == 0
    ended = dvcrawler("remove", data, "baonamdinh:1", "--reason", "x", *how)
    assert ended.returncode == 0, ended.stderr
    assert dvcrawler("similar", data, "baonamdinh:1").returncode == 2
    assert dvcrawler("similar", data, "danguykhoi:2").returncode == 1
    assert json.loads(dvcrawler("similar", data, "--json").stdout) == []
    assert dvcrawler("export", data, "--to", str(tmp_path / "out.csv")).returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"]: row["repost_ids"] for row in csv.DictReader(file)} == {
            "danguykhoi:2": "",
            "phunu:3": "",
        }
    assert dvcrawler("report", data, "--html", str(tmp_path / "report.html")).returncode == 0
    assert "Bài của báo" not in (tmp_path / "report.html").read_text("utf-8")
    if how:
        assert dvcrawler("remove", data, "baonamdinh:1", "--undo").returncode == 0
        assert dvcrawler("similar", data, "danguykhoi:2").returncode == 0
