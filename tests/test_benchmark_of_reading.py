"""The benchmark of reading measures what it says: named pages, refused ones counted, limits held or not."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import extract
from benchmarks.extract import GENERIC, LAYOUTS, LIMITS, NAMED, measure

PAGE = Path(__file__).parent / "fixtures/baonamdinh/vnpt-legacy--kicker/page.html"
URL = "https://baonamdinh.vn/channel/5085/201611/mot-bai-bao-2501234/"


@pytest.fixture(scope="module")
def measured():
    pages = [("page", PAGE.read_bytes(), URL, NAMED), ("stub", b"<html><p>x</p></html>", URL, NAMED)]
    refused = []
    return measure(named=pages, refused=refused, rounds=2), refused


def test_each_mode_has_a_row_of_its_own_and_each_layout_one_without_a_limit(measured):
    rows, _ = measured
    assert {(row.what, row.limit) for row in rows} == {
        ("vnpt-legacy", None),
        (LAYOUTS, LIMITS[LAYOUTS]),
        (GENERIC, LIMITS[GENERIC]),
    }


def test_a_refused_page_is_named_once_for_each_mode_and_left_out(measured):
    rows, refused = measured
    assert [line.partition(":")[0] for line in refused] == [f"stub, {LAYOUTS}", f"stub, {GENERIC}"]
    assert {row.pages for row in rows} == {1}


def test_the_spread_is_in_order(measured):
    for row in measured[0]:
        assert 0 < row.ratio.least <= row.ratio.lower <= row.ratio.median <= row.ratio.upper


@pytest.mark.parametrize(("median", "code"), [(0.1, 0), (99.0, 1)])
def test_the_exit_code_says_whether_the_limits_are_held(measured, median, code, monkeypatch, capsys):
    rows = [replace(row, ratio=replace(row.ratio, median=median)) for row in measured[0]]
    monkeypatch.setattr(extract, "measure", lambda *_, **__: rows)
    assert extract.main([]) == code
    assert ("NOT held" in capsys.readouterr().out) is bool(code)


def test_without_a_page_that_can_be_read_the_benchmark_fails(tmp_path, capsys):
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"<html></html>")
    assert extract.main(["--generic", str(empty), URL]) == 1
    assert "refused and not measured" in capsys.readouterr().out
