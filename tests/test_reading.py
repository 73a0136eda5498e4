from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from dvcrawler.errors import UsageError
from dvcrawler.reading import last_runs, latest, new, new_since, read, removed
from dvcrawler.storage.run_records.runs import Run, appended_ranges, begin_run, finish_run
from dvcrawler.storage.store import Store


def store_run(data: Path, number: int, records: list, site: str = "thu") -> str:
    """A whole run that stores the records; its id."""
    begun = Run(f"{site}-{number}", site, {}, f"2026-01-01T00:{number:02}:00Z")
    with Store(data, site) as store:
        before = store.sizes()
        begin_run(data, begun, before)
        for record in records:
            store.append(record)
        files = appended_ranges(before, store.sizes())
    ended = Run(
        begun.id,
        site,
        {},
        begun.started_at,
        f"2026-01-01T00:{number:02}:30Z",
        exit_code=0,
        exit_name="ok",
        files=files,
    )
    finish_run(data, ended)
    return begun.id


@pytest.fixture
def data(tmp_path):
    (tmp_path / "state").mkdir()
    return tmp_path


def numbers(records) -> list[tuple[int, int]]:
    return [(int(r["id"].partition(":")[2]), r["revision"]) for r in records]


def test_all_revisions_come_in_the_order_of_storing(data, make_record):
    store_run(data, 1, [make_record(2), make_record(1), make_record(2, 2)])
    assert numbers(read(data)) == [(2, 1), (1, 1), (2, 2)]
    assert next(read(data)) == make_record(2)


def test_latest_gives_only_the_last_revision_of_each_article(data, make_record):
    store_run(data, 1, [make_record(1), make_record(2), make_record(3)])
    store_run(data, 2, [make_record(1, 2), make_record(3, 2), make_record(1, 3)])
    assert numbers(latest(data)) == [(2, 1), (3, 2), (1, 3)]


def test_of_lines_read_live_the_highest_revision_is_the_last_even_under_a_wrong_clock(data, make_record):
    ahead, now, old = "2036-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2012-01-01T00:00:00Z"
    store_run(data, 1, [make_record(1, captured_at=ahead), make_record(1, 2, captured_at=now)])
    store_run(data, 2, [make_record(1, 3, captured_at=old, via="wayback")])
    assert numbers(latest(data)) == [(1, 2)]


def test_a_corrected_date_decides_whether_the_latest_is_in_the_period(data, make_record):
    records = [make_record(1, date="2024-05-01"), make_record(1, 2, date="2023-05-01")]
    store_run(data, 1, records)
    assert numbers(latest(data, since="2024-01-01")) == []
    assert numbers(latest(data, until="2023-12-31")) == [(1, 2)]


def test_a_period_is_inclusive_and_counts_the_undated(data, make_record):
    days = ["2024-01-01", "2024-01-02", "2024-01-03", None]
    store_run(data, 1, [make_record(n, date=day) for n, day in enumerate(days)])
    records = read(data, since=date(2024, 1, 2), until="2024-01-03")
    assert numbers(records) == [(1, 1), (2, 1)]
    assert records.undated == 1
    everything = read(data)
    assert len(list(everything)) == 4
    assert everything.undated == 0


@pytest.mark.parametrize(
    ("since", "days"),
    [
        (datetime(2024, 1, 2), 2),
        (datetime(2024, 1, 2, 23, 59), 2),
        (datetime(2024, 1, 1, 20, tzinfo=UTC), 2),  # the second in Vietnam
        (datetime(2024, 1, 1, 12, tzinfo=UTC), 3),
    ],
)
def test_a_moment_is_its_day_in_vietnam(data, make_record, since, days):
    store_run(data, 1, [make_record(n, date=f"2024-01-0{n}") for n in (1, 2, 3)])
    assert len(list(read(data, since=since))) == days


@pytest.mark.parametrize("day", ["2024-13-01", "01/05/2024", "gestern", 2024, b"2024-01-01"])
def test_a_bad_date_is_a_usage_error(data, day):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read(data, since=day)


@pytest.mark.parametrize("site", [["thu"], 3, b"thu"])
def test_a_site_that_is_no_name_is_a_usage_error(data, make_record, site):
    store_run(data, 1, [make_record(1)])
    for ask in (partial(latest, section=site), partial(latest, author=site)):
        with pytest.raises(UsageError, match="is not one name; give a text, or None"):
            list(ask(data))
    for ask in (read, latest, partial(latest, since="2024-01-01"), removed, partial(new, None)):
        with pytest.raises(UsageError, match="is not the name of one site; give one, or None"):
            list(ask(data, site=site))


def test_an_empty_name_of_a_site_does_not_stand_for_all(data, make_record):
    store_run(data, 1, [make_record(1)])
    for ask in (read, latest, removed):
        with pytest.raises(UsageError, match="'' is not the name of a site"):
            list(ask(data, site=""))


def test_runs_of_a_folder_that_is_not_there_are_a_usage_error(data):
    with pytest.raises(UsageError, match="nothing is stored in"):
        last_runs(data / "other")


def test_invalid_lines_are_counted_and_an_unfinished_one_is_not_there_yet(data, make_record):
    store_run(data, 1, [make_record(1)])
    path = data / "articles" / "thu" / "2026-01.jsonl"
    good = path.read_bytes()
    path.write_bytes(b"\0\0\n" + good + b"[1]\n" + good[:50])
    records = read(data)
    assert numbers(records) == [(1, 1)]
    assert records.torn == 2


def test_two_readers_do_not_disturb_each_other(data, make_record):
    store_run(data, 1, [make_record(n) for n in range(4)])
    pairs = list(zip(read(data), read(data), strict=True))
    assert len(pairs) == 4
    assert all(one == other for one, other in pairs)


def test_what_is_new_is_seen_once_and_only_once(data, make_record):
    store_run(data, 1, [make_record(0)])
    mark, seen = store_run(data, 2, [make_record(1)]), []
    for number in range(3, 9):
        now = store_run(data, number, [make_record(number), make_record(number + 10)])
        if number % 2:
            seen += numbers(new_since(mark, data, until=now))
            mark = now
    seen += numbers(new_since(mark, data))
    assert sorted(seen) == sorted((n + m, 1) for n in range(3, 9) for m in (0, 10))


def test_new_lines_of_other_sites_are_recognised_by_the_end_of_their_run(data, make_record):
    def of_khac(number):
        return make_record(number, site="khac", id=f"khac:{number}")

    store_run(data, 1, [of_khac(1)], "khac")
    mark = store_run(data, 2, [make_record(2)])
    store_run(data, 3, [of_khac(3)], "khac")
    assert numbers(new_since(mark, data)) == [(3, 1)]
    assert {site: run.id for site, run in last_runs(data).items()} == {
        "thu": "thu-2",
        "khac": "khac-3",
    }


def test_a_dead_run_becomes_new_when_it_is_closed(data, make_record):
    mark = store_run(data, 1, [make_record(1)])
    with Store(data, "thu") as store:
        begin_run(data, Run("thu-2", "thu", {}, "2026-01-01T00:02:00Z"), store.sizes())
        store.append(make_record(2))
    assert numbers(new_since(mark, data)) == []
    store_run(data, 3, [make_record(3)])
    assert numbers(new_since(mark, data)) == [(2, 1), (3, 1)]


def test_an_unknown_run_is_a_usage_error(data):
    with pytest.raises(UsageError, match="thu-77"):
        new_since("thu-77", data)


def test_the_data_folder_comes_from_the_environment(data, make_record, monkeypatch):
    store_run(data, 1, [make_record(1)])
    monkeypatch.setenv("DVCRAWLER_DATA", str(data))
    assert numbers(read()) == [(1, 1)]
    monkeypatch.delenv("DVCRAWLER_DATA")
    monkeypatch.chdir(data)
    with pytest.raises(UsageError, match="nothing is stored in data"):
        list(read())
