"""The ledger at its bounds: nothing new, chunks of many, and moments that are exactly due."""

from datetime import date

import pytest

from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.ledgers.entries import read_outside_day, write_outside_day
from dvcrawler.storage.ledgers.ledger import Ledger, LedgerSummary, Outcome
from dvcrawler.storage.ledgers.ledger_lines import read_absorbed
from dvcrawler.storage.store import Store

NOW = "2026-01-31T12:00:00Z"


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path, "thu") as made:
        yield made


def failed(ledger, number, again_at):
    ledger.note_outcome(
        f"thu:{number}",
        f"https://thu.example/{number}",
        Outcome.FAILED,
        reason="x",
        now=NOW,
        again_at=again_at,
    )


def test_a_store_that_is_known_to_its_last_byte_is_not_read_again(tmp_path, ledger, make_record):
    with Store(tmp_path, "thu") as store:
        record = make_record(1)
        ledger.note_stored(record, store.append(record), "2026-02-01T00:00:00Z")
        assert ledger.catch_up(store) == 0
        assert ledger.known(["thu:1"])["thu:1"].again_at == "2026-02-01T00:00:00Z"
        store.append(make_record(2))
        assert ledger.catch_up(store) == 1
        assert ledger.catch_up(store) == 0
        assert read_absorbed(ledger._db) == store.sizes()


@pytest.mark.parametrize("number", [499, 500, 501, 1001])
def test_many_are_told_whole_and_in_order(ledger, number):
    links = [(f"thu:{n:05}", f"https://thu.example/{n}") for n in range(number)]
    assert ledger.note_found(links, NOW) == {id_ for id_, _ in links}
    assert ledger.note_found(links, NOW) == set()
    assert [entry.id for entry in ledger.waiting()] == [id_ for id_, _ in links]
    assert [entry.id for entry in ledger.not_stored()] == [id_ for id_, _ in links]
    assert list(ledger.known([id_ for id_, _ in links])) == [id_ for id_, _ in links]
    assert len(list(ledger.waiting(3))) == 3
    assert ledger.counts() == {"found": number}


def test_what_is_due_at_this_very_moment_is_due_and_not_a_second_before(ledger):
    for number, again_at in enumerate(
        ["2026-01-31T12:00:00Z", "2026-01-31T12:00:01Z", "2026-01-30T00:00:00Z", None]
    ):
        failed(ledger, number, again_at)
    assert [entry.id for entry in ledger.due(NOW, 9)] == ["thu:2", "thu:0"]
    assert [entry.id for entry in ledger.due(NOW, 1)] == ["thu:2"]


def test_what_is_put_off_for_180_days_is_not_due_and_for_longer_it_is(ledger):
    failed(ledger, 1, "2026-07-30T12:00:00Z")
    failed(ledger, 2, "2026-07-30T12:00:01Z")
    assert [entry.id for entry in ledger.due(NOW, 9)] == ["thu:2"]


def test_the_stored_and_the_others_are_due_apart(tmp_path, ledger, make_record):
    with Store(tmp_path, "thu") as store:
        record = make_record(1)
        ledger.note_stored(record, store.append(record), NOW)
    failed(ledger, 2, NOW)
    assert [entry.id for entry in ledger.due(NOW, 9, stored=True)] == ["thu:1"]
    assert [entry.id for entry in ledger.due(NOW, 9, stored=False)] == ["thu:2"]
    assert len(ledger.due(NOW, 9)) == 2
    assert [entry.id for entry in ledger.not_stored()] == ["thu:2"]
    assert (ledger.newest(), ledger.content_of("thu:2")) == (record["date"], None)
    assert ledger.content_of("thu:1") == (1, record["content_hash"])


def test_a_run_begins_a_microsecond_after_one_that_began_later(ledger):
    assert ledger.begin("2026-01-31T12:00:00.000005Z") == "2026-01-31T12:00:00.000005Z"
    assert ledger.begin("2026-01-31T12:00:00.000005Z") == "2026-01-31T12:00:00.000006Z"
    assert ledger.begin("2026-01-30T00:00:00.000000Z") == "2026-01-31T12:00:00.000007Z"
    assert ledger.begin("2026-01-31T12:00:01.000000Z") == "2026-01-31T12:00:01.000000Z"


def test_a_first_page_with_something_new_says_when_and_one_without_keeps_it(ledger):
    ledger.note_section_visit("a", "2026-01-01T00:00:00Z", 1)
    ledger.note_section_visit("a", "2026-01-02T00:00:00Z", 0)
    ledger.note_section_visit("b", "2026-01-01T00:00:00Z", 0)
    a, b = ledger.section("a"), ledger.section("b")
    assert (a.visited_at, a.new_at) == ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")
    assert (b.new_at, ledger.section("c")) == (None, None)


def test_the_summary_has_the_number_of_articles_and_the_newest_day(tmp_path, ledger, make_record):
    assert Ledger.summary(tmp_path, "thu") == LedgerSummary(0, None)
    with Store(tmp_path, "thu") as store:
        record = make_record(1)
        ledger.note_stored(record, store.append(record), None)
    assert Ledger.summary(tmp_path, "thu") == LedgerSummary(1, record["date"])
    (file,) = article_files(tmp_path, "thu")
    whole, torn = file.read_bytes(), b'{"id": "thu:'
    for data, is_counted in ((whole + torn, True), (whole + torn + b"\n", False), (whole[:-1], False)):
        file.write_bytes(data)
        assert (Ledger.summary(tmp_path, "thu") is not None) is is_counted
    assert Ledger.summary(tmp_path, "khac") is None


def test_the_first_section_that_led_to_an_article_is_kept(ledger):
    ledger.note_led([])
    ledger.note_led([("thu:1", "Kinh tế"), ("thu:2", "Xã hội")])
    ledger.note_led([("thu:1", "Thể thao")])
    assert [ledger.led_by(f"thu:{number}") for number in (1, 2, 3)] == ["Kinh tế", "Xã hội", None]


def test_only_an_article_outside_of_the_period_has_a_day_outside_of_it(ledger):
    day = date(2019, 3, 4)
    for id_, outcome, reason in (
        ("thu:1", Outcome.OUTSIDE, write_outside_day(day)),
        ("thu:2", Outcome.OUTSIDE, "2019-03-04 is too early"),
        ("thu:3", Outcome.OUTSIDE, "no day"),
        ("thu:4", Outcome.REFUSED, write_outside_day(day)),
    ):
        ledger.note_outcome(
            id_, "https://thu.example/1", outcome, reason=reason, now="2026-01-31T10:00:00Z", again_at=None
        )
    known = ledger.known([f"thu:{number}" for number in range(1, 5)])
    assert [read_outside_day(known[f"thu:{number}"]) for number in range(1, 5)] == [day, day, None, None]
