"""The cursor: each record once, whoever stores it and whenever it is asked for."""

import random
import sys

import pytest

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.reading import latest, new, read, removed, to_arrow, to_pandas
from dvcrawler.storage import new_lines
from dvcrawler.storage.store import Store
from tests.storage.removal_store import AT, ID, change, fill

MONTH = "2026-01.jsonl"


def put(data, *records):
    for record in records:
        with Store(data, record["site"]) as store:
            store.append(record)


def poll(data, cursor, **more):
    entries, cursor = new(cursor, data, **more)
    return [(each["id"], each.get("revision", "removed")) for each in entries], cursor


def test_the_first_poll_gives_everything_and_the_next_what_is_new(tmp_path, make_record):
    put(tmp_path, make_record(1), make_record(2), make_record(1, 2))
    got, cursor = poll(tmp_path, None)
    assert got == [("thu:1", 1), ("thu:2", 1), ("thu:1", 2)]
    assert poll(tmp_path, cursor) == ([], cursor)
    put(tmp_path, make_record(3), make_record(4, captured_at="2026-02-01T00:00:00Z"))
    assert poll(tmp_path, cursor)[0] == [("thu:3", 1), ("thu:4", 1)]


def test_a_new_site_and_a_run_under_way_are_included(tmp_path, make_record):
    put(tmp_path, make_record(1))
    _, cursor = poll(tmp_path, None)
    other = make_record(1, site="khac", id="khac:1")
    with Store(tmp_path, "thu") as store, Store(tmp_path, "khac") as beside:
        store.append(make_record(2))
        beside.append(other)
        got, cursor = poll(tmp_path, cursor)
        assert got == [("khac:1", 1), ("thu:2", 1)]
        store.append(make_record(3))
    assert poll(tmp_path, cursor)[0] == [("thu:3", 1)]


def test_each_site_of_many_is_looked_up_once(tmp_path, make_record, monkeypatch):
    names = [f"xa{number:02}" for number in range(30)]
    put(tmp_path, *(make_record(1, site=name, id=f"{name}:1") for name in names))
    asked = []
    monkeypatch.setattr(new_lines, "site_of_file", lambda name: asked.append(name) or name)
    assert [id_ for id_, _ in poll(tmp_path, None)[0]] == [f"{name}:1" for name in names]
    assert asked == names


def test_one_site_alone_leaves_the_place_in_the_others(tmp_path, make_record):
    put(tmp_path, make_record(1), make_record(1, site="khac", id="khac:1"))
    got, cursor = poll(tmp_path, None, site="thu")
    assert got == [("thu:1", 1)]
    assert poll(tmp_path, cursor)[0] == [("khac:1", 1)]


def test_a_line_half_written_comes_when_it_is_finished(tmp_path, make_record):
    put(tmp_path, make_record(1))
    path = tmp_path / "articles" / "thu" / MONTH
    line = path.read_bytes()
    path.write_bytes(line + line.replace(b"thu:1", b"thu:2")[:50])
    got, cursor = poll(tmp_path, None)
    assert got == [("thu:1", 1)]
    path.write_bytes(line + line.replace(b"thu:1", b"thu:2"))
    assert poll(tmp_path, cursor)[0] == [("thu:2", 1)]


def test_at_any_rhythm_each_record_comes_once(tmp_path, make_record):
    chance, cursor, got, put_in = random.Random(7), None, [], []
    for number in range(60):
        month = chance.choice(("01", "02", "03"))
        put(tmp_path, make_record(number, captured_at=f"2026-{month}-11T00:00:00Z"))
        put_in.append((f"thu:{number}", 1))
        if chance.random() < 0.3:
            more, cursor = poll(tmp_path, cursor)
            got += more
    assert sorted(got + poll(tmp_path, cursor)[0]) == sorted(put_in)


def test_what_was_read_before_is_not_read_again(tmp_path, make_record):
    """Its bytes are garbled here: who reads them would count them."""
    put(tmp_path, *map(make_record, range(50)))
    _, cursor = poll(tmp_path, None)
    path = tmp_path / "articles" / "thu" / MONTH
    content = path.read_bytes()
    path.write_bytes(b"x" * 1000 + content[1000:])
    with path.open("ab") as file:
        file.write(content.splitlines(keepends=True)[0].replace(b"thu:0", b"thu:99"))
    entries, _ = new(cursor, tmp_path)
    assert [each["id"] for each in entries] == ["thu:99"]
    assert entries.torn == 0


def test_a_file_that_was_cut_or_replaced_is_read_from_its_beginning(tmp_path, make_record):
    put(tmp_path, make_record(1), make_record(2))
    _, cursor = poll(tmp_path, None)
    path = tmp_path / "articles" / "thu" / MONTH
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    put(tmp_path, make_record(3), make_record(4))
    assert poll(tmp_path, cursor)[0] == [("thu:1", 1), ("thu:3", 1), ("thu:4", 1)]


def test_lines_that_are_not_records_are_counted(tmp_path, make_record):
    put(tmp_path, make_record(1))
    with (tmp_path / "articles" / "thu" / MONTH).open("ab") as file:
        file.write(b'{"a":1}\nnot JSON\n')
    entries, _ = new(None, tmp_path)
    assert len(list(entries)) == 1
    assert entries.torn == 2


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "[]",
        "{}",
        '{"cursor":2,"read":{}}',
        '{"cursor":1,"read":{"a":[1]}}',
        '{"cursor":1,"read":{"a":[9223372036854775808,0]}}',
        '{"cursor":1,"read":{"a":["1",0]}}',
        '{"cursor":1,"read":{"a":[0,9223372036854775808]}}',
        '{"cursor":1,"read":{"a":[1,2,3]}}',
        '{"cursor":1,"read":{"a":[-1,0]}}',
        '{"cursor":1,"read":{"a":[true,0]}}',
        '{"cursor":1,"read":[1]}',
        3,
    ],
)
def test_a_cursor_that_is_none_is_a_usage_error(tmp_path, make_record, cursor):
    put(tmp_path, make_record(1))
    with pytest.raises(UsageError, match="the cursor cannot be read"):
        new(cursor, tmp_path)


def test_a_removal_comes_once_and_instead_of_what_was_not_read(tmp_path):
    fill(tmp_path)
    before = poll(tmp_path, None)
    change(tmp_path)
    got, cursor = poll(tmp_path, before[1])
    assert got == [(ID, "removed")]
    assert poll(tmp_path, cursor)[0] == []
    assert poll(tmp_path, None)[0] == [("thu:1", 1), ("thu:3", 1), ("thu:4", 1), (ID, "removed")]


def test_a_mark_that_is_erased_later_comes_once(tmp_path):
    fill(tmp_path)
    change(tmp_path, "mark")
    got, cursor = poll(tmp_path, None)
    assert got[-1] == (ID, "removed")
    change(tmp_path)
    assert poll(tmp_path, cursor)[0] == []


def test_what_is_restored_comes_again_to_those_that_were_told_of_its_removal(tmp_path):
    fill(tmp_path)
    _, before = poll(tmp_path, None)
    change(tmp_path, "mark")
    _, after = poll(tmp_path, before)
    change(tmp_path, "undo")
    assert poll(tmp_path, after)[0] == [(ID, 1), (ID, 2)]
    assert poll(tmp_path, before)[0] == []
    everything = poll(tmp_path, None)[0]
    assert len(everything) == len(set(everything)) == 5


def test_the_first_line_of_a_file_that_is_restored_comes_again_too(tmp_path, make_record):
    put(tmp_path, make_record(2), make_record(3))
    _, before = poll(tmp_path, None)
    change(tmp_path, "mark")
    _, after = poll(tmp_path, before)
    change(tmp_path, "undo")
    assert poll(tmp_path, after)[0] == [(ID, 1)]


def test_readers_leave_the_removed_out_and_name_them(tmp_path):
    fill(tmp_path)
    change(tmp_path)
    records = read(tmp_path)
    assert ID not in [record["id"] for record in records]
    assert records.torn == 0
    assert [each["id"] for each in records.tombstones] == [ID]
    assert list(removed(tmp_path)) == [{"schema": 2, "id": ID, "removed_at": AT, "reason": "yêu cầu"}]


def test_the_latest_of_a_section_and_of_an_author(tmp_path, make_record):
    put(
        tmp_path,
        make_record(1, section="Kinh tế", authors=[{"name": "Minh Hà", "role": None, "office": None}]),
        make_record(2, section="kinh tế"),
        make_record(3, section="Kinh tê"),
        make_record(4, section=None),
        make_record(5, section="Kinh tế"),
        make_record(5, 2, section="Thể thao"),
    )
    assert [each["id"] for each in latest(tmp_path, section="KINH TẾ")] == ["thu:1", "thu:2"]
    assert [each["id"] for each in latest(tmp_path, author="minh hà")] == ["thu:1"]
    assert [each["id"] for each in latest(tmp_path, author="Minh Hạ")] == []
    assert [each["id"] for each in latest(tmp_path, section="Kinh tế", author="lê thử")] == ["thu:2"]


def test_a_table_has_the_columns_of_an_export(tmp_path, make_record):
    from dvcrawler.derived.export.arrow import arrow_schema

    put(tmp_path, make_record(1), make_record(1, 2), make_record(2, date=None, published_at=None))
    table = to_arrow(data=tmp_path)
    assert (table.schema, table.num_rows) == (arrow_schema(), 2)
    assert to_arrow(read(tmp_path)).num_rows == 3
    assert to_arrow([]).schema == arrow_schema()


def test_without_pyarrow_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"pip install 'dvcrawler\[export\]'"):
        to_arrow([])


def test_without_pandas_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ConfigError, match="pandas: pip install"):
        to_pandas([])


def test_a_data_frame_keeps_types(tmp_path, make_record):
    pytest.importorskip("pandas")
    put(tmp_path, make_record(1), make_record(2, date=None))
    frame = to_pandas(data=tmp_path)
    assert len(frame) == 2
    assert str(frame.dtypes["published_at"]) == "timestamp[ms, tz=Asia/Ho_Chi_Minh][pyarrow]"
    assert list(frame["title"]) == ["Mùa gặt về trên đồng"] * 2
