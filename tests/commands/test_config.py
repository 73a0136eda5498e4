"""The settings file as an operator uses it: `config` prints what is in force, a crawl and health obey it."""

import gzip
import json
import sys
from datetime import datetime, timedelta

import pytest

from dvcrawler.items import VIETNAM
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.commands.test_health import dvcrawler, health, keep, until_now
from tests.portal import SITES, crawl, environment, records, runs

FILE = """\
sites = ["phunu", "danguykhoi"]
contact = "archive@example.org"

[pace]
delay = 2

[site.phunu.pace]
delay = 3

[site.danvan]
host = "phunu.namdinh.gov.vn"

[retired.danguykhoi]
date = 2026-01-05
reason = "its host name has ended"
"""


def config(data, *words, **variables):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "config", "--data", str(data), *words],
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def values(data, *words, **variables):
    run = config(data, "--json", *words, **variables)
    assert run.returncode == 0, run.stderr
    return {each["key"]: (each["value"], each["origin"]) for each in json.loads(run.stdout)}


@pytest.fixture
def data(tmp_path):
    (tmp_path / "dvcrawler.toml").write_text(FILE, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def server():
    with serve(Portal(40)) as server:
        yield server


def test_config_names_the_line_of_each_value(data):
    found = values(data)
    path = data / "dvcrawler.toml"
    assert found["contact"] == ("archive@example.org", f"{path}:2")
    assert found["pace.delay"] == (2, f"{path}:5")
    assert found["site.phunu.pace.delay"] == (3, f"{path}:8")
    assert found["site.danvan.host"] == ("phunu.namdinh.gov.vn", f"{path}:11")
    assert found["retired.danguykhoi"] == ("2026-01-05: its host name has ended", f"{path}:13")
    assert found["pace.retries"] == (2, "default")


def test_the_command_line_comes_before_the_environment_the_file_and_the_default(data):
    for name, key, file, seven, nine in (
        ("DVCRAWLER_CONTACT", "contact", "archive@example.org", "7@x.org", "9@x.org"),
        ("DVCRAWLER_MAX_MINUTES", "limits.minutes", None, "7", "9"),
    ):
        assert values(data)[key][0] == (file or 0)
        assert values(data, **{name: seven})[key] == (seven, "environment")
        assert values(data, "-s", f"{name}={nine}", **{name: seven})[key] == (nine, "argument")
        assert values(data, **{name: ""})[key][0] == (file or 0)
    assert values(data, "-s", "DOWNLOAD_DELAY=1")["site.phunu.pace.delay"] == ("1", "argument")
    assert values(data, "-s", "AJAXCRAWL_MAXSIZE=4")["AJAXCRAWL_MAXSIZE"] == ("4", "argument")


@pytest.mark.parametrize(
    ("words", "variables", "said"),
    [
        (("-s", "DEPTH_LIMIT=4"), {}, "DEPTH_LIMIT='4' cannot be used"),
        (("-s", "DOWNLOAD_DELAY=x"), {}, "DOWNLOAD_DELAY='x' cannot be used"),
        ((), {"DVCRAWLER_CONTACT": "nobody"}, "DVCRAWLER_CONTACT must be one mail or web address"),
        (("--json",), {"DVCRAWLER_MAX_MINUTES": "often"}, "DVCRAWLER_MAX_MINUTES='often' cannot be used"),
    ],
)
def test_values_with_which_no_crawl_begins_are_shown_and_named(data, words, variables, said):
    run = config(data, *words, **variables)
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)
    assert run.stderr.startswith(f"dvcrawler: {said}")
    assert "archive@example.org" in run.stdout or "nobody" in run.stdout


def test_a_long_value_leaves_the_other_lines_short(data):
    long = ",".join(f"host{number}.vn=127.0.0.1:8000" for number in range(20))
    run = warm.run(
        [sys.executable, "-m", "dvcrawler", "config", "--data", str(data)],
        env=environment(DVCRAWLER_CONNECT_TO=long),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line for line in run.stdout.splitlines() if len(line) >= len(long) and long not in line] == []
    assert long in run.stdout


def test_the_file_is_named_by_option_or_variable_and_may_name_the_data_folder(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_text(f'data = "{name}-news"\n')
    run = [sys.executable, "-m", "dvcrawler", "config", "--json"]
    for words, variable, name in ((["--config", "one"], "two", "one"), ([], "two", "two")):
        found = warm.run(
            [*run, *words],
            env=environment(DVCRAWLER_CONFIG=variable),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        row = next(each for each in json.loads(found.stdout) if each["key"] == "data")
        assert (row["value"], row["origin"]) == (f"{name}-news", f"{name}:1")


def test_a_bad_file_stops_every_command_with_2_and_a_line_for_each_fault(data):
    (data / "dvcrawler.toml").write_text("dealy = 1\nsites = ['phuno']\n")
    for run in (config(data), health(data), crawl(None, data, "phunu")):
        code = run.returncode if hasattr(run, "returncode") else run.code
        told = (run.stderr if hasattr(run, "stderr") else run.err).splitlines()
        assert (code, len(told)) == (2, 2)
        assert told[0].endswith("dvcrawler.toml:1: unknown key dealy; did you mean pace.delay?")
        assert "dvcrawler.toml:2: " in told[1]
    assert list(data.iterdir()) == [data / "dvcrawler.toml"]


def test_a_crawl_without_names_crawls_those_of_the_file_and_leaves_the_retired_out(data, server):
    run = crawl(server, data, "-a", "limit=2")
    assert run.code == 0, run.err
    assert "danguykhoi: retired since 2026-01-05 (its host name has ended); not crawled" in run.out
    assert {record["site"] for record in records(data)} == {"phunu"}
    assert not (data / "runs/danguykhoi.jsonl").exists()


@pytest.mark.slow
def test_a_retired_site_is_crawled_where_that_is_asked_for(data, server):
    alone = crawl(server, data, "danguykhoi")
    assert (alone.code, alone.out.count("\n")) == (0, 1)
    assert crawl(server, data, "danguykhoi", "--retired", "-a", "limit=1").code in (0, 10)
    assert len(records(data, "danguykhoi")) == 1


@pytest.mark.slow
def test_a_retired_site_may_still_be_read_out_of_archives(data, server):
    assert crawl(server, data, "danguykhoi", "--retired", "-a", "limit=1").code in (0, 10)
    (data / "articles/danguykhoi").rename(data / "away")
    crawl(None, data, "danguykhoi", "-a", f"source=warc:{data / 'warc/danguykhoi'}")
    assert len(records(data, "danguykhoi")) == 1


def test_the_host_of_a_site_is_taken_from_the_file_and_noted_in_its_run(data, server):
    (data / "dvcrawler.toml").write_text(FILE + "[site.danvan.limits]\nrequests = 3\n", "utf-8")
    run = crawl(server, data, "danvan", "-a", "limit=5")
    assert run.code == 17, run.err
    (record,) = runs(data, "danvan")
    assert record["arguments"] == {"host": "phunu.namdinh.gov.vn", "limit": "5"}
    assert record["requests"] == 3
    assert crawl(server, data, "danvan", "-a", "limit=5", "-s", "DVCRAWLER_MAX_REQUESTS=0").code == 0


def test_all_includes_a_site_whose_host_is_in_the_file(data):
    from dvcrawler.spiders.danvan import DanVan
    from dvcrawler.spiders.phunu import PhuNu
    from dvcrawler.targets.typed import find_all_sites

    sites = {"danvan": DanVan, "phunu": PhuNu}
    assert find_all_sites(sites, {"danvan": {}, "phunu": {}}) == ["phunu"]
    assert find_all_sites(sites, {"danvan": {"host": "x.vn"}, "phunu": {}}) == ["danvan", "phunu"]


def test_all_leaves_out_portal_where_only_the_host_of_another_site_is_given():
    from dvcrawler.spiders.danvan import DanVan
    from dvcrawler.spiders.portal import Portal
    from dvcrawler.targets.typed import find_all_sites

    sites, typed = {"danvan": DanVan, "portal": Portal}, {"host": "x.vn"}
    assert find_all_sites(sites, dict.fromkeys(sites, typed)) == ["danvan"]


def test_health_runs_the_command_of_the_file_and_is_quiet_about_the_retired(data):
    ill = until_now(
        10, {"code": 13, "name": "changed", "links": 0}, {"code": 13, "name": "changed", "links": 0}
    )
    keep(data, "phunu", until_now(10))
    keep(data, "danguykhoi", ill)
    told = data / "told"
    (data / "dvcrawler.toml").write_text(f'{FILE}[notify]\ncommand = "tee {told}"\n', "utf-8")
    quiet = health(data)
    assert quiet.returncode == 0, quiet.stdout
    assert "danguykhoi: retired since 2026-01-05: its host name has ended" in quiet.stdout
    sites = warm.run(
        [sys.executable, "-m", "dvcrawler", "sites", "danguykhoi", "--data", str(data)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "health    retired since 2026-01-05: its host name has ended" in sites.stdout
    assert not told.exists()
    keep(data, "phunu", ill)
    assert health(data).returncode == 13
    assert "phunu: changed" in told.read_text()


def test_the_contact_of_the_file_is_in_the_user_agent(data, server):
    assert crawl(server, data, "phunu", "-a", "limit=1").code == 0
    (archive,) = (data / "warc/phunu").glob("*.warc.gz")
    assert b"news archive; archive@example.org" in gzip.decompress(archive.read_bytes())


def test_every_site_of_the_sample_is_known(tmp_path):
    (tmp_path / "dvcrawler.toml").write_text(f"sites = {list(SITES)}")
    assert config(tmp_path).returncode == 0


def test_a_switch_is_shown_as_the_file_writes_it(data):
    shown = dvcrawler(data, "config").stdout.splitlines()
    assert [line.split()[-1] for line in shown if line.startswith("archives.keep ")] == ["true"]


def test_an_argument_of_another_site_is_a_fault_of_the_file(data):
    (data / "dvcrawler.toml").write_text('[site.phunu]\nhost = "x.vn"\n', "utf-8")
    said = f"dvcrawler: {data}/dvcrawler.toml:2: site.phunu.host is for danvan; phunu does not take it\n"
    for words in (("config",), ("crawl", "phunu")):
        ended = dvcrawler(data, *words)
        assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)


def test_a_site_may_be_retired_today_by_the_clock_of_vietnam_wherever_the_machine_is(data):
    today = datetime.now(VIETNAM).date()
    for day, code in ((today, 0), (today + timedelta(days=2), 2)):
        (data / "dvcrawler.toml").write_text(f"[retired.phunu]\ndate = {day}\nreason = 'closed'\n", "utf-8")
        assert config(data, TZ="Etc/GMT+12").returncode == code
