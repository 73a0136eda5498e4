import pytest
from jsonschema import Draft202012Validator

from dvcrawler.items import KINDS, RECORD_FIELDS
from dvcrawler.reading import latest
from dvcrawler.schema import load_schema
from dvcrawler.schema.declarations import write_duckdb, write_typescript
from dvcrawler.storage.store import Store
from tests.storage.removal_store import article, change, fill


@pytest.fixture(scope="module")
def validator():
    Draft202012Validator.check_schema(load_schema())
    return Draft202012Validator(load_schema())


def test_the_schema_names_every_field_in_the_order_of_the_record():
    schema = load_schema()
    assert tuple(schema["properties"]) == RECORD_FIELDS
    assert tuple(schema["required"]) == RECORD_FIELDS
    assert schema["additionalProperties"] is False


def test_a_stored_record_is_valid(validator, make_record):
    assert list(validator.iter_errors(make_record(1))) == []


@pytest.mark.parametrize("name", RECORD_FIELDS)
def test_each_field_is_required(validator, make_record, name):
    record = make_record(1)
    del record[name]
    assert [e.validator for e in validator.iter_errors(record)] == ["required"]


@pytest.mark.parametrize("name", RECORD_FIELDS)
def test_each_field_has_a_type(validator, make_record, name):
    faults = list(validator.iter_errors(make_record(1) | {name: 1.5}))
    assert [e.path[0] for e in faults][:1] == [name]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_allowed(validator, make_record, kind):
    assert validator.is_valid(make_record(1, kind=kind))


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "01/05/2024"},
        {"published_at": "2024-05-01T08:00:00Z"},
        {"captured_at": "2024-05-01T08:00:00+07:00"},
        {"revision": 0},
        {"title": ""},
        {"kind": "blog"},
        {"via": "ftp"},
        {"authors": [{"name": "A"}]},
        {"authors": [{"name": "A", "role": "editor", "office": None}]},
        {"problems": {"date": "no printed date"}},
        {"problems": [{"field": "date", "code": "no_date", "reason": None}]},
        {"problems": [{"field": "date", "code": "no_date"}]},
        {"images": [{"url": "https://thu.example/a.jpg", "caption": None, "credit": None}]},
        {"documents": [{"url": "https://thu.example/a.pdf"}]},
        {"tags": [1]},
    ],
)
def test_values_outside_the_contract_are_invalid(validator, make_record, fields):
    assert not validator.is_valid(make_record(1, **fields))


def test_the_other_lines_of_an_article_file_have_schemas_too():
    schema = load_schema()
    lines = {
        "tombstone": {"schema": 2, "id": "thu:1", "removed_at": "2026-02-02T02:02:02Z", "reason": "yêu cầu"},
        "restored": {"schema": 2, "id": "thu:1", "restored_at": "2026-02-02T02:02:02Z"},
        "erased": {"schema": 2, "erased_at": "2026-02-02T02:02:02Z"},
    }
    assert set(schema["$defs"]) == set(lines)
    for name, line in lines.items():
        assert Draft202012Validator(schema["$defs"][name]).is_valid(line), name
        of_a_host = line | ({"id": "portal/bao.example.vn:8080:x"} if "id" in line else {})
        assert Draft202012Validator(schema["$defs"][name]).is_valid(of_a_host), name
        assert not Draft202012Validator(schema).is_valid(line), name


def test_typescript_and_duckdb_declare_every_field():
    typescript, sql = write_typescript(load_schema()), write_duckdb(load_schema(), "/srv/it's/articles")
    for name in RECORD_FIELDS:
        assert f"\n  {name}: " in typescript
        assert f"\n  {name}: '" in sql
    assert 'kind: "article" | "emagazine"' in typescript
    assert "export type Line = Article | Tombstone | Restored | Erased;" in typescript
    assert "'/srv/it''s/articles/*/*.jsonl'" in sql
    assert "'/srv/[[]a]/[*]/[?]/*/*.jsonl'" in write_duckdb(load_schema(), "/srv/[a]/*/?")


def test_duckdb_reads_the_newest_of_what_is_not_removed(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    fill(tmp_path)
    change(tmp_path, "mark")
    with duckdb.connect() as db:
        db.execute(write_duckdb(load_schema(), str(tmp_path / "articles")))
        assert db.execute("SELECT id FROM articles ORDER BY id").fetchall() == [
            ("thu:1",),
            ("thu:3",),
            ("thu:4",),
        ]
        change(tmp_path, "undo")
        assert db.execute("SELECT revision FROM articles WHERE id = 'thu:2'").fetchall() == [(2,)]
        change(tmp_path, "mark")  # in the same second
        assert db.execute("SELECT revision FROM articles WHERE id = 'thu:2'").fetchall() == []


@pytest.mark.parametrize(
    "lines",
    [
        [("live", 2024, 1), ("wayback", 2015, 2)],
        [("wayback", 2015, 1), ("live", 2024, 2), ("warc", 2016, 3)],
        [("live", 2030, 1), ("live", 2024, 2)],
        [("live", 2030, 1), ("live", 2024, 2), ("wayback", 2027, 3)],
        [("warc", 2016, 1), ("warc", 2014, 2), ("warc", 2016, 3)],
    ],
)
def test_duckdb_chooses_the_line_that_latest_chooses(tmp_path, lines):
    duckdb = pytest.importorskip("duckdb")
    with Store(tmp_path, "thu") as store:
        for via, year, revision in lines:
            at = f"{year}-01-31T08:00:00Z"
            store.append(article(1, revision, via=via, captured_at=at))
    (chosen,) = latest(tmp_path, "thu")
    with duckdb.connect() as db:
        db.execute(write_duckdb(load_schema(), str(tmp_path / "articles")))
        assert db.execute("SELECT revision FROM articles").fetchall() == [(chosen["revision"],)]
