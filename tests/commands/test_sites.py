"""`dvcrawler sites` and `runs` at the width of the terminal, and one site in full."""

import json
import sys

import orjson
import pytest

from dvcrawler.errors import ExitCode
from dvcrawler.messages.tables import cut, fit_columns, fit_table, format_table
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.ledgers.sections import SectionLink
from tests.commands.test_health import ILL, dvcrawler, keep, until_now
from tests.derived.store import article, write
from tests.discovery.sections.test_section_argument import pages_with_sections
from tests.health.histories import START, run
from tests.portal import environment
from tests.site import SITE, crawl_site, served
from tests.terminal import Session

PROGRAM = [sys.executable, "-m", "dvcrawler"]


def on_terminal(data, *words, columns=80):
    with Session([*PROGRAM, *words, "--data", str(data)], environment(), columns=columns) as session:
        assert session.finish() == 0
    return session.raw.replace("\r\n", "\n").splitlines()


@pytest.fixture
def kept(tmp_path):
    keep(tmp_path, "phunu", until_now(10))
    keep(tmp_path, "danguykhoi", until_now(3, ILL))
    return tmp_path


@pytest.mark.parametrize("command", ["sites", "runs"])
@pytest.mark.parametrize("columns", [40, 80, 100])
def test_a_table_fits_the_terminal(kept, command, columns):
    lines = on_terminal(kept, command, columns=columns)
    assert max(map(len, lines)) <= columns
    assert any(line.startswith("phunu ") for line in lines)


@pytest.mark.parametrize("command", ["sites", "runs"])
def test_wide_has_every_column_as_a_pipe_has(kept, command):
    wide = on_terminal(kept, command, "--wide")
    assert wide == dvcrawler(kept, command).stdout.splitlines()
    assert max(map(len, wide)) > 80


def test_sites_are_chosen_by_family_health_and_store(kept):
    def names(*words):
        return [row["site"] for row in json.loads(dvcrawler(kept, "sites", "--json", *words).stdout)]

    assert names("--family", "party") == ["danguykhoi", "danvan", "phunu"]
    assert names("--health", "ok") == ["phunu"]
    assert names("--stored") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sites", "--family", "vnp"), "--family 'vnp' is not known; did you mean vnpt?"),
        (("sites", "--health", "quit"), "--health 'quit' is not known; did you mean quiet?"),
        (
            ("sites", "--health", "?"),
            "--health '?' is not known; there are: ok, never_run, failing, changed, ",
        ),
        (("sites", "phunuu"), "unknown site 'phunuu'; did you mean phunu?"),
        (("runs", "--result", "block"), "--result 'block' is not a result; did you mean blocked?"),
    ],
)
def test_a_wrong_choice_is_2_and_one_line(tmp_path, words, said):
    ended = dvcrawler(tmp_path, *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"dvcrawler: {said}") and len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--stored",), "--stored"),
        (("--health", "stale"), "--health stale"),
        (("--stored", "--family", "party", "--health", "ok"), "--stored --family party --health ok"),
    ],
)
def test_a_choice_that_no_site_meets_is_said_and_no_empty_table(kept, words, said):
    assert dvcrawler(kept, "sites", *words).stdout == f"no site in {kept} matches {said}\n"


def test_a_family_that_other_sites_have_is_known(kept):
    ended = dvcrawler(kept, "sites", "--family", "vnpt", "phunu")
    assert (ended.returncode, ended.stdout) == (0, "no site of phunu matches --family vnpt\n")


def test_runs_are_chosen_by_their_result(kept):
    rows = json.loads(dvcrawler(kept, "runs", "--json", "--result", "changed", "-n", "1").stdout)
    assert [(row["site"], row["result"]) for row in rows] == [("danguykhoi", "changed")]


def test_a_named_site_is_shown_in_full_with_its_sections(tmp_path):
    with served(pages_with_sections()) as web:
        crawl_site(web, tmp_path)
    shown = on_terminal(tmp_path, "sites", SITE)
    assert shown[0] == "baolamdong: Báo Lâm Đồng"
    assert "  stored    3 articles, the newest of 2024-02-05" in shown
    assert max(map(len, shown)) <= 80
    assert ["2", "Kinh", "tế", "/kinh-te/"] in [line.split() for line in shown]
    (row,) = json.loads(dvcrawler(tmp_path, "sites", SITE, "--json").stdout)
    assert {each["name"]: each["articles"] for each in row["sections"] if each["articles"]} == {
        "Kinh tế": 2,
        "Xã hội": 1,
    }


def test_articles_that_no_ledger_counts_are_not_passed_over_in_silence(tmp_path):
    write(tmp_path, article(1, "Hội làng", "Lễ hội.", site="phunu"))
    said = "dvcrawler: phunu: its stored articles are not counted; the next crawl counts them, or dvcrawler reindex phunu\n"
    uncounted = dvcrawler(tmp_path, "sites", "--stored", "--json")
    assert ([each["articles"] for each in json.loads(uncounted.stdout)], uncounted.stderr) == ([None], said)
    (tmp_path / "state").mkdir(exist_ok=True)
    (tmp_path / "state/phunu.sqlite").write_text("garbage")
    named = dvcrawler(tmp_path, "sites", "phunu")
    assert ("  stored    not counted" in named.stdout, named.stderr) == (True, said)
    assert dvcrawler(tmp_path, "sites", "danguykhoi").stderr == ""
    assert dvcrawler(tmp_path, "reindex").returncode == 0
    counted = dvcrawler(tmp_path, "sites", "--stored", "--json")
    assert (json.loads(counted.stdout)[0]["articles"], counted.stderr) == (1, "")


def test_a_site_that_a_newer_program_wrote_is_not_counted_in_part_and_keeps_no_other_from_it(tmp_path):
    for site in ("danvan", "phunu", "tuyengiao"):
        write(tmp_path, article(1, "Hội làng", "Lễ hội.", site=site))
    with (tmp_path / "articles/phunu/2026-02.jsonl").open("wb") as file:
        file.write(orjson.dumps({"schema": 9, "id": "phunu:2", "revision": 1, "site": "phunu"}) + b"\n")
    ended = dvcrawler(tmp_path, "reindex")
    assert (ended.returncode, ended.stdout) == (3, "danvan: 1 line read\ntuyengiao: 1 line read\n")
    assert ended.stderr.startswith(
        "dvcrawler: phunu has lines of schema 9, which a newer dvcrawler wrote; update "
    )
    rows = json.loads(dvcrawler(tmp_path, "sites", "--stored", "--json").stdout)
    assert {row["site"]: row["articles"] for row in rows} == {"danvan": 1, "phunu": None, "tuyengiao": 1}


def test_many_sites_whose_articles_no_ledger_counts_are_one_line(tmp_path):
    for name in ("phunu", "danguykhoi", "danvan", "baonamdinh"):
        write(tmp_path, article(1, "Hội làng", "Lễ hội.", site=name))
    said = "dvcrawler: the stored articles of 4 sites are not counted; the next crawl counts them, or dvcrawler reindex\n"
    assert dvcrawler(tmp_path, "sites").stderr == said


def test_listings_of_one_name_are_one_section_and_show_the_host_that_is_not_the_first(tmp_path):
    urls = (
        "https://baolamdong.vn/chinh-tri/",
        "http://cu.baolamdong.vn/chinh-tri/",
        "https://baolamdong.vn/sach/",
    )
    names = ("Chính trị", "CHÍNH TRỊ", "Sách")
    with Ledger(tmp_path, SITE) as ledger:
        ledger.note_section_links([SectionLink(u, u, name) for u, name in zip(urls, names, strict=True)])
    shown = [line.split() for line in on_terminal(tmp_path, "sites", SITE)]
    place = shown.index(["0", "CHÍNH", "TRỊ", "cu.baolamdong.vn/chinh-tri/"])
    assert shown[place + 1 :] == [["/chinh-tri/"], ["0", "Sách", "/sach/"]]


def test_a_site_that_was_never_crawled_says_so(tmp_path):
    shown = on_terminal(tmp_path, "sites", SITE)
    assert "  stored    0 articles" in shown and "  last run  never" in shown
    assert shown[-1] == "  sections  none is known yet; a crawl finds them"


ROWS = [{"a": "x" * 10, "b": 0, "c": "y" * 10, "d": None}]


@pytest.mark.parametrize(
    ("width", "columns"),
    [(None, "abcd"), (99, "abcd"), (28, "abcd"), (27, "acd"), (24, "ac"), (21, "a"), (1, "a")],
)
def test_columns_that_hold_nothing_are_left_out_first(width, columns):
    assert fit_columns(ROWS, "abcd", ("c", "b", "d"), width) == list(columns)


def test_the_first_column_is_shortened_before_the_last_is_cut():
    rows = [
        {"site": "portal/bao-mot-hai-ba.vn", "result": "ok (0)"},
        {"site": "phunu", "result": "storage (15)"},
    ]
    shown = fit_table(rows, ("site", "result"), (), 24).splitlines()
    assert shown == ["site        result", "portal/ba…  ok (0)", "phunu       storage (15)"]
    assert fit_table(rows, ("site", "result"), (), 12).splitlines()[1:] == ["porta…  ok …", "phunu   sto…"]
    times = [{"site": "phunu", "at": "2026-11-29T16:56:17Z"}, {"site": "thu", "at": None}]
    shown = fit_table(times, ("site", "at"), (), 80, "at").splitlines()
    assert shown[1:] == ["phunu  2026-11-29 16:56Z", "thu    -"], "who reads it may live by another clock"
    assert "portal/bao-mot-hai-ba.vn  ok (0)" in fit_table(rows, ("site", "result"), (), 38)


@pytest.mark.parametrize("columns", [26, 30, 40, 42, 44, 60])
@pytest.mark.parametrize("result", ["ok", "unreachable", "interrupted"])
def test_runs_show_the_whole_result_on_a_narrow_terminal(tmp_path, columns, result):
    code = ExitCode[result.upper()]
    keep(tmp_path, "baonamdinh", [run(START, code=int(code), name=result)])
    shown = on_terminal(tmp_path, "runs", columns=columns)
    assert f"  {result} ({int(code)})" in shown[1]
    assert shown[1].startswith("baona")
    assert max(map(len, shown)) <= columns


def test_what_is_still_too_wide_is_cut(tmp_path):
    assert format_table(ROWS, ["a"], 5).splitlines() == ["a", "xxxx…"]
    assert (cut("đường", 5), cut("đường", 4), cut("đường", None), cut("", 1)) == (
        "đường",
        "đườ…",
        "đường",
        "",
    )
