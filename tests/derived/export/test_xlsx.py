import gc
import resource
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from dvcrawler.derived.export import xlsx
from dvcrawler.derived.export.columns import COLUMNS
from dvcrawler.derived.export.xlsx import CUT, LONGEST_CELL, write_xlsx
from dvcrawler.errors import UsageError
from tests.derived.store import article

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EPOCH = date(1899, 12, 30)


def rows(path):
    """The sheet as lists of (type, text) by column."""
    with zipfile.ZipFile(path) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in sheet.iterfind(".//s:row", NS):
        cells = {}
        for cell in row.iterfind("s:c", NS):
            column = "".join(filter(str.isalpha, cell.get("r")))
            text = "".join(each.text or "" for each in cell.iter() if each.tag.endswith(("}t", "}v")))
            assert not cell.findall("s:f", NS)
            cells[column] = (cell.get("t"), text)
        found.append(cells)
    return found


def column(name):
    number, letters = (*COLUMNS, CUT).index(name) + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def test_an_article_is_a_row_with_a_true_date_and_text_elsewhere(tmp_path):
    record = article(
        1, "Bài một", "Đoạn một.\n\nĐoạn hai.", date="2024-03-01", tags=["một"], author="Thu Lan"
    )
    assert write_xlsx([record], tmp_path / "out.xlsx") == 1
    head, row = rows(tmp_path / "out.xlsx")
    assert head[column("title")][1] == "title"
    assert row[column("title")][1] == "Bài một"
    assert row[column("body")][1] == "Đoạn một.\n\nĐoạn hai."
    assert EPOCH.toordinal() + int(row[column("date")][1]) == date(2024, 3, 1).toordinal()
    assert row[column("tags")][1] == '["một"]'
    assert column("kicker") not in row


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-x", "@cmd", '=HYPERLINK("http://x")', "\t=1"])
def test_a_cell_that_begins_like_a_formula_is_led_by_an_apostrophe(tmp_path, text):
    write_xlsx([article(1, text, text)], tmp_path / "out.xlsx")
    row = rows(tmp_path / "out.xlsx")[1]
    assert row[column("title")] == ("inlineStr", f"'{text}")


def test_an_address_is_text_and_no_link(tmp_path):
    write_xlsx([article(1, "https://vidu.vn/", "x")], tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert not [name for name in book.namelist() if "_rels/sheet" in name]


def test_the_same_articles_give_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_xlsx(
            [article(n, f"Bài {n}", "Nội dung", date="2024-01-02") for n in range(50)], tmp_path / name
        )
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_text_longer_than_a_cell_is_cut_and_named(tmp_path):
    write_xlsx([article(1, "Bài", "x" * 40_000), article(2, "Bài", "ngắn")], tmp_path / "out.xlsx")
    _, long, short = rows(tmp_path / "out.xlsx")
    assert len(long[column("body")][1]) == LONGEST_CELL
    assert long[column("body")][1].endswith("[…]")
    assert long[column(CUT)][1] == "body"
    assert column(CUT) not in short


def test_control_characters_do_not_break_the_file(tmp_path):
    write_xlsx([article(1, "a\x00b\x07c\x1b", "x")], tmp_path / "out.xlsx")
    assert rows(tmp_path / "out.xlsx")[1][column("title")][1].startswith("a")


def test_more_articles_than_a_sheet_has_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(UsageError, match="2 articles"):
        write_xlsx([article(n, "Bài", "x") for n in range(3)], tmp_path / "out.xlsx")


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("size", [40_001, 40_002, 40_003])
def test_a_disk_that_is_full_within_a_character_is_the_error_that_is_raised(tmp_path, size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_xlsx([article(n, "Bài", "ế" * 9000) for n in range(20)], tmp_path / "out.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    gc.collect()  # XlsxWriter leaves its file of rows open


@pytest.mark.parametrize(
    ("text", "kept"), [("😀" * 20_000, 16_381), ("a" + "😀" * 20_000, 16_381), ("😀" * 16_383, 16_383)]
)
def test_a_character_that_excel_counts_twice_takes_two_places(tmp_path, text, kept):
    write_xlsx([article(1, "Bài", text)], tmp_path / "x.xlsx")
    _, row = rows(tmp_path / "x.xlsx")
    body = row[column("body")][1]
    assert body.count("😀") == kept
    assert len(body.encode("utf-16-le")) // 2 <= LONGEST_CELL
