"""An article taken down: gone from every command, and brought back by none."""

import json
import shutil
import sys

import pytest

from dvcrawler.reading import last_runs, new_since
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome
from dvcrawler.storage.lock import SiteLock
from tests import warm
from tests.portal import environment, records
from tests.site import HOST, SITE, article, crawl_site, home, last_run, path_of, served, site
from tests.storage.removal_store import places_of
from tests.webserver import Answer

NUMBERS = (1, 2, 3, 4, 5)
ID, PATH, TITLE = f"{SITE}:aaa0003", path_of(3), "Bài viết số 3 về mùa màng"


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
def web():
    leads_there = {
        "/kinh-te/202402/dan-den-aaa0009/": Answer(b"", 302, {"Location": f"https://{HOST}{PATH}"})
    }
    with served(site(*NUMBERS, **leads_there)) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(web, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    assert crawl_site(web, data).code == 0
    return data


@pytest.fixture
def data(crawled, tmp_path):
    shutil.copytree(crawled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def removed_once(crawled, tmp_path_factory):
    data = shutil.copytree(crawled, tmp_path_factory.mktemp("removed") / "data")
    ended = run(data, "remove", ID, "--reason", "đề nghị của người viết")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{ID}: removed; 1 line and 2 records of the archive are erased\n"
    return data


@pytest.fixture
def removed(removed_once, tmp_path):
    return shutil.copytree(removed_once, tmp_path / "removed")


def held(data):
    return sorted(record["id"] for record in records(data) if "revision" in record)


def others():
    return [f"{SITE}:aaa{number:04x}" for number in NUMBERS if number != 3]


def test_no_command_shows_it_and_verify_finds_nothing(removed, tmp_path):
    assert held(removed) == others()
    assert run(removed, "search", "mùa", "màng", "--count").stdout.strip() == "4"
    assert run(removed, "show", ID).returncode == 2
    assert run(removed, "cite", ID).returncode == 2
    target = tmp_path / "out.jsonl"
    assert run(removed, "export", "--to", str(target), "--all-revisions").returncode == 0
    assert [json.loads(line)["id"] for line in target.read_text("utf-8").splitlines()] == others()
    verified = run(removed, "verify", SITE)
    assert (verified.returncode, verified.stdout.count("agree")) == (0, 1), verified.stdout
    assert json.loads(run(removed, "coverage", SITE, "--json").stdout)[0]["missing"] == 0


def test_the_title_of_a_removed_article_is_left_on_no_page_but_listings(removed):
    assert places_of(removed, TITLE) == []


def test_a_search_index_from_before_does_not_keep_it(data):
    assert run(data, "search", "mùa", "--count").stdout.strip() == "5"
    run(data, "remove", ID, "--reason", "x", "--mark")
    assert run(data, "search", "mùa", "--count").stdout.strip() == "4"
    run(data, "remove", ID, "--undo")
    assert run(data, "search", "mùa", "--count").stdout.strip() == "5"
    run(data, "remove", ID, "--reason", "x")
    assert run(data, "search", "mùa", "--count").stdout.strip() == "4"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_no_crawl_asks_for_it_again(removed, web, tmp_path, is_rebuilt):
    if is_rebuilt:
        shutil.rmtree(removed / "state")
        assert run(removed, "reindex", SITE).returncode == 0
    (tmp_path / "list").write_text(f"https://{HOST}{PATH}\nhttps://{HOST}/kinh-te/202402/dan-den-aaa0009/\n")
    web.asked.clear()
    for arguments in ((), ("-a", "revisit=all"), ("-a", f"source=urls:{tmp_path / 'list'}")):
        ended = crawl_site(web, removed, *arguments)
        assert ended.code == 0, ended.out + ended.err
    assert [path for _, path in web.asked if path == PATH] == []
    assert [path for _, path in web.asked if path == path_of(4)]
    (led,) = last_run(removed)["problems"]
    assert (led["outcome"], led["code"]) == ("gone", "removed")
    assert held(removed) == others()
    assert run(removed, "verify", SITE).returncode == 0


def test_no_archive_brings_it_back(crawled, removed, web):
    ended = crawl_site(web, removed, "-a", f"source=warc:{crawled / 'warc' / SITE}")
    assert ended.code == 0, ended.out + ended.err
    assert held(removed) == others()
    assert places_of(removed, f"Mở đầu bài số {3}") == []


def test_no_reparse_brings_it_back(crawled, removed):
    """Not even from an archive that was restored from a backup."""
    for path in (crawled / "warc" / SITE).iterdir():
        shutil.copy(path, removed / "warc" / SITE)
    (removed / "state" / f"{SITE}.warc.sqlite").unlink()
    ended = run(removed, "reparse", SITE, "--jobs", "1")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert held(removed) == others()


def test_readers_by_runs_are_notified(data):
    before = last_runs(data)[SITE].id
    run(data, "remove", ID, "--reason", "x")
    told = new_since(before, data)
    assert list(told) == []
    assert [each["id"] for each in told.tombstones] == [ID]
    assert last_run(data)["arguments"] == {"remove": ID}
    assert "ok;" in run(data, "health", SITE).stdout


def test_a_mark_hides_it_and_is_taken_back(data):
    marked = run(data, "remove", ID, "--reason", "x", "--mark")
    assert marked.stdout.startswith(f"{ID}: hidden, and restored with --undo; 1 line and 2 records")
    assert run(data, "show", ID).returncode == 2
    assert run(data, "verify", SITE).returncode == 0
    assert run(data, "remove", ID, "--undo").stdout == f"{ID}: restored\n"
    assert TITLE in run(data, "show", ID).stdout
    assert run(data, "verify", SITE).returncode == 0
    assert run(data, "remove", "--list").stdout == ""


def test_other_ids_of_the_article_are_removed_and_restored_with_it(data):
    """Under another month its address gives another id, and a page there was seen to show it."""
    alias = f"{ID}-202403"
    with Ledger(data, SITE) as ledger:
        ledger.note_outcome(
            alias,
            f"https://{HOST}{PATH}".replace("202402", "202403"),
            Outcome.MOVED,
            reason=write_same_article(ID),
            now="2026-01-01T00:00:00Z",
            again_at=None,
        )
    run(data, "remove", ID, "--reason", "x", "--mark")
    assert len(run(data, "remove", "--list").stdout.splitlines()) == 2
    with Ledger.open_read_only(data, SITE) as ledger:
        assert {each.outcome for each in ledger.known([ID, alias]).values()} == {Outcome.REMOVED}
    run(data, "remove", ID, "--undo")
    assert run(data, "remove", "--list").stdout == ""


ALIAS, OTHER_PATH = f"{ID}-202403", "/kinh-te/202403/ten-khac-han-aaa0003/"
TEXT = "Mở đầu bài số 3."


@pytest.fixture(scope="module")
def crawled_alias(crawled, tmp_path_factory):
    """A page under another month that a later crawl met, and a site that still links it."""
    data = shutil.copytree(crawled, tmp_path_factory.mktemp("alias") / "data")
    pages = site(*NUMBERS, **{OTHER_PATH: article(3)})
    pages[HOST, "/"] = home(*NUMBERS) + f'<a href="{OTHER_PATH}">x</a>'
    with served(pages) as web:
        assert crawl_site(web, data).code == 0
        yield data, web


@pytest.fixture
def with_alias(crawled_alias, tmp_path):
    data, web = crawled_alias
    return shutil.copytree(data, tmp_path / "data"), web


@pytest.mark.sampled(5)
@pytest.mark.parametrize("lost", ["nothing", "ledger", "state", "hidden", "hidden without a ledger"])
def test_a_page_that_shows_it_under_another_id_goes_with_it(with_alias, lost):
    data, web = with_alias
    assert len(places_of(data, TEXT)) == 3, "two runs have archived it"
    if "hidden" in lost:
        run(data, "remove", ID, "--reason", "x", "--mark")
    if "ledger" in lost:
        assert run(data, "reindex", SITE).returncode == 0
    elif lost == "state":
        shutil.rmtree(data / "state")
    ended = run(data, "remove", ID, "--reason", "x")
    assert f"{ALIAS}: removed; 0 lines and 2 records" in ended.stdout, ended.stderr
    assert places_of(data, TEXT) == []
    crawl_site(web, data, "-a", "revisit=all")
    assert ID not in held(data) and ALIAS not in held(data)
    assert run(data, "verify", SITE).returncode == 0


@pytest.mark.slow
def test_another_article_with_the_same_number_stays(data):
    pages = site(*NUMBERS, **{OTHER_PATH: article(3, "Chuyện khác hẳn về một ngôi trường")})
    pages[HOST, "/"] = home(*NUMBERS) + f'<a href="{OTHER_PATH}">x</a>'
    with served(pages) as web:
        assert crawl_site(web, data).code == 0
    path = sorted((data / "articles" / SITE).glob("*.jsonl"))[-1]
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ALIAS not in line), "utf-8")
    run(data, "reindex", SITE)  # its page is in the archive, and nothing is known of it
    assert ALIAS not in run(data, "remove", ID, "--reason", "x").stdout
    assert len(places_of(data, "một ngôi trường")) == 1


def test_what_is_erased_is_not_restored(removed):
    ended = run(removed, "remove", ID, "--undo")
    assert ended.returncode == 2
    assert "erased; it cannot be restored" in ended.stderr


def test_a_second_time_says_so(removed):
    before = records(removed)
    ended = run(removed, "remove", ID, "--reason", "x")
    assert (ended.returncode, ended.stdout) == (0, f"{ID}: was removed before, and nothing is left of it\n")
    assert records(removed) == before


def test_what_was_removed_is_listed(removed):
    (line,) = run(removed, "remove", "--list").stdout.splitlines()
    assert line.startswith(f"{ID}  ")
    assert line.endswith("  erased  đề nghị của người viết")
    (shown,) = run(removed, "remove", "--list", "--json").stdout.splitlines()
    assert json.loads(shown)["step"] == "erased"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--reason", "x"], "name an article's id"),
        ([ID], "give a --reason"),
        ([ID, "--reason", " "], "give a --reason"),
        ([ID, "--reason", "x" * 201], "at most 200 characters"),
        ([ID, "--reason", "a\nb"], "one line"),
        (["aaa0003", "--reason", "x"], "is not an id"),
        ([f"{SITE}:ffff", "--reason", "x"], "no article"),
        (["nowhere:1", "--reason", "x"], "unknown site"),
        (["../x:1", "--reason", "x"], "unknown site"),
        ([ID, "--undo"], "is not removed"),
        ([ID, "--undo", "--mark"], "--undo takes neither"),
    ],
)
def test_a_bad_call_is_2_in_one_line_and_changes_nothing(data, words, says):
    before = records(data), (data / "runs" / f"{SITE}.jsonl").read_bytes()
    ended = run(data, "remove", *words)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert (records(data), (data / "runs" / f"{SITE}.jsonl").read_bytes()) == before


@pytest.mark.slow
def test_a_page_that_was_never_read_can_be_removed_too(web, tmp_path):
    """Only the archive holds it; the ledger knows it as unread."""
    pages = site(1, **{path_of(2): "<html><body><p>Nháp</p></body></html>", "home": home(1, 2)})
    with served(pages) as other:
        crawl_site(other, tmp_path)
        ended = run(tmp_path, "remove", f"{SITE}:aaa0002", "--reason", "x")
        assert "0 lines and 2 records" in ended.stdout, ended.stderr
        other.asked.clear()
        assert crawl_site(other, tmp_path, "-a", "revisit=all").code == 0
        assert (HOST, path_of(2)) not in other.asked


def test_a_run_under_way_is_not_disturbed(data):
    with SiteLock(data, SITE, "2026-01-01T00:00:00Z"):
        ended = run(data, "remove", ID, "--reason", "x")
    assert ended.returncode == 16
    assert "another run" in ended.stderr


def test_lines_that_cannot_be_read_may_still_hold_it(data):
    (path,) = (data / "articles" / SITE).glob("*.jsonl")
    path.write_bytes(b"garbled\n" + path.read_bytes())
    ended = run(data, "remove", ID, "--reason", "x")
    assert (ended.returncode, ended.stdout.startswith(f"{ID}: removed; 1 line")) == (10, True)
    assert ended.stderr == (
        f"dvcrawler: 1 line of {path} cannot be read, and may still hold text of what was removed; "
        "`dvcrawler verify` names each\n"
    )


@pytest.mark.parametrize("option", [("--undo",), ("--mark",), ("--reason", "x")])
def test_a_list_takes_no_option_that_would_change_something(data, option):
    ended = run(data, "remove", "--list", *option)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
