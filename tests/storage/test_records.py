"""Lines that are JSON objects and not records, and runs' lines of the same kind, beside sound ones."""

import json

import pytest

from dvcrawler.coverage.count import Coverage, count_articles
from dvcrawler.reading import last_runs, latest, new_since, read
from dvcrawler.reparse.plan import Plan
from dvcrawler.storage.ledgers.ledger import Ledger, reindex
from dvcrawler.storage.records import CheckedValues, find_record_fault, is_record
from dvcrawler.storage.run_records.runs import Run, begin_run, finish_run, read_runs
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.index import CaptureIndex

CHANGES = {
    "a revision that is text": {"revision": "2"},
    "a revision that is null": {"revision": None},
    "a revision that is true": {"revision": True},
    "a revision of 0": {"revision": 0},
    "a negative revision": {"revision": -3},
    "the first revision that is too great": {"revision": 2**31},
    "a revision that SQLite cannot hold": {"revision": 2**63},
    "a revision that becomes a float": {"revision": 10**30},
    "another schema": {"schema": 3},
    "the schema of another form": {"schema": 1},
    "an id that is a list": {"id": [1]},
    "an empty id": {"id": ""},
    "an id that ends behind the site": {"id": "thu:"},
    "an id of another site": {"id": "khac:1"},
    "another site": {"site": "khac", "id": "khac:1"},
    "a capture that is a list": {"capture": [1], "revision": 2},
    "a date that is a number": {"date": 5},
    "a date that is not a day": {"date": "2024-02-31"},
    "a date of a week": {"date": "2024-W05-1"},
    "a date in other digits": {"date": "٢٠٢٤-01-01"},
    "a moment that is not one": {"captured_at": "2026-01-31"},
    "a moment on a day that is not one": {"captured_at": "2026-02-30T10:00:00Z"},
    "an hour that is not one": {"captured_at": "2026-01-31T25:00:00Z"},
    "a publication on a day that is not one": {"published_at": "2024-99-99T08:00:00+07:00"},
    "a publication without a zone": {"published_at": "2024-05-01T08:00:00"},
    "a publication in UTC": {"published_at": "2024-05-01T08:00:00Z"},
    "a publication at an hour that is not one": {"published_at": "2024-05-01T24:00:00+07:00"},
    "a publication that is a day": {"published_at": "2024-05-01"},
    "a publication that is empty": {"published_at": ""},
    "a publication with more behind it": {"published_at": "2024-05-01T08:00:00+07:00\n"},
    "a change that is a word": {"modified_at": "hôm qua"},
    "a change in a zone that is not Vietnam's": {"modified_at": "9999-12-31T23:59:59-12:00"},
    "a moment in Vietnam's time": {"captured_at": "2026-01-31T10:00:00+07:00"},
    "no kind": {"kind": ""},
    "a hash that is an object": {"content_hash": {}},
    "problems that are null": {"problems": None, "revision": 2},
    "a problem that is null": {"problems": [None]},
    "problems in the form of schema 1": {"problems": {"date": "no printed date"}},
    "a problem without a code": {"problems": [{"field": "date", "reason": "no printed date"}]},
    "a problem whose code is a number": {"problems": [{"field": "date", "code": 1, "reason": "x"}]},
    "a document without an address": {
        "documents": [{"url": None, "title": None, "type": None, "capture": None}]
    },
    "documents that are an object": {"documents": {}},
    "a section that is a list": {"section": ["a"]},
    "a title that is null": {"title": None},
    "a body nested deeply": {"body": [[[[None]]]]},
    "an image that is null": {"images": [None]},
    "an image without an address": {
        "images": [{"url": None, "caption": None, "credit": None, "capture": None}]
    },
    "an author with other keys": {"authors": [{"ten": "A"}]},
    "a tag that is a number": {"tags": ["a", 1]},
    "an address that is not one": {"url": "bai-1"},
}


def renamed(line, old, new):
    return line.replace(f'"{old}":', f'"{new}":', 1)


def bad_lines(make_record):
    good = json.dumps(make_record(9))
    lines = {name: json.dumps(make_record(9) | change) for name, change in CHANGES.items()}
    more = {
        "an empty object": "{}",
        "a key renamed by a bit": renamed(good, "id", "ie"),
        "a tombstone of its own": '{"id":"thu:1","revision":2,"deleted":true}',
        "no id": '{"revision":2}',
        "one key more": json.dumps(make_record(9) | {"more": 1}),
        "one key less": renamed(good, "via", "vja"),
        "NaN": renamed(good, "revision", "revision").replace('"revision": 1', '"revision": NaN'),
        "a lone surrogate": good.replace('"body": "', '"body": "\\ud800'),
        "invalid UTF-8": good.replace('"body": "', '"body": "\udcff'),
        "a list": "[1]",
        "nothing": "",
    }
    return lines | more


NAMES = [
    *CHANGES,
    "an empty object",
    "a key renamed by a bit",
    "a tombstone of its own",
    "no id",
    "one key more",
    "one key less",
    "NaN",
    "a lone surrogate",
    "invalid UTF-8",
    "a list",
    "nothing",
]


@pytest.fixture
def data(tmp_path, make_record):
    """Three articles, one of them revised, and a run that stored them."""
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for record in (make_record(1), make_record(2), make_record(3), make_record(1, 2)):
            ledger.note_stored(record, store.append(record), None)
        begin_run(tmp_path, Run("thu-1", "thu", {}, "2026-01-01T00:00:00Z"), {})
        ended = Run(
            "thu-1",
            "thu",
            {},
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:01:00Z",
            exit_code=0,
            exit_name="ok",
            files={"2026-01.jsonl": (0, 10)},
            ends=store.sizes(),
        )
        finish_run(tmp_path, ended)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_is_not_a_record_is_passed_over_counted_and_named(data, make_record, name):
    file = data / "articles" / "thu" / "2026-01.jsonl"
    line = bad_lines(make_record)[name].encode("utf-8", "surrogateescape") + b"\n"
    file.write_bytes(line + file.read_bytes())
    records = read(data)
    assert [r["id"] for r in records] == ["thu:1", "thu:2", "thu:3", "thu:1"]
    assert records.torn == 1
    assert [(r["id"], r["revision"]) for r in latest(data, since="2024-01-01")] == [
        ("thu:2", 1),
        ("thu:3", 1),
        ("thu:1", 2),
    ]
    assert reindex(data, "thu") == 4
    assert [f.offset for f in verify(data, "thu")] == [0]
    coverage = Coverage("thu")
    count_articles(coverage, latest(data, "thu"))
    assert coverage.months.total() == 3
    with Store(data, "thu") as store:
        index = CaptureIndex(data, "thu")
        Plan(data, "thu", store, index).close()
        index.close()


def test_a_record_with_its_keys_in_another_order_is_read_and_named(data, make_record):
    file = data / "articles" / "thu" / "2026-01.jsonl"
    turned = dict(reversed(make_record(4).items()))
    file.write_bytes(json.dumps(turned).encode() + b"\n" + file.read_bytes())
    assert len(list(read(data))) == 5
    assert next(f.what for f in verify(data, "thu")) == "the keys are not those of schema 1 or 2"


def test_the_quick_check_and_the_one_that_names_the_fault_agree(make_record):
    for name in CHANGES:
        value = make_record(9) | CHANGES[name]
        assert find_record_fault(value, "thu") is not None, name
        assert not is_record(value, "thu"), name
    moment = "2024-05-01T08:00:00+07:00"
    for _ in range(2):  # the second time by what was remembered
        assert is_record(make_record(1), "thu")
        assert is_record(make_record(1) | {"published_at": None, "modified_at": moment}, "thu")
        assert is_record(make_record(1, date=None, tags=(), images=[]) | {"tags": []}, "thu")


RUNS = {
    "an empty object": {},
    "a file outside of the folder": {"files": {"../../x.jsonl": [0, 10]}},
    "a range that begins before the file": {"files": {"2026-01.jsonl": [-5, 10]}},
    "a range that ends before it begins": {"files": {"2026-01.jsonl": [20, 10]}},
    "a range of one number": {"files": {"2026-01.jsonl": [20]}},
    "a range that is null": {"files": {"2026-01.jsonl": None}},
    "a range beyond any file": {"files": {"2026-01.jsonl": [0, 2**63]}},
    "files that are null": {"files": None},
    "an end that is negative": {"ends": {"2026-01.jsonl": -1}},
    "an id that is empty": {"id": ""},
    "an id that is a number": {"id": 7},
    "another site's run": {"site": "khac"},
    "a huge exit code": {"exit_code": 10**30},
    "an exit code that is text": {"exit_code": "0"},
    "statistics that are a list": {"stats": [1]},
    "a problem that is null": {"problems": [None]},
    "a count that is null": {"outcomes": {"stored": None}},
}


@pytest.mark.parametrize("name", RUNS)
def test_a_line_that_is_not_a_run_is_passed_over_and_named(data, make_record, name):
    path = data / "runs" / "thu.jsonl"
    sound = json.loads(path.read_text())
    bad = json.dumps(
        sound | {"id": "thu-2", "ended_at": "2026-01-01T00:02:00Z"} | RUNS[name] if RUNS[name] else {}
    )
    path.write_text(json.dumps(sound) + "\n" + bad + "\n" + json.dumps(sound | {"id": "thu-3"}) + "\n")
    assert [run.id for run in read_runs(data, "thu")] == ["thu-1", "thu-3"]
    assert last_runs(data)["thu"].id == "thu-3"
    assert list(new_since("thu-1", data)) is not None
    assert "not a run of this site: every reader skips it" in [f.what for f in verify(data, "thu")]


@pytest.mark.parametrize("name", RUNS)
def test_a_note_of_a_running_run_that_is_not_one_leaves_the_next_run_to_begin(data, name):
    sound = json.loads((data / "runs" / "thu.jsonl").read_text())
    (data / "state" / "thu.run.json").write_text(
        json.dumps(sound | {"id": "thu-9"} | RUNS[name] if RUNS[name] else {})
    )
    with Store(data, "thu") as store:
        assert begin_run(data, Run("thu-4", "thu", {}, "2026-01-02T00:00:00Z"), store.sizes()) is None


def test_a_line_that_could_not_be_read_is_not_a_record():
    assert is_record(None) is False


def test_the_order_of_the_keys_does_not_matter_on_a_second_reading(make_record):
    turned = dict(reversed(make_record(4).items()))
    assert [is_record(turned, "thu") for _ in range(3)] == [True] * 3


def test_a_shape_seen_before_is_read_with_days_times_and_addresses_that_are_new(make_record):
    assert is_record(make_record(1), "thu")
    assert is_record(
        make_record(1, date="2019-03-04", captured_at="2018-05-06T07:08:09Z", url="http://x.example/")
    )


def test_the_greatest_possible_revision_is_read(make_record):
    for _ in range(2):  # the second time by what was remembered
        assert is_record(make_record(1, 2**31 - 1), "thu")
        assert find_record_fault(make_record(1, 2**31 - 1), "thu") is None


def test_a_text_that_passed_a_check_is_not_checked_again_and_one_that_failed_is():
    asked = []

    def check(text):
        asked.append(text)
        return text == "good"

    checked = CheckedValues(check)
    assert [checked[text] for text in ("good", "bad", "good", "bad")] == [True, False, True, False]
    assert asked == ["good", "bad", "bad"]
