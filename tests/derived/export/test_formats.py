import csv
import json
import sqlite3
from datetime import UTC, date, datetime

import pytest

from dvcrawler.derived.export.arrow import arrow_schema, write_parquet
from dvcrawler.derived.export.columns import COLUMNS
from dvcrawler.derived.export.database import write_sqlite
from dvcrawler.derived.export.huggingface import write_folder
from dvcrawler.derived.export.selection import select
from dvcrawler.derived.export.texts import guard_formula, write_csv, write_jsonl
from dvcrawler.derived.searching.query import Query, parse_query
from tests.derived.store import article, write

WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "sqlite": write_sqlite, "parquet": write_parquet}


def choose(data, query, **options):
    with select(data, query, **options) as selection:
        yield from selection


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    write(
        folder,
        article(
            2,
            '=HYPERLINK("http://x")',
            'Dòng một.\n\nDòng hai, "có ngoặc".',
            date="2024-03-01",
            published_at="2024-03-01T02:05:00+07:00",
            author="Hoa Quyên, Thu Lan",
            tags=["một", "hai"],
        ),
        article(1, "Bài cũ", "Bản đầu."),
    )
    write(folder, article(1, "Bài cũ", "Bản sửa.", revision=2, captured_at="2026-02-01T08:00:00Z"))
    return folder


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_store_gives_the_same_bytes(data, tmp_path, form):
    for name in ("one", "two"):
        assert WRITERS[form](choose(data, Query()), tmp_path / name) == 2
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_articles_are_sorted_by_id_and_given_in_their_newest_revision(data, tmp_path):
    write_jsonl(choose(data, Query()), tmp_path / "out")
    records = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert [(each["id"], each["revision"]) for each in records] == [("thu:1", 2), ("thu:2", 1)]


def test_all_revisions_are_given_in_their_order(data):
    records = choose(data, Query(), all_revisions=True)
    assert [(each["id"], each["revision"]) for each in records] == [("thu:1", 1), ("thu:1", 2), ("thu:2", 1)]


def test_a_search_chooses_what_is_exported(data):
    assert [each["id"] for each in choose(data, parse_query("author:lan"))] == ["thu:2"]


def test_csv_guards_formulas_and_keeps_line_breaks_and_quotes(data, tmp_path):
    write_csv(choose(data, Query()), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1]["title"] == '\'=HYPERLINK("http://x")'
    assert rows[1]["body"] == 'Dòng một.\n\nDòng hai, "có ngoặc".'
    assert rows[1]["author_names"] == "Hoa Quyên | Thu Lan"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "＝1", "＋1", "－1", "＠x"])
def test_a_cell_that_begins_like_a_formula_is_led_by_an_apostrophe(text):
    assert guard_formula(text) == "'" + text


@pytest.mark.parametrize("text", ["", "1=1", "Bài", "'=1", " =1"])
def test_other_cells_are_left_as_they_are(text):
    assert guard_formula(text) == text


def test_parquet_keeps_vietnams_day_and_time_and_the_types_of_columns_of_nulls(data, tmp_path):
    import pyarrow.parquet

    write_parquet(choose(data, Query()), tmp_path / "out.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(arrow_schema())
    row = table.to_pylist()[1]
    assert row["date"] == date(2024, 3, 1)
    assert row["published_at"].isoformat() == "2024-03-01T02:05:00+07:00"
    assert row["captured_at"] == datetime(2026, 1, 31, 8, tzinfo=UTC)
    assert row["authors"] == [
        {"name": "Hoa Quyên", "role": None, "office": None},
        {"name": "Thu Lan", "role": None, "office": None},
    ]
    assert str(table.schema.field("kicker").type) == "string"


def test_an_export_of_nothing_has_the_schema_too(data, tmp_path):
    import pyarrow.parquet

    assert write_parquet(choose(data, parse_query("khongco")), tmp_path / "none.parquet") == 0
    assert pyarrow.parquet.read_table(tmp_path / "none.parquet").schema.equals(arrow_schema())


def test_sqlite_holds_articles_and_their_lists(data, tmp_path):
    write_sqlite(choose(data, Query()), tmp_path / "out.sqlite")
    db = sqlite3.connect(tmp_path / "out.sqlite")
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    assert db.execute("SELECT name FROM authors ORDER BY place").fetchall() == [("Hoa Quyên",), ("Thu Lan",)]
    assert db.execute("SELECT tag FROM tags ORDER BY place").fetchall() == [("một",), ("hai",)]
    db.close()


def test_the_hugging_face_folder_has_a_card_with_counts_rights_and_problems(data, tmp_path):
    folder = tmp_path / "hf"
    folder.mkdir()
    assert write_folder(choose(data, Query()), folder) == 2
    card = (folder / "README.md").read_text("utf-8")
    assert card.startswith("---\nlanguage:\n- vi\n")
    assert "| thu | 2 | 2024-03-01 | 2024-03-01 | 1 |" in card
    assert "grants no rights" in card
    (file,) = (folder / "data").iterdir()
    assert f"path: data/{file.name}\n" in card


def test_a_hugging_face_folder_of_other_articles_names_another_file(data, tmp_path):
    names = []
    for query in (parse_query("khongco"), Query(), Query()):
        folder = tmp_path / str(len(names))
        folder.mkdir()
        write_folder(choose(data, query), folder)
        names += [file.name for file in (folder / "data").iterdir()]
    nothing, everything, again = names
    assert nothing != everything == again
