"""A store of schema 1 is read, checked, extended and read again as one of schema 2."""

import json
import sys

import pytest

from dvcrawler.codes import PageCode, ProblemCode
from dvcrawler.items import RECORD_FIELDS, SCHEMA
from dvcrawler.reading import latest, read
from dvcrawler.schema import load_schema
from dvcrawler.storage.records import find_record_fault, is_record
from dvcrawler.storage.store import Store
from dvcrawler.storage.upgrade import FIELDS_1, NamedPage, read_page, upgrade_record
from dvcrawler.storage.verify import verify
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import crawl, environment, records, runs

SITE = "baonamdinh"


def downgrade(record):
    """The line as it was written before schema 2."""
    old = {name: record[name] for name in FIELDS_1}
    images = [{name: image[name] for name in ("url", "caption", "credit")} for image in old["images"]]
    problems = {problem["field"]: problem["reason"] for problem in old["problems"]}
    return old | {"schema": 1, "images": images, "problems": problems}


def downgrade_store(data, site):
    """Rewrites the article files in the old form, and the byte ranges of the run that wrote them."""
    sizes = {}
    for path in sorted((data / "articles" / site).glob("*.jsonl")):
        lines = [downgrade(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        path.write_text(text, "utf-8")
        sizes[path.name] = path.stat().st_size
    (run,) = runs(data, site)
    run |= {"files": {name: [0, size] for name, size in sizes.items()}, "ends": sizes}
    (data / "runs" / f"{site}.jsonl").write_text(json.dumps(run) + "\n", "utf-8")
    for path in (data / "state").glob(f"{site}.sqlite*"):
        path.unlink()


def run(data, *arguments):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", *arguments, "--data", str(data)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def portal():
    with serve(Portal(16)) as server:
        yield server


@pytest.fixture(scope="module")
def crawled(portal, tmp_path_factory):
    """The data folder, and the records as schema 2 has them."""
    data = tmp_path_factory.mktemp("old")
    assert crawl(portal, data, SITE).code in (0, 10)
    held = records(data, SITE)
    downgrade_store(data, SITE)
    return data, held


def test_a_store_of_schema_1_is_read_as_schema_2(crawled):
    data, held = crawled
    assert {record["schema"] for record in records(data, SITE)} == {1}
    assert any(record["problems"] for record in held)
    assert list(read(data)) == list(latest(data)) == held
    assert [tuple(record) for record in read(data)] == [RECORD_FIELDS] * len(held)


def test_every_command_works_on_a_store_of_schema_1_and_a_crawl_adds_schema_2(crawled, portal):
    data, held = crawled
    reindexed = run(data, "reindex")
    assert reindexed.returncode == 0, reindexed.stderr
    assert list(verify(data, SITE)) == []
    reread = run(data, "reparse", SITE)
    assert "0 are revised, 0 are new" in reread.stdout, reread.stdout + reread.stderr
    covered = json.loads(run(data, "coverage", SITE, "--json").stdout)
    assert json.dumps(covered).count(str(len(held))) > 0
    assert run(data, "sites").stdout.count(str(len(held))) > 0
    assert crawl(portal, data, SITE).code in (0, 10)
    assert len(records(data, SITE)) == len(held), "nothing is stored a second time"
    revised = held[0] | {"revision": 2, "content_hash": "f" * 32}
    with Store(data, SITE) as store:
        store.append(revised)
    assert {record["schema"] for record in records(data, SITE)} == {1, 2}
    assert revised in list(latest(data))
    assert run(data, "reindex").returncode == 0
    assert list(verify(data, SITE)) == []


def test_the_store_finds_a_line_of_schema_1(tmp_path, make_record):
    folder = tmp_path / "articles/thu"
    folder.mkdir(parents=True)
    (folder / "2026-01.jsonl").write_text(json.dumps(downgrade(make_record(1)), separators=(",", ":")) + "\n")
    with Store(tmp_path, "thu") as store:
        assert store.find("thu:1", "2026-01-31T23:59:59Z") == make_record(1)


REASONS = {
    "date": [
        ("no printed date; the address says 2024-05", ProblemCode.NO_DATE),
        ("no date in 'Thứ tư'", ProblemCode.UNREADABLE_DATE),
        ("'3 tháng trước' does not tell the day", ProblemCode.UNREADABLE_DATE),
        ("more than one date in '1/5/2024 2/5/2024'", ProblemCode.AMBIGUOUS_DATE),
        ("impossible date 2024-02-31", ProblemCode.IMPOSSIBLE_DATE),
        ("impossible time 25:61:00", ProblemCode.IMPOSSIBLE_TIME),
        ("time zone PDT is unknown", ProblemCode.IMPOSSIBLE_ZONE),
        ("date lies before 1997", ProblemCode.DATE_TOO_EARLY),
        ("date lies in the future", ProblemCode.DATE_IN_FUTURE),
        ("weekday printed (Thứ Năm) does not fit 2023-01-06", ProblemCode.WRONG_WEEKDAY),
        (
            "the printed date is outside the address's month; the address says 2023-04",
            ProblemCode.DATE_OUTSIDE_MONTH,
        ),
        ("words of another program", ProblemCode.OTHER),
    ],
    "date_raw": [("no printed date; the day is the address's", ProblemCode.DATE_FROM_ADDRESS)],
    "published_at": [("time is known to be false on migrated pages", ProblemCode.MIGRATED_TIME)],
    "title": [("converted from TCVN3", ProblemCode.CONVERTED)],
    "author": [("the author is the site's own name", ProblemCode.AUTHOR_IS_SITE)],
    "body": [
        ("converted from VNI", ProblemCode.CONVERTED),
        ("the page ends without </html>: it may have been cut on the way", ProblemCode.TRUNCATED_PAGE),
        ("the body is shorter than the summary", ProblemCode.BODY_SHORTER_THAN_SUMMARY),
        ("the same body as thu:2", ProblemCode.SAME_BODY),
    ],
    "id": [("another article has the number 2540012 too", ProblemCode.SHARED_ID)],
    "revision": [("captured before revision 1", ProblemCode.EARLIER_CAPTURE)],
}

#: Codes of problems that schema 1 did not know.
NEWER_CODES = {
    ProblemCode.ALTERED_CAPTURE,
    ProblemCode.DAMAGED_TEXT,
    ProblemCode.DATES_DISAGREE,
    ProblemCode.DATE_BELOW_TEXT,
    ProblemCode.DOUBTFUL_AUTHOR,
    ProblemCode.OTHER_LANGUAGE,
    ProblemCode.HIDDEN_TEXT,
    ProblemCode.LOGIN_WALL,
    ProblemCode.MAY_BE_EXCERPTS,
    ProblemCode.OTHER_HEADLINE,
    ProblemCode.NAME_BELOW_TEXT,
    ProblemCode.SHORT_BODY,
    ProblemCode.PAGES,
    ProblemCode.PAGES_MISSING,
    ProblemCode.SECTION_FROM_LISTING,
    ProblemCode.UNCLEAR_DATE,
    ProblemCode.UNCONFIRMED_TITLE,
}


def test_each_sentence_of_schema_1_has_its_code(make_record):
    named = set()
    for field, pairs in REASONS.items():
        for reason, code in pairs:
            old = downgrade(make_record(1)) | {"problems": {field: reason}}
            assert is_record(old, "thu")
            assert upgrade_record(old)["problems"] == [{"field": field, "code": code.value, "reason": reason}]
            named.add(code)
    assert named == set(ProblemCode) - NEWER_CODES


def test_a_record_of_schema_2_is_given_as_it_is(make_record):
    record = make_record(1)
    assert upgrade_record(record) is record


OLD_FAULTS = {
    "the schema of another form": {"schema": SCHEMA},
    "problems that are a list": {"problems": []},
    "a reason that is null": {"problems": {"date": None}},
    "an image of schema 2": {
        "images": [{"url": "https://thu.example/a.jpg", "caption": None, "credit": None, "capture": None}]
    },
    "a tag that is a number": {"tags": [1]},
}


@pytest.mark.parametrize("name", OLD_FAULTS)
def test_a_damaged_line_of_schema_1_is_not_a_record(make_record, name):
    sound = downgrade(make_record(1))
    assert is_record(sound, "thu")
    assert not is_record(sound | OLD_FAULTS[name], "thu")
    assert find_record_fault(sound | OLD_FAULTS[name], "thu") is not None


def test_the_schema_of_either_version_is_kept(make_record):
    import jsonschema

    jsonschema.validate(make_record(1), load_schema())
    jsonschema.validate(downgrade(make_record(1)), load_schema(1))


@pytest.mark.parametrize(
    ("entry", "code", "target"),
    [
        ({"code": "page-gone", "reason": "a listing that is no page"}, "page-gone", ""),
        ({"code": "redirected", "reason": "x", "target": "https://a.vn/"}, "redirected", "https://a.vn/"),
        ({"code": "of-a-later-version", "reason": "403"}, "of-a-later-version", ""),
        (
            {"reason": "a listing that is no page: x"},
            PageCode.LISTING_UNREADABLE.value,
            "a listing that is no page: x",
        ),
        ({"reason": "the home page is gone"}, PageCode.HOME_GONE.value, "the home page is gone"),
        ({"reason": "the server says 429"}, PageCode.HTTP_REFUSED.value, "the server says 429"),
        ({"reason": "else", "target": "https://a.vn/"}, PageCode.OTHER.value, "https://a.vn/"),
        ({}, PageCode.OTHER.value, ""),
    ],
)
def test_a_page_that_a_run_names_has_the_code_that_is_written_or_that_of_its_sentence(entry, code, target):
    page = read_page({"outcome": "failed", "url": "https://a.vn/1"} | entry)
    assert page == NamedPage("failed", "https://a.vn/1", code, entry.get("reason", ""), target)


def test_an_entry_without_anything_is_a_page_of_no_address():
    assert read_page({}) == NamedPage("", "", PageCode.OTHER.value, "", "")
